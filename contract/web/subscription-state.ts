import type { ListedSubscription } from './subscription-types.ts'

/**
 * How a subscription is. `unconfirmed`: a callback that is paused, which has to confirm its address to go on. `not-permitted`: the
 * app may read none of its events any more. `failing`: the latest attempt failed.
 */
export type SubscriptionState = 'app-revoked' | 'paused' | 'unconfirmed' | 'not-permitted' | 'failing' | 'active'

/** What the console and the terminal say of a subscription. */
export function stateOf(subscription: ListedSubscription): SubscriptionState {
  const { appRevoked, paused, way, withheld, types, lastFailure, lastSuccess = 0 } = subscription
  if (appRevoked) return 'app-revoked'
  if (paused) return way === 'callback' ? 'unconfirmed' : 'paused'
  if (withheld.length === types.length) return 'not-permitted'
  return lastFailure !== undefined && lastFailure.at > lastSuccess ? 'failing' : 'active'
}
