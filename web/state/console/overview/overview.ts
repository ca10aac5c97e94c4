import { observable, type Readable } from '../../../../client/observable.ts'
import type { OverviewAnswer } from '../../../../contract/web/console-live-types.ts'
import type { PlannedMeetingsAnswer } from '../../../../contract/web/console-meetings-types.ts'
import { handleRefusal } from '../attempt.ts'

/** The requests of the overview. They throw `ApiError`. */
export type OverviewApi = {
  overview(corpId: string, day: Readonly<{ from: number; to: number }>): Promise<OverviewAnswer>
  /** The booked meetings that begin from now until `to`. */
  planned(corpId: string, to: number): Promise<PlannedMeetingsAnswer>
}

/** `isStale`: the last refresh failed. */
type OverviewView =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | { phase: 'shown'; answer: OverviewAnswer; isStale: boolean }

/** The numbers of an organization. `refresh` never throws, and does nothing while an answer is on its way. */
export type OverviewModel = {
  view: Readable<OverviewView>
  /** The booked meetings that begin later today. Absent until they are known. */
  planned: Readable<PlannedMeetingsAnswer | undefined>
  refresh(): Promise<void>
}

/** Bookings change seldom, and those that repeat cost the server more than the numbers. */
const PLANNED_MS = 60_000

export function openOverview(
  api: OverviewApi,
  { corpId, now, signedOut }: Readonly<{ corpId: string; now: () => number; signedOut: () => void }>,
): OverviewModel {
  const view = observable<OverviewView>({ phase: 'loading' })
  const planned = observable<PlannedMeetingsAnswer | undefined>(undefined)
  let plannedAt = -Infinity
  let loading: Promise<void> | undefined
  const loadPlanned = async () => {
    const at = now()
    if (at - plannedAt < PLANNED_MS) return
    plannedAt = at
    try {
      planned.set(await api.planned(corpId, dayOf(at).to))
    } catch {
      plannedAt = -Infinity // the view says what is wrong
    }
  }
  const load = async () => {
    try {
      view.set({ phase: 'shown', answer: await api.overview(corpId, dayOf(now())), isStale: false })
    } catch (error) {
      const code = handleRefusal(error, signedOut)
      view.update((before) => (before.phase === 'shown' ? { ...before, isStale: true } : { phase: 'refused', code }))
    }
  }
  return {
    view,
    planned,
    async refresh() {
      loading ??= Promise.all([load(), loadPlanned()]).then(() => (loading = undefined))
      await loading
    },
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
