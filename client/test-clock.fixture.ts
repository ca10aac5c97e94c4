import type { Clock } from './clock.ts'

/** A clock that tests advance by hand. */
export class TestClock implements Clock {
  #now = 1_000_000
  readonly #waiting = new Set<{ due: number; act: () => void }>()

  now(): number {
    return this.#now
  }

  wait(ms: number, act: () => void): () => void {
    const entry = { due: this.#now + ms, act }
    this.#waiting.add(entry)
    return () => void this.#waiting.delete(entry)
  }

  /** Time passes without any timer, as while a computer sleeps. */
  sleep(ms: number): void {
    this.#now += ms
  }

  pass(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = Array.from(this.#waiting)
        .filter(({ due }) => due <= end)
        .sort((a, b) => a.due - b.due)[0]
      if (!next) break
      this.#waiting.delete(next)
      this.#now = Math.max(this.#now, next.due)
      next.act()
    }
    this.#now = end
  }
}
