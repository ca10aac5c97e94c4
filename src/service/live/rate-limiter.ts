import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Relay } from '../relay.ts'

/**
 * Limits each key to `count` times in any `windowMs`, on all servers together: each tells the others what it has counted.
 * Forgets keys that were idle for that long.
 */
export class RateLimiter {
  readonly #count: number
  readonly #windowMs: number
  readonly #clock: Clock
  readonly #relay: (counted: { key: string }) => void
  /** The recent times of each key. The key that acted last is last. */
  readonly #times = new Map<string, readonly EpochMs[]>()

  /** @param options.name the same on every server, and different from other limiters */
  constructor(
    { clock, relay }: { clock: Clock; relay: Relay },
    { name, count, windowMs }: { name: string; count: number; windowMs: number },
  ) {
    this.#clock = clock
    this.#count = count
    this.#windowMs = windowMs
    this.#relay = relay.open(`limit ${name}`, { receive: ({ key }) => this.#note(key, clock.now()) })
  }

  /** Whether the key may act now. A refusal does not count. */
  take(key: string): boolean {
    const now = this.#clock.now()
    this.forgetIdle()
    const recent = (this.#times.get(key) ?? []).filter((at) => now - at < this.#windowMs)
    if (recent.length >= this.#count) return false
    this.#note(key, now)
    this.#relay({ key })
    return true
  }

  /** Forgets the keys that have been idle for the window. */
  forgetIdle(): void {
    const now = this.#clock.now()
    for (const [key, times] of this.#times) {
      if (now - (times.at(-1) ?? 0) < this.#windowMs) return
      this.#times.delete(key)
    }
  }

  #note(key: string, now: EpochMs): void {
    const recent = (this.#times.get(key) ?? []).filter((at) => now - at < this.#windowMs)
    this.#times.delete(key)
    this.#times.set(key, [...recent, now])
  }
}
