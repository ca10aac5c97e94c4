import type { Outcomes, SubscriptionStore } from './subscription-store.ts'

type Waiting = { outcomes: Outcomes; resolve: (isHeld: boolean) => void; reject: (error: unknown) => void }

/** How long outcomes wait for those of other subscriptions. */
const GATHER_MS = 25

/**
 * Stores what came of the deliveries of all subscriptions of this server together. One event goes to every subscription at the
 * same moment, and joins wait for each transaction.
 */
export class GroupSettle {
  readonly #store: Pick<SubscriptionStore, 'settle'>
  #waiting: Waiting[] = []

  constructor(store: Pick<SubscriptionStore, 'settle'>) {
    this.#store = store
  }

  /**
   * Resolves once it is stored. A subscription settles once at a time.
   *
   * @returns `false`, with nothing written, if the lease is not the holder's any more
   * @throws the error of the store
   */
  settle(outcomes: Outcomes): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setTimeout(() => void this.#flush(), GATHER_MS)
      this.#waiting.push({ outcomes, resolve, reject })
    })
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    try {
      await this.#write(batch)
    } catch {
      // What the store refuses of one subscription must not stop the others.
      for (const one of batch) await this.#write([one]).catch(one.reject)
    }
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const held = await this.#store.settle(batch.map(({ outcomes }) => outcomes))
    batch.forEach(({ resolve }, index) => resolve(held[index] === true))
  }
}
