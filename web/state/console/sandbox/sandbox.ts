import type {
  ConferenceOrder,
  MadeConference,
  Operations,
  Plan,
  PlanOrder,
  ScriptedConference,
} from '../../../../contract/sandbox/types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import type { AdministeredApp, AdministeredPerson, AppsPage } from '../../../../contract/web/administration-types.ts'
import { ApiError } from '../../api.ts'
import { handleRefusal } from '../attempt.ts'

/** The requests of the page of the sandbox. They throw `ApiError`. */
export type SandboxApi = {
  apps(corpId: string, page: Readonly<{ limit: number }>): Promise<Pick<AppsPage, 'apps'>>
  colleagues(corpId: string): Promise<readonly AdministeredPerson[]>
  operations(): Promise<Operations>
  read(of: AppOf): Promise<{ conferences: readonly ScriptedConference[]; answers: readonly Plan[] }>
  make(of: AppOf, order: ConferenceOrder): Promise<MadeConference>
  end(of: AppOf): Promise<unknown>
  plan(of: AppOf, order: PlanOrder): Promise<unknown>
  drop(of: AppOf): Promise<unknown>
}
type AppOf = Readonly<{ corpId: string; clientId: string }>

/** What a person does on the page. */
type Doing = 'make' | 'end' | 'plan' | 'drop'

/** `reason`: why the server refuses it, in its words. */
type Problem = Readonly<{ of: Doing; code: string; reason?: string }>

type Shown = Readonly<{
  phase: 'shown'
  apps: readonly AdministeredApp[]
  clientId: string
  /** Who can be chosen for a conference. Empty if they could not be loaded. */
  colleagues: readonly AdministeredPerson[]
  operations: Operations['operations']
  conferences: readonly ScriptedConference[]
  answers: readonly Plan[]
  doing?: Doing
  problem?: Problem
  made?: MadeConference
  /** The latest refresh failed, so what is shown may be out of date. */
  isStale: boolean
}>

/** `refused`: `code` says why there is nothing to show. `empty`: the organization has no app. */
type SandboxView = Readonly<{ phase: 'loading' } | { phase: 'empty' } | { phase: 'refused'; code: string }> | Shown

/** What one app has made and planned in the sandbox. No method throws. */
export type Sandbox = {
  view: Readable<SandboxView>
  /** Loads everything, or, when it is there, what may have changed. */
  refresh(): Promise<void>
  choose(clientId: string): Promise<void>
  make(order: ConferenceOrder): Promise<void>
  plan(order: PlanOrder): Promise<void>
  end(): Promise<void>
  drop(): Promise<void>
}

const MOST_APPS = 200

export function openSandbox(
  api: SandboxApi,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): Sandbox {
  const view = observable<SandboxView>({ phase: 'loading' })
  const show = (changes: Partial<Omit<Shown, 'phase'>>) =>
    view.update((now) => (now.phase === 'shown' ? { ...now, ...changes } : now))

  async function open(): Promise<void> {
    try {
      const { apps } = await api.apps(corpId, { limit: MOST_APPS })
      const [first] = apps
      if (!first) return view.set({ phase: 'empty' })
      const { clientId } = first
      const [{ operations }, lists, colleagues] = await Promise.all([
        api.operations(),
        api.read({ corpId, clientId }),
        api.colleagues(corpId).catch(() => []),
      ])
      view.set({ phase: 'shown', apps, clientId, colleagues, operations, ...lists, isStale: false })
    } catch (error) {
      view.set({ phase: 'refused', code: handleRefusal(error, signedOut) })
    }
    return undefined
  }

  async function read(clientId: string): Promise<void> {
    try {
      const lists = await api.read({ corpId, clientId })
      const now = view.get()
      // Another app may have been chosen meanwhile.
      if (now.phase === 'shown' && now.clientId === clientId) show({ ...lists, isStale: false })
    } catch (error) {
      handleRefusal(error, signedOut)
      show({ isStale: true })
    }
  }

  async function act(doing: Doing, work: (of: AppOf) => Promise<MadeConference | undefined>): Promise<void> {
    const now = view.get()
    if (now.phase !== 'shown' || now.doing) return
    const { problem: _problem, made: _made, ...rest } = now
    view.set({ ...rest, doing })
    const done = (changes: Pick<Shown, 'made'> | Pick<Shown, 'problem'>) =>
      view.update((later) => {
        if (later.phase !== 'shown') return later
        const { doing: _doing, ...others } = later
        return { ...others, ...changes }
      })
    try {
      const made = await work({ corpId, clientId: now.clientId })
      done(made ? { made } : {})
      await read(now.clientId)
    } catch (error) {
      const code = handleRefusal(error, signedOut)
      const reason = error instanceof ApiError ? error.reason : undefined
      done({ problem: { of: doing, code, ...(reason !== undefined && { reason }) } })
    }
  }
  const without = (work: (of: AppOf) => Promise<unknown>) => async (of: AppOf) => {
    await work(of)
    return undefined
  }

  return {
    view,
    async refresh() {
      const now = view.get()
      await (now.phase === 'shown' ? read(now.clientId) : open())
    },
    async choose(clientId) {
      const now = view.get()
      if (now.phase !== 'shown' || now.doing) return
      const { problem: _problem, made: _made, ...rest } = now
      view.set({ ...rest, clientId, conferences: [], answers: [] })
      await read(clientId)
    },
    make: (order) => act('make', (of) => api.make(of, order)),
    plan: (order) =>
      act(
        'plan',
        without((of) => api.plan(of, order)),
      ),
    end: () => act('end', without(api.end)),
    drop: () => act('drop', without(api.drop)),
  }
}
