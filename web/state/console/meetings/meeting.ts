import type {
  MeetingAnswer,
  MeetingLogEntry,
  MeetingLogPage,
  MeetingQualityPage,
  MeetingQualityPerson,
} from '../../../../contract/web/console-meetings-types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import { handleRefusal } from '../attempt.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

type Page = Readonly<{ cursor?: string; limit: number }>

/** The requests for one meeting. They throw `ApiError`. */
export type MeetingApi = {
  meeting(corpId: string, id: string): Promise<MeetingAnswer>
  log(corpId: string, id: string, page: Page): Promise<MeetingLogPage>
  quality(corpId: string, id: string, page: Page): Promise<MeetingQualityPage>
}

/** What is shown of a meeting. The first is shown if the address names none. */
export const MEETING_PARTS = ['attendance', 'log', 'quality'] as const
export type MeetingPart = (typeof MEETING_PARTS)[number]

/** `refused`: `code` says why. */
type MeetingView =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | { phase: 'shown'; meeting: MeetingAnswer }

/** One meeting of the organization. No method throws. */
export type MeetingModel = Readonly<{
  view: Readable<MeetingView>
  log: PagedList<MeetingLogEntry, undefined>
  quality: PagedList<MeetingQualityPerson, undefined>
  /** Loads the meeting again, unless it has ended. */
  refresh(): Promise<void>
}>

/** What the address says. */
export function readPart({ filters }: Pick<ConsolePlace, 'filters'>): MeetingPart {
  return MEETING_PARTS.find((part) => part === filters['part']) ?? MEETING_PARTS[0]
}

/** The meeting with the id `id`. */
export function openMeeting(
  api: MeetingApi,
  { corpId, id, signedOut }: Readonly<{ corpId: string; id: string; signedOut: () => void }>,
): MeetingModel {
  const view = observable<MeetingView>({ phase: 'loading' })
  const options = { first: undefined, signedOut }
  return {
    view,
    log: openPagedList(async (_, page) => {
      const { entries, cursor } = await api.log(corpId, id, page)
      return { rows: entries, cursor }
    }, options),
    quality: openPagedList(async (_, page) => {
      const { people, cursor } = await api.quality(corpId, id, page)
      return { rows: people, cursor }
    }, options),
    async refresh() {
      const before = view.get()
      if (before.phase === 'shown' && before.meeting.endTime !== undefined) return
      try {
        view.set({ phase: 'shown', meeting: await api.meeting(corpId, id) })
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        if (before.phase !== 'shown') view.set({ phase: 'refused', code })
      }
    },
  }
}

/** The grade in words, from the mean of 1 (poor) to 3 (good). */
export function gradeWord(grade: number | undefined): 'good' | 'fair' | 'poor' | 'none' {
  if (grade === undefined) return 'none'
  if (grade >= 2.5) return 'good'
  return grade >= 1.5 ? 'fair' : 'poor'
}
