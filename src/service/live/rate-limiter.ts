import type { EpochMs, ParticipantId } from '../../conference/identity.ts'

/** Limits how often each session may do something: `count` times in any `windowMs`. */
export class RateLimiter {
  readonly #count: number
  readonly #windowMs: number
  readonly #times = new Map<ParticipantId, readonly EpochMs[]>()

  constructor({ count, windowMs }: { count: number; windowMs: number }) {
    this.#count = count
    this.#windowMs = windowMs
  }

  /** Whether the session may do it now. A refusal does not count. */
  take(id: ParticipantId, now: EpochMs): boolean {
    const recent = (this.#times.get(id) ?? []).filter((at) => now - at < this.#windowMs)
    if (recent.length >= this.#count) return false
    this.#times.set(id, [...recent, now])
    return true
  }

  forget(id: ParticipantId): void {
    this.#times.delete(id)
  }
}
