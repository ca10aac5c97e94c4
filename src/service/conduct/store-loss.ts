import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Relay } from '../relay.ts'

/** Each server says every 2 s that it reaches the store. One that has not said so for this long may have lost it as well. */
const MAX_GAP_MS = 4_000
/** If the store is gone for all servers, the times at which they last reached it differ by less than this. */
const APART_MS = 3_000

/**
 * Knows whether this server has lost the store while others reach it. They end its sessions then, since it stores no
 * heartbeats. If the store is gone for all servers, no session ends, and there is nowhere else to go.
 */
export class StoreLoss {
  readonly #clock: Clock
  readonly #afterMs: number
  readonly #say: (reached: object) => void
  #reachedAt: EpochMs
  /** Since when another server reaches the store, and when one last said so. */
  #others: Readonly<{ since: EpochMs; at: EpochMs }> | undefined

  /** @param deps.afterMs for how long the store may be out of reach */
  constructor(deps: { clock: Clock; relay: Relay; afterMs: number }) {
    this.#clock = deps.clock
    this.#afterMs = deps.afterMs
    this.#reachedAt = deps.clock.now()
    this.#say = deps.relay.open('store reached', { receive: () => this.#heard() })
  }

  /** This server has reached the store. */
  reached(): void {
    this.#reachedAt = this.#clock.now()
    this.#say({})
  }

  /** Whether this server has lost the store, and another has reached it all the time. */
  isOfThisServer(): boolean {
    const now = this.#clock.now()
    if (now - this.#reachedAt <= this.#afterMs || !this.#others) return false
    const { since, at } = this.#others
    return at - this.#reachedAt > APART_MS && now - at <= MAX_GAP_MS && now - since > this.#afterMs
  }

  #heard(): void {
    const at = this.#clock.now()
    const before = this.#others
    const isGap = !before || at - before.at > MAX_GAP_MS
    this.#others = { since: isGap ? at : before.since, at }
  }
}
