import { SUBSCRIBED_TYPES } from '../../../contract/event/event-terms.ts'
import type { Caller } from '../account/caller.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import type { SubscriptionStore } from './subscription-store.ts'
import { findDelivery, permitted } from './subscription.ts'

/** DingTalk's own limit. */
const MAX_EVENTS = 200

type Deps = Readonly<{ store: SubscriptionStore; outbox: Pick<OutboxStore, 'list'> }>

/** What callbacks gave up, for the apps whose callbacks they are. */
export class FailedCallbacks {
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Takes the events that the callbacks of an app gave up out of the list of dead deliveries, the oldest first.
   *
   * @returns each event once, and whether there are more; `missing-scope`, with nothing taken, if the app may no longer get
   *   all that its callbacks are for
   */
  async take({
    organizationId,
    clientId,
    scopes,
  }: Pick<Caller, 'organizationId' | 'clientId' | 'scopes'>): Promise<
    Readonly<{ events: readonly OutgoingEvent[]; hasMore: boolean }> | 'missing-scope'
  > {
    const { store, outbox } = this.#deps
    const all = await store.list({ organizationId, clientId })
    const callbacks = all.filter(({ route }) => route.way === 'callback')
    const allowed: readonly string[] = permitted({ types: SUBSCRIBED_TYPES }, [...scopes])
    if (!callbacks.every(({ types }) => types.every((type) => allowed.includes(type)))) return 'missing-scope'
    const ids = callbacks.map(({ id }) => id)
    const taken = await store.takeDead(ids, MAX_EVENTS)
    const events = new Map<string, OutgoingEvent>()
    for (const delivery of taken) {
      const event = (await findDelivery(outbox, organizationId, delivery))?.event
      // A type may have been removed from the subscription because the app lost its scope.
      if (event && allowed.includes(event.eventType)) events.set(event.eventId, event)
    }
    const left = await Promise.all(ids.map((id) => store.countDead(id)))
    return { events: [...events.values()], hasMore: left.some((count) => count > 0) }
  }
}
