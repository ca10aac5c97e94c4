import type { DeliveryState, SubscriptionWay } from '../event/event-terms.ts'

/** A subscription of an app, and how far it is. */
export type SubscriptionAnswer = {
  id: string
  clientId: string
  way: SubscriptionWay
  types: string[]
  url?: string
  paused: boolean
  createdAt: number
  /** Until then a webhook is signed with the previous secret, too. */
  formerSecretUntil?: number
}

/** `appName`: the client id if the app was revoked. `withheld`: types that the app may no longer read. */
export type ListedSubscription = SubscriptionAnswer & {
  appName: string
  appRevoked: boolean
  withheld: string[]
  behind: number
  waiting: number
  dead: number
  /** When a delivery or a test event last arrived. */
  lastSuccess?: number
  lastFailure?: { at: number; failure?: string; status?: number }
}

/** Shown once. */
export type SubscriptionSecrets = { secret?: string; token?: string; aesKey?: string }

/** What came of one attempt. */
export type AttemptAnswer = {
  at: number
  ms: number
  failure?: string
  status?: number
  answer?: string
  /** The address is not public, so what it answered is not shown. */
  answerHidden?: boolean
}

/** One event on its way to one subscription. `payload`: absent if the event was deleted. */
export type DeliveryAnswer = {
  id: number
  eventId?: string
  type?: string
  /** When the event happened. */
  happenedAt?: number
  state: DeliveryState
  attempts: number
  nextAt?: number
  /** The earlier event of the same meeting, booking or directory that holds it back. */
  waitsFor?: number
  last?: AttemptAnswer
  payload?: unknown
}
