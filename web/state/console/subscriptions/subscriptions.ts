import type { SubscriptionWay } from '../../../../contract/event/event-terms.ts'
import type {
  AttemptAnswer,
  ListedSubscription,
  SubscriptionAnswer,
  SubscriptionSecrets,
} from '../../../../contract/web/subscription-types.ts'
import { stateOf } from '../../../../contract/web/subscription-state.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'

/** What an app is subscribed to. `from`: also what happened since then, epoch ms. */
export type NewSubscription = Readonly<{
  clientId: string
  way: SubscriptionWay
  types: readonly string[]
  url?: string
  from?: number
}>

type MadeSubscription = { subscription: SubscriptionAnswer; secrets: SubscriptionSecrets }

/** The requests for subscriptions. They throw `ApiError`. */
export type SubscriptionsApi = {
  subscriptions(corpId: string): Promise<{ subscriptions: ListedSubscription[] }>
  addSubscription(corpId: string, subscription: NewSubscription): Promise<MadeSubscription>
  changeSubscription(
    corpId: string,
    id: string,
    changes: Readonly<{ types?: readonly string[]; url?: string; paused?: boolean }>,
  ): Promise<unknown>
  renewSubscriptionSecret(corpId: string, id: string, overlapHours: number): Promise<MadeSubscription>
  removeSubscription(corpId: string, id: string): Promise<unknown>
  /** `attempt` is absent if the app has no connection to the server. */
  sendTestEvent(corpId: string, id: string): Promise<{ attempt?: AttemptAnswer }>
}

export type SubscriptionList = PagedList<ListedSubscription, undefined>

/** The subscriptions of an organization by the names of their apps, the oldest first for each. All are one page. */
export function openSubscriptionList(
  api: Pick<SubscriptionsApi, 'subscriptions'>,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): SubscriptionList {
  return openPagedList<ListedSubscription, undefined>(
    async () => {
      const { subscriptions } = await api.subscriptions(corpId)
      return { rows: subscriptions.toSorted(byApp) }
    },
    { first: undefined, signedOut },
  )
}

/** Those whose events do not arrive: some were given up, or the latest attempt failed. */
export function listTroubled(subscriptions: readonly ListedSubscription[]): readonly ListedSubscription[] {
  return subscriptions
    .filter((subscription) => subscription.dead > 0 || stateOf(subscription) === 'failing')
    .toSorted(byApp)
}

function byApp(one: ListedSubscription, other: ListedSubscription): number {
  return (
    one.appName.localeCompare(other.appName) ||
    one.clientId.localeCompare(other.clientId) ||
    one.createdAt - other.createdAt
  )
}
