import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { OutboxEvent } from '../outbox/outbox-event.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { latestOf } from './latest-attempts.ts'
import { retryDelayMs } from './retry-schedule.ts'
import type { GroupSettle } from './group-settle.ts'
import type { Attempt, Lease, StoredDelivery, SubscriptionStore } from './subscription-store.ts'
import { findDelivery, toDeliveries, type Delivery, type Subscription } from './subscription.ts'
import type { Transport } from './transport.ts'

/** Events that are read at once. */
const BATCH = 100
/** After that time no further delivery of a round is begun, so that its outcomes are soon stored. */
const ROUND_MS = 2_000
/** Deliveries that are on their way at the same time. */
const PARALLEL = 16
/** With so many deliveries that wait, or subjects that wait, no further event is read: the outbox keeps them. */
const MAX_WAITING = 1_000
const MAX_WAITING_SUBJECTS = 20
/** How long the runner trusts what it knows of the deliveries that wait. A resend changes them without a word to it. */
const KNOWN_MS = 1_000

export type RunnerDeps = Readonly<{
  store: SubscriptionStore
  outbox: Pick<OutboxStore, 'list'>
  settles: Pick<GroupSettle, 'settle'>
  transport: Transport
  clock: Clock
  /** In [0, 1). */
  chance: () => number
}>

/** `idle`: nothing is to be sent now. `unsent`: nobody takes what is to be sent. `lost`: another server sends for the subscription, or it was changed. */
export type RoundOutcome = 'worked' | 'idle' | 'unsent' | 'lost'

/** What waits for a subscription. `nextDue`: when the first of it may be sent. `readAt`: when it was looked up. */
type Waiting = Readonly<{ deliveries: number; subjects: number; nextDue: EpochMs | undefined; readAt: EpochMs }>

/**
 * Sends the events of one subscription. Those of one subject go one after the other: if one fails, the later ones wait until it
 * was delivered or given up. Those of other subjects go on.
 */
export class SubscriptionRunner {
  readonly #subscription: Subscription
  readonly #lease: Lease
  readonly #deps: RunnerDeps
  readonly #signal: AbortSignal
  #cursor: number
  #known: Waiting | undefined

  /** @param options.signal aborts deliveries that are on their way */
  constructor(subscription: Subscription, deps: RunnerDeps, options: { holder: string; signal: AbortSignal }) {
    this.#subscription = subscription
    this.#deps = deps
    this.#lease = { subscriptionId: subscription.id, holder: options.holder }
    this.#signal = options.signal
    this.#cursor = subscription.cursor
  }

  /**
   * Sends what is due, or the next events. Once `stopping` is aborted, no further delivery is begun.
   *
   * @throws the error of the store; what was sent then is sent again
   */
  async round(stopping: AbortSignal): Promise<RoundOutcome> {
    const { store, outbox, clock } = this.#deps
    const { id, organizationId } = this.#subscription
    const { deliveries, subjects, nextDue } = await this.#loadWaiting()
    const now = clock.now()
    if (nextDue !== undefined && nextDue <= now) {
      const due = await store.listDue(id, { now, limit: PARALLEL })
      this.#known = undefined
      if (due.length > 0) return this.#repeat(due, stopping)
    }
    if (deliveries >= MAX_WAITING || subjects >= MAX_WAITING_SUBJECTS) return 'idle'
    const events = await outbox.list(organizationId, { after: this.#cursor, limit: BATCH })
    return events.length === 0 ? 'idle' : this.#sendNew(events, { areSomeWaiting: deliveries > 0, stopping })
  }

  /** When the next delivery that waits is due. */
  async findNextDue(): Promise<EpochMs | undefined> {
    return (await this.#loadWaiting()).nextDue
  }

  /** Nothing is looked up for each event: a subscription whose endpoint is down is woken by all of them. */
  async #loadWaiting(): Promise<Waiting> {
    const { store, clock } = this.#deps
    const { id } = this.#subscription
    if (this.#known && clock.now() - this.#known.readAt < KNOWN_MS) return this.#known
    const readAt = clock.now()
    const { deliveries, subjects } = await store.countWaiting(id)
    const nextDue = deliveries > 0 ? await store.findNextDue(id) : undefined
    this.#known = { deliveries, subjects, nextDue, readAt }
    return this.#known
  }

  async #sendNew(
    events: readonly OutboxEvent[],
    { areSomeWaiting, stopping }: { areSomeWaiting: boolean; stopping: AbortSignal },
  ): Promise<RoundOutcome> {
    const { store, settles, clock } = this.#deps
    const begunAt = clock.now()
    // A delivery that is not begun waits and is due at once, so that the outcomes of the others can be stored.
    const isOver = () => stopping.aborted || clock.now() - begunAt > ROUND_MS
    const deliveries = events.flatMap((event) => toDeliveries(this.#subscription, event))
    const bySubject = Map.groupBy(deliveries, ({ subject }) => subject)
    const blocked = areSomeWaiting
      ? await store.listBlocked(this.#subscription.id, [...bySubject.keys()])
      : new Map<string, number>()
    const results: StoredDelivery[] = []
    let unsentFrom = Infinity
    await inParallel([...bySubject], async ([subject, own]) => {
      let isBlocked = blocked.has(subject)
      for (const delivery of own) {
        const fresh = toFresh(delivery, clock.now())
        if (unsentFrom < Infinity) {
          unsentFrom = Math.min(unsentFrom, delivery.eventId)
          return
        }
        if (isBlocked || isOver()) {
          isBlocked = true
          results.push(fresh)
          continue
        }
        const result = await this.#attempt(fresh, delivery)
        if (result === undefined) {
          unsentFrom = Math.min(unsentFrom, delivery.eventId)
          return
        }
        results.push(result)
        isBlocked = result.state === 'waiting'
      }
    })
    const last = (events.at(-1) as OutboxEvent).id
    const cursor = Math.min(last, unsentFrom - 1)
    const settled = results.filter(({ eventId }) => eventId <= cursor)
    const outcomes = { lease: this.#lease, deliveries: settled, cursor, latest: latestOf(settled, begunAt) }
    if (cursor > this.#cursor && !(await settles.settle(outcomes))) return 'lost'
    if (settled.some(({ state }) => state === 'waiting')) this.#known = undefined
    this.#cursor = cursor
    return unsentFrom < Infinity ? 'unsent' : 'worked'
  }

  async #repeat(due: readonly StoredDelivery[], stopping: AbortSignal): Promise<RoundOutcome> {
    const { settles, outbox, clock } = this.#deps
    const begunAt = clock.now()
    const results: StoredDelivery[] = []
    await inParallel(due, async (stored) => {
      if (stopping.aborted) return
      const delivery = await findDelivery(outbox, this.#subscription.organizationId, stored)
      const result = this.#reasonAgainst(delivery) ?? (await this.#attempt(stored, delivery as Delivery))
      if (typeof result === 'string') results.push(givenUp(stored, { at: clock.now(), ms: 0, failure: result }))
      else if (result) results.push(result)
    })
    if (results.length === 0) return 'unsent'
    const outcomes = { lease: this.#lease, deliveries: results, latest: latestOf(results, begunAt) }
    return (await settles.settle(outcomes)) ? 'worked' : 'lost'
  }

  /** Why a delivery is not sent any more: the retention deleted its event, or the app is no longer subscribed to its type. */
  #reasonAgainst(delivery: Delivery | undefined): 'deleted' | 'unsubscribed' | undefined {
    if (!delivery) return 'deleted'
    const isSubscribed = this.#subscription.types.some((type) => type === delivery.event.eventType)
    return isSubscribed ? undefined : 'unsubscribed'
  }

  /**
   * An attempt that is aborted changes nothing: the delivery waits, and is due at once.
   *
   * @returns `undefined` if there is nobody to send it to
   */
  async #attempt(stored: StoredDelivery, { event }: Delivery): Promise<StoredDelivery | undefined> {
    try {
      const outcome = await this.#deps.transport(this.#subscription, event, this.#signal)
      return outcome.kind === 'unsent' ? undefined : this.#after(stored, outcome.attempt)
    } catch (error) {
      if (this.#signal.aborted) return stored
      throw error
    }
  }

  #after(stored: StoredDelivery, last: Attempt): StoredDelivery {
    const firstAt = stored.attempts === 0 ? last.at : stored.firstAt
    const attempted = { ...stored, firstAt, attempts: stored.attempts + 1, last }
    if (last.failure === undefined) return { ...attempted, state: 'delivered' }
    // The app says with its connections which events it takes. Nobody else would ever take this one.
    if (last.failure === 'not-taken') return givenUp(attempted, last)
    const now = this.#deps.clock.now()
    const { way } = this.#subscription.route
    const since = { attempts: attempted.attempts, sinceFirstMs: now - firstAt, chance: this.#deps.chance() }
    const delay = retryDelayMs(way, since)
    if (delay === undefined) return { ...attempted, state: 'dead' }
    return { ...attempted, state: 'waiting', nextAt: (now + delay) as EpochMs }
  }
}

function toFresh({ eventId, isTarget, subject }: Delivery, now: EpochMs): StoredDelivery {
  return { eventId, isTarget, subject, state: 'waiting', attempts: 0, firstAt: now, nextAt: now }
}

function givenUp(stored: StoredDelivery, last: Attempt): StoredDelivery {
  return { ...stored, state: 'dead', last }
}

/** Waits for all work, also if some of it fails: the next round must not send at the same time. @throws the first error */
async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values()
  const lane = async () => {
    for (const one of rest) await work(one)
  }
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(PARALLEL, all.length) }, lane))
  const failed = lanes.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}
