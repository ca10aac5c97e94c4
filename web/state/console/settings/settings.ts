import { observable, type Readable } from '../../../../client/observable.ts'
import type {
  MeetingDefaults,
  OrganizationSettings,
  SettingsEdit,
} from '../../../../contract/web/administration-types.ts'
import { codeOf } from '../../api.ts'
import { handleRefusal } from '../attempt.ts'

/** The requests of the page of settings. They throw `ApiError`. */
export type SettingsApi = {
  organization(corpId: string): Promise<{ organization: { name: string } }>
  rename(corpId: string, name: string): Promise<unknown>
  settings(corpId: string): Promise<{ settings: OrganizationSettings }>
  setLogo(corpId: string, image: Blob): Promise<{ logo: string }>
  removeLogo(corpId: string): Promise<unknown>
  changeSettings(corpId: string, edit: SettingsEdit): Promise<{ settings: OrganizationSettings }>
}

/** The values of the form. `days`: as it is typed; empty if ended meetings stay. */
export type SettingsDraft = Readonly<{
  name: string
  keeps: 'forever' | 'days'
  days: string
  guests: boolean
  meetings: Readonly<MeetingDefaults>
  /** Empty for that of the program. */
  color: string
  /** The hash of the stored one, or a chosen image; empty for that of the program. */
  logo: string | Blob
}>

/** Which field is wrong, and how. */
type Problem = Readonly<{ field: 'name' | 'days' | 'logo' | 'form'; code: string }>

type Shown = Readonly<{
  phase: 'shown'
  draft: SettingsDraft
  /** Something differs from what is stored. */
  isChanged: boolean
  isBusy: boolean
  problem?: Problem
  /** The days after which meetings will be deleted, while the person has to confirm them. */
  confirming?: number
  /** The latest change was saved, and nothing was changed since. */
  isSaved: boolean
}>

/** `refused`: `code` says why there is nothing to show. */
type SettingsView = Readonly<{ phase: 'loading' } | { phase: 'refused'; code: string }> | Shown

/** The settings of an organization. No method throws. */
export type Settings = {
  view: Readable<SettingsView>
  load(): Promise<void>
  set(changes: Partial<SettingsDraft>): void
  /** Saves what differs. A new number of days has to be confirmed first. */
  save(): Promise<void>
  confirm(): Promise<void>
  /** Closes the question without saving. */
  cancel(): void
  /** Back to what is stored. */
  discard(): void
}

const DAYS = /^[1-9]\d{0,4}$/
const MAX_DAYS = 36_500

/** `saved`: called after something was stored, since pages show name, color and logo. */
export function openSettings(
  api: SettingsApi,
  { corpId, signedOut, saved }: { corpId: string; signedOut: () => void; saved: () => void },
): Settings {
  const view = observable<SettingsView>({ phase: 'loading' })
  let stored: SettingsDraft | undefined

  const show = (changes: Partial<Omit<Shown, 'phase'>>) =>
    view.update((now) => (now.phase === 'shown' ? { ...now, ...changes } : now))
  const showStored = (draft: SettingsDraft, { isSaved }: { isSaved: boolean }) => {
    stored = draft
    view.set({ phase: 'shown', draft, isChanged: false, isBusy: false, isSaved })
  }
  const edit = (now: Shown, changes: Omit<Partial<Shown>, 'problem' | 'confirming'>): Shown => {
    const { problem: _problem, confirming: _confirming, ...rest } = now
    return { ...rest, ...changes }
  }
  const fail = (error: unknown) => {
    if (error instanceof LogoError) return show({ isBusy: false, problem: { field: 'logo', code: 'malformed' } })
    const code = handleRefusal(error, signedOut)
    if (view.get().phase === 'shown') show({ isBusy: false, problem: { field: 'form', code } })
    else view.set({ phase: 'refused', code })
  }

  async function write(draft: SettingsDraft, before: SettingsDraft): Promise<void> {
    view.update((now) => (now.phase === 'shown' ? edit(now, { isBusy: true }) : now))
    try {
      // First, since an image may be refused, and then nothing is saved.
      const logo = await writeLogo(draft.logo, before.logo)
      stored = { ...before, logo }
      show({ draft: { ...draft, logo } })
      if (draft.name !== before.name) await api.rename(corpId, draft.name)
      const { settings } = await api.changeSettings(corpId, toEdit(draft, before))
      showStored(toDraft(draft.name, settings), { isSaved: true })
      saved()
    } catch (error) {
      fail(error)
    }
  }

  /** @returns the hash of the stored one, or an empty text */
  async function writeLogo(logo: SettingsDraft['logo'], before: SettingsDraft['logo']): Promise<string> {
    try {
      if (typeof logo !== 'string') return (await api.setLogo(corpId, logo)).logo
      if (logo === '' && before !== '') await api.removeLogo(corpId)
      return logo
    } catch (error) {
      throw codeOf(error) === 'malformed' ? new LogoError() : error
    }
  }

  return {
    view,
    async load() {
      try {
        const [{ organization }, { settings }] = await Promise.all([api.organization(corpId), api.settings(corpId)])
        showStored(toDraft(organization.name, settings), { isSaved: false })
      } catch (error) {
        fail(error)
      }
    },
    set: (changes) =>
      view.update((now) => {
        if (now.phase !== 'shown' || now.isBusy) return now
        const draft = { ...now.draft, ...changes }
        return edit(now, { draft, isChanged: isDifferent(draft, stored), isSaved: false })
      }),
    async save() {
      const now = view.get()
      if (now.phase !== 'shown' || !stored || now.isBusy || !now.isChanged) return
      const { draft } = now
      const problem = problemOf(draft)
      if (problem) return show({ problem })
      const isNew = draft.keeps === 'days' && (stored.keeps === 'forever' || stored.days !== draft.days)
      if (isNew) return show({ confirming: Number(draft.days) })
      await write(draft, stored)
    },
    async confirm() {
      const now = view.get()
      if (now.phase === 'shown' && now.confirming !== undefined && stored) await write(now.draft, stored)
    },
    cancel: () => view.update((now) => (now.phase === 'shown' ? edit(now, {}) : now)),
    discard() {
      const now = view.get()
      if (stored && now.phase === 'shown') showStored(stored, { isSaved: false })
    },
  }
}

/** The server does not take the image. */
class LogoError extends Error {}

function isDifferent({ logo, ...draft }: SettingsDraft, stored: SettingsDraft | undefined): boolean {
  const { logo: storedLogo, ...before } = stored ?? {}
  return logo !== storedLogo || JSON.stringify(draft) !== JSON.stringify(before)
}

function toDraft(name: string, settings: OrganizationSettings): SettingsDraft {
  const { retentionDays, guests, meetings, color = '', logo = '' } = settings
  const days = retentionDays === null ? '' : String(retentionDays)
  return { name, keeps: retentionDays === null ? 'forever' : 'days', days, guests, meetings, color, logo }
}

function problemOf({ name, keeps, days }: SettingsDraft): Problem | undefined {
  if (name.trim() === '') return { field: 'name', code: 'name-missing' }
  if (keeps === 'days' && !(DAYS.test(days) && Number(days) <= MAX_DAYS)) return { field: 'days', code: 'days-wrong' }
  return undefined
}

/** Only what differs, so that two administrators do not undo each other's changes. */
function toEdit(draft: SettingsDraft, before: SettingsDraft): SettingsEdit {
  const retentionDays = draft.keeps === 'days' ? Number(draft.days) : null
  const retentionBefore = before.keeps === 'days' ? Number(before.days) : null
  const meetings = Object.entries(draft.meetings).filter(
    ([name, value]) => before.meetings[name as keyof MeetingDefaults] !== value,
  )
  return {
    ...(retentionDays !== retentionBefore && { retentionDays }),
    ...(draft.guests !== before.guests && { guests: draft.guests }),
    ...(draft.color !== before.color && { color: draft.color || null }),
    ...(meetings.length > 0 && { meetings: Object.fromEntries(meetings) }),
  }
}
