import type { DeliveryState } from '../../../contract/event/event-terms.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { Subscription } from './subscription.ts'

/** What is stored of one delivery. */
export type StoredDelivery = Readonly<{
  eventId: number
  isTarget: boolean
  /** Deliveries of one subject are sent one after the other. */
  subject: string
  state: DeliveryState
  attempts: number
  /** Of the first attempt; before it, when the event was read. */
  firstAt: EpochMs
  /** When it is sent next, if it waits. */
  nextAt: EpochMs
  /** What came of the last attempt. Absent before the first. */
  last?: Attempt
}>

/** What can be resent. */
export type ResentState = Exclude<DeliveryState, 'delivered'>

/** Where a delivery stands in the list of its subscription. */
export type DeliveryPlace = Pick<StoredDelivery, 'eventId' | 'isTarget'>

/** One attempt to send a delivery. */
export type Attempt = Readonly<{
  at: EpochMs
  ms: number
  /** Absent if it succeeded. */
  failure?: string
  status?: number
  /** The beginning of what the endpoint answered. */
  answer?: string
  /** The answer is left out, since the address is not public. */
  isAnswerHidden?: boolean
}>

/** When a delivery of a subscription last arrived, and the last attempt that failed. */
export type LatestAttempts = Readonly<{
  successAt?: EpochMs
  failure?: Pick<Attempt, 'at' | 'failure' | 'status'>
}>

/** The right to send for a subscription, until another server takes it over. */
export type Lease = Readonly<{ subscriptionId: string; holder: string }>

/**
 * What came of some deliveries of one subscription. `cursor`: where its reading goes on, if it went on. `latest`: what is newer
 * than what is stored.
 */
export type Outcomes = Readonly<{
  lease: Lease
  deliveries: readonly StoredDelivery[]
  cursor?: number
  latest?: LatestAttempts
}>

/** Subscriptions, and what was sent to them. */
export interface SubscriptionStore {
  /**
   * Inserts a subscription.
   *
   * @returns `false`, with nothing written, if the app has `limit` already, or another one for its stream
   */
  insert(subscription: Subscription, limit: number, entry: AuditEntry): Promise<boolean>
  /**
   * Replaces all but its cursor. If it goes on, or its address or secrets are new, what waits is due at the time of the entry.
   *
   * @returns `false`, with nothing written, if it is not as `before` any more
   */
  update(before: Subscription, after: Subscription, entry: AuditEntry): Promise<boolean>
  /** Deletes it with its deliveries. */
  delete(id: string, entry: AuditEntry): Promise<void>
  find(id: string): Promise<Subscription | undefined>
  /** Of one organization, or of one app; in order of creation. */
  list(whose: Readonly<{ organizationId: OrganizationId; clientId?: string }>): Promise<readonly Subscription[]>
  /**
   * Takes or keeps the right to send for subscriptions that are not paused. Those of streams only for `streamClients`.
   *
   * @returns those that this holder has now, with the scopes of their apps
   */
  claim(
    claim: Readonly<{ holder: string; now: EpochMs; leaseMs: number; streamClients: readonly string[] }>,
  ): Promise<readonly Readonly<{ subscription: Subscription; scopes: readonly string[] }>[]>
  /** Lets any other server claim them at once. */
  release(leases: readonly Lease[]): Promise<void>
  /** How many deliveries wait, and of how many subjects. */
  countWaiting(id: string): Promise<Readonly<{ deliveries: number; subjects: number }>>
  /** When something last arrived and last failed, of those subscriptions to which something was sent. */
  listLatest(ids: readonly string[]): Promise<ReadonlyMap<string, LatestAttempts>>
  /** How many deliveries were given up. */
  countDead(id: string): Promise<number>
  /** For each of the subjects whose first waiting delivery is due, this delivery; earliest first. */
  listDue(id: string, when: Readonly<{ now: EpochMs; limit: number }>): Promise<readonly StoredDelivery[]>
  /** When the next waiting delivery is due. */
  findNextDue(id: string): Promise<EpochMs | undefined>
  /** Those of the subjects that have a waiting delivery, with the event of the first one. */
  listBlocked(id: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>>
  /**
   * Writes what came of deliveries, and moves the cursors, in one transaction, as a whole. A loss of power may undo the latest.
   *
   * @param all at most one of each subscription
   * @returns for each, `false`, with nothing of it written, if the lease is not the holder's any more
   */
  settle(all: readonly Outcomes[]): Promise<readonly boolean[]>
  /** Deliveries in order of their events, the latest first, those before `before`. */
  pageDeliveries(
    id: string,
    page: Readonly<{ state?: DeliveryState; before?: DeliveryPlace; limit: number }>,
  ): Promise<readonly StoredDelivery[]>
  /**
   * Makes deliveries due at `at`: those of one event, with those that wait before it in its subject, or all of a state or of both.
   * Dead ones wait again, `limit` events at most, and get all their attempts back.
   *
   * @returns how many there were; without any, nothing is written
   */
  resend(
    id: string,
    what: Readonly<{ eventId?: number; state?: ResentState; at: EpochMs; limit: number }>,
    entry: AuditEntry,
  ): Promise<number>
  /** A test event arrived at `at`: this counts as the latest success, and makes due what waits. */
  noteArrival(id: string, at: EpochMs): Promise<void>
  /** Deletes dead deliveries of these subscriptions, those of the oldest events, `limit` at most. @returns them */
  takeDead(ids: readonly string[], limit: number): Promise<readonly StoredDelivery[]>
  /** Deletes deliveries that were delivered or given up, but for the latest of each subscription. */
  prune(keep: Readonly<{ delivered: number; dead: number }>): Promise<void>
}
