import { observable, type Readable } from '../../client/observable.ts'
import { every, type Clock } from '../../client/clock.ts'

/** Owns subscriptions and timers, and ends them all when it is disposed. */
export class Scope implements Disposable {
  readonly #ends: (() => void)[] = []
  #isDisposed = false

  /** Calls `end` when the scope is disposed; at once if it already is. */
  add(end: () => void): void {
    if (this.#isDisposed) end()
    else this.#ends.push(end)
  }

  /** Calls `listener` after each change of `source`. */
  follow(source: Readable<unknown>, listener: () => void): void {
    this.add(source.subscribe(listener))
  }

  /** Calls `act` every `ms` milliseconds. */
  every(clock: Clock, ms: number, act: () => void): void {
    this.add(every(clock, ms, act))
  }

  /**
   * A value that `project` derives from `source`. While `isSame` says that a new value shows the same, it keeps the old one
   * and notifies nobody.
   */
  derive<T, U>(
    source: Readable<T>,
    project: (value: T) => U,
    isSame: (before: U, after: U) => boolean = Object.is,
  ): Readable<U> {
    const derived = observable(project(source.get()))
    this.follow(source, () => {
      const next = project(source.get())
      if (!isSame(derived.get(), next)) derived.set(next)
    })
    return derived
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    for (const end of this.#ends.splice(0).toReversed()) end()
  }
}
