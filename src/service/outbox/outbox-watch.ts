import type { OrganizationId } from '../../conference/identity.ts'
import type { OutboxStore } from './outbox-store.ts'

/** Called with the id of the newest event. It must not wait. */
type Listener = (newest: number) => void
/** `notified`: the newest id that the listener was called with. */
type Subscriber = { readonly listener: Listener; notified: number }

/**
 * Notifies readers of outboxes of organizations with new events. It follows the committed changes of conferences, and a timer
 * calls `poll` for everything else: bookings, the directory, and what other servers write without a wake-up.
 *
 * All organizations with subscribers are looked up in one query, at most one at a time. So many changes in a short time are
 * one query and one call of each listener.
 */
export class OutboxWatch implements AsyncDisposable {
  readonly #store: Pick<OutboxStore, 'listNewest'>
  readonly #onError: (error: unknown) => void
  readonly #subscribers = new Map<OrganizationId, Set<Subscriber>>()
  /** Organizations that may have new events. */
  readonly #changed = new Set<OrganizationId>()
  #looking: Promise<void> | undefined
  #isClosed = false

  /** @param deps.onError is called with the error of a store that cannot be read, and with what a listener throws */
  constructor(deps: { store: Pick<OutboxStore, 'listNewest'>; onError: (error: unknown) => void }) {
    this.#store = deps.store
    this.#onError = deps.onError
  }

  /**
   * Calls `listener` whenever the organization has a newer event, and at the next poll if it has any event at all. A reader that
   * reads to the end after it has subscribed misses none. Disposing ends it.
   */
  subscribe(organizationId: OrganizationId, listener: Listener): Disposable {
    const subscriber: Subscriber = { listener, notified: 0 }
    const all = this.#subscribers.get(organizationId) ?? new Set()
    this.#subscribers.set(organizationId, all.add(subscriber))
    return {
      [Symbol.dispose]: () => {
        all.delete(subscriber)
        if (all.size === 0 && this.#subscribers.get(organizationId) === all) this.#subscribers.delete(organizationId)
      },
    }
  }

  /** Takes a committed change of a conference. */
  follow({ head }: Readonly<{ head: Readonly<{ organizationId: OrganizationId }> }>): void {
    if (!this.#subscribers.has(head.organizationId)) return
    this.#changed.add(head.organizationId)
    void this.#look()
  }

  /** Looks at every organization with subscribers. Never rejects. */
  poll(): Promise<void> {
    for (const organizationId of this.#subscribers.keys()) this.#changed.add(organizationId)
    return this.#look()
  }

  /** Looks up no more, and waits for the query under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    await this.#looking
  }

  #look(): Promise<void> {
    this.#looking ??= this.#lookUntilNothingChanged().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #lookUntilNothingChanged(): Promise<void> {
    // The changes of one commit are followed one after the other. They are one query.
    await Promise.resolve()
    while (this.#changed.size > 0 && !this.#isClosed) {
      const organizationIds = [...this.#changed]
      this.#changed.clear()
      try {
        const newest = await this.#store.listNewest(organizationIds)
        for (const [organizationId, id] of newest) this.#notify(organizationId, id)
      } catch (error) {
        // The next poll looks again.
        this.#onError(error)
      }
    }
  }

  #notify(organizationId: OrganizationId, newest: number): void {
    for (const subscriber of this.#subscribers.get(organizationId) ?? []) {
      if (subscriber.notified >= newest) continue
      subscriber.notified = newest
      try {
        subscriber.listener(newest)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
