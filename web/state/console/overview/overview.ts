import { observable, type Readable } from '../../../../client/observable.ts'
import type { OverviewAnswer } from '../../../../contract/web/console-live-types.ts'
import type { PlannedMeetingsAnswer } from '../../../../contract/web/console-meetings-types.ts'
import type { ListedSubscription } from '../../../../contract/web/subscription-types.ts'
import { handleRefusal } from '../attempt.ts'
import { listTroubled, type SubscriptionsApi } from '../subscriptions/subscriptions.ts'

/** The requests of the overview. They throw `ApiError`. */
export type OverviewApi = Pick<SubscriptionsApi, 'subscriptions'> & {
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
  /** The subscriptions whose events do not arrive. */
  troubled: Readable<readonly ListedSubscription[]>
  refresh(): Promise<void>
}

/** Bookings and subscriptions change seldom, and cost the server more than the numbers. */
const MINUTE_MS = 60_000

export function openOverview(
  api: OverviewApi,
  { corpId, now, signedOut }: Readonly<{ corpId: string; now: () => number; signedOut: () => void }>,
): OverviewModel {
  const view = observable<OverviewView>({ phase: 'loading' })
  const planned = observable<PlannedMeetingsAnswer | undefined>(undefined)
  const troubled = observable<readonly ListedSubscription[]>([])
  let loading: Promise<void> | undefined
  const loadPlanned = everyMinute(now, async (at) => planned.set(await api.planned(corpId, dayOf(at).to)))
  const loadTroubled = everyMinute(now, async () =>
    troubled.set(listTroubled((await api.subscriptions(corpId)).subscriptions)),
  )
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
    troubled,
    async refresh() {
      loading ??= Promise.all([load(), loadPlanned(), loadTroubled()]).then(() => (loading = undefined))
      await loading
    },
  }
}

/** Does `work` at the first call, after a failure, and when a minute has passed. */
function everyMinute(now: () => number, work: (at: number) => Promise<void>): () => Promise<void> {
  let doneAt = -Infinity
  return async () => {
    const at = now()
    if (at - doneAt < MINUTE_MS) return
    doneAt = at
    try {
      await work(at)
    } catch {
      doneAt = -Infinity // the view says what is wrong
    }
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
