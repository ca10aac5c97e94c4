import type { EpochMs } from '../../conference/identity.ts'

/** Limits each key to `count` times in any `windowMs`. Forgets keys that were idle for that long. */
export class RateLimiter {
  readonly #count: number
  readonly #windowMs: number
  /** The recent times of each key. The key that acted last is last. */
  readonly #times = new Map<string, readonly EpochMs[]>()

  constructor({ count, windowMs }: { count: number; windowMs: number }) {
    this.#count = count
    this.#windowMs = windowMs
  }

  /** Whether the key may act now. A refusal does not count. */
  take(key: string, now: EpochMs): boolean {
    this.forgetIdle(now)
    const recent = (this.#times.get(key) ?? []).filter((at) => now - at < this.#windowMs)
    if (recent.length >= this.#count) return false
    this.#times.delete(key)
    this.#times.set(key, [...recent, now])
    return true
  }

  /** Forgets the keys that have been idle for the window. */
  forgetIdle(now: EpochMs): void {
    for (const [key, times] of this.#times) {
      if (now - (times.at(-1) ?? 0) < this.#windowMs) return
      this.#times.delete(key)
    }
  }
}
