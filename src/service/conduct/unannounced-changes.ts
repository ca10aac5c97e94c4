import type { Clock } from '../clock-and-ids.ts'
import type { Bus } from './bus.ts'
import type { ConferenceStore } from './conference-store.ts'
import type { Feed } from './feed.ts'

/** How often the store is read even if the bus is connected: a wake-up may be lost. */
const RECHECK_MS = 30_000

/** Finds changes of other processes that no wake-up announced: in each run while the bus is interrupted, and once after it. */
export class UnannouncedChanges {
  readonly #store: Pick<ConferenceStore, 'cacheTrust' | 'listRunning'>
  readonly #feed: Pick<Feed, 'catchUpWith'>
  readonly #bus: Pick<Bus, 'isConnected' | 'interruptions'>
  readonly #clock: Clock
  #readAt: number
  /** The interruptions of the bus after which everything was read. */
  #settled = 0

  constructor(deps: {
    store: Pick<ConferenceStore, 'cacheTrust' | 'listRunning'>
    feed: Pick<Feed, 'catchUpWith'>
    bus: Pick<Bus, 'isConnected' | 'interruptions'>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#feed = deps.feed
    this.#bus = deps.bus
    this.#clock = deps.clock
    this.#readAt = deps.clock.now()
  }

  /** Hands what was missed to the followers, if something may have been missed. @throws the error of the store */
  async follow(): Promise<void> {
    if (this.#store.cacheTrust === 'until-own-write') return // no other process writes
    const { isConnected, interruptions } = this.#bus
    const now = this.#clock.now()
    if (isConnected && this.#settled === interruptions && now - this.#readAt < RECHECK_MS) return
    await this.#feed.catchUpWith(await this.#store.listRunning())
    this.#readAt = now
    // An interruption that is not over leaves more to read after it.
    if (isConnected) this.#settled = interruptions
  }
}
