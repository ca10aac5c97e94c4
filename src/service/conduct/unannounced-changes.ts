import type { Clock } from '../clock-and-ids.ts'
import type { Bus } from './bus.ts'
import type { ConferenceStore } from './conference-store.ts'
import type { Feed } from './feed.ts'
import type { InterruptionStore } from './interruption-store.ts'

/** How often the store is read even if no server is cut off: a wake-up may be lost. */
const RECHECK_MS = 30_000
/**
 * How long a server counts as cut off after it last noted that it is. It notes this in each run. After that time its bus has
 * announced what it could not announce before.
 */
const CUT_OFF_MS = 5_000

/**
 * Finds changes of other processes that no wake-up announced: in each run while the bus of this or of another process is
 * interrupted, and once after it.
 */
export class UnannouncedChanges {
  readonly #store: Pick<ConferenceStore, 'cacheTrust' | 'listRunning'>
  readonly #interruptions: InterruptionStore
  readonly #feed: Pick<Feed, 'catchUpWith'>
  readonly #bus: Pick<Bus, 'isConnected' | 'interruptions'>
  readonly #clock: Clock
  #readAt: number
  /** The interruptions of the bus after which everything was read. */
  #settled = 0

  constructor(deps: {
    store: Pick<ConferenceStore, 'cacheTrust' | 'listRunning'>
    interruptions: InterruptionStore
    feed: Pick<Feed, 'catchUpWith'>
    bus: Pick<Bus, 'isConnected' | 'interruptions'>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#interruptions = deps.interruptions
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
    if (!isConnected) await this.#interruptions.mark(now)
    else if (this.#settled === interruptions && now - this.#readAt < RECHECK_MS && !(await this.#isAnyCutOff(now)))
      return
    await this.#feed.catchUpWith(await this.#store.listRunning())
    this.#readAt = now
    // An interruption that is not over leaves more to read after it.
    if (isConnected) this.#settled = interruptions
  }

  /** Whether a process was cut off a moment ago. The bus of this process knows only of its own interruptions. */
  async #isAnyCutOff(now: number): Promise<boolean> {
    const at = await this.#interruptions.findLatest()
    return at !== undefined && now - at < CUT_OFF_MS
  }
}
