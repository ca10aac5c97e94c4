import { observable, type Readable } from '../../../../client/observable.ts'
import type { OverviewAnswer } from '../../../../contract/web/console-live-types.ts'
import { codeOf } from '../../api.ts'

/** The request of the overview. It throws `ApiError`. */
export type OverviewApi = {
  overview(corpId: string, day: Readonly<{ from: number; to: number }>): Promise<OverviewAnswer>
}

/** `isStale`: the last refresh failed. */
type OverviewView =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | { phase: 'shown'; answer: OverviewAnswer; isStale: boolean }

/** The numbers of an organization. `refresh` never throws, and does nothing while an answer is on its way. */
export type OverviewModel = { view: Readable<OverviewView>; refresh(): Promise<void> }

export function openOverview(
  api: OverviewApi,
  { corpId, now, signedOut }: Readonly<{ corpId: string; now: () => number; signedOut: () => void }>,
): OverviewModel {
  const view = observable<OverviewView>({ phase: 'loading' })
  let loading: Promise<void> | undefined
  const load = async () => {
    try {
      view.set({ phase: 'shown', answer: await api.overview(corpId, dayOf(now())), isStale: false })
    } catch (error) {
      const code = codeOf(error)
      if (code === 'signed-out') signedOut()
      view.update((before) => (before.phase === 'shown' ? { ...before, isStale: true } : { phase: 'refused', code }))
    }
  }
  return {
    view,
    refresh: () => (loading ??= load().finally(() => (loading = undefined))),
  }
}

/** The day of a moment in the time zone of this machine: from its midnight to the next, which need not be 24 hours later. */
export function dayOf(at: number): { from: number; to: number } {
  const from = new Date(at)
  from.setHours(0, 0, 0, 0)
  const to = new Date(from)
  to.setDate(to.getDate() + 1)
  return { from: from.getTime(), to: to.getTime() }
}
