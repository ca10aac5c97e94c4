import type { EpochMs, ParticipantId } from '../../conference/identity.ts'

/** Lets each session do something `count` times in any `windowMs`. */
export class Pace {
  readonly #count: number
  readonly #windowMs: number
  readonly #done = new Map<ParticipantId, readonly EpochMs[]>()

  constructor({ count, windowMs }: { count: number; windowMs: number }) {
    this.#count = count
    this.#windowMs = windowMs
  }

  /** Whether it may now; a time that was refused does not count. */
  take(id: ParticipantId, now: EpochMs): boolean {
    const recent = (this.#done.get(id) ?? []).filter((at) => now - at < this.#windowMs)
    if (recent.length >= this.#count) return false
    this.#done.set(id, [...recent, now])
    return true
  }

  forget(id: ParticipantId): void {
    this.#done.delete(id)
  }
}
