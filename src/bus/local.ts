import type { Bus, CommitListener } from '../service/conduct/bus.ts'
import type { Commit } from '../service/conduct/conference-store.ts'

/** The bus of a single process: every listener has heard a commit before `publish` returns. */
export class LocalBus implements Bus {
  readonly #onFault: (fault: unknown) => void
  readonly #listeners: CommitListener[] = []
  readonly #waiting: Commit[] = []
  #isDelivering = false

  /** `onFault` is told what a listener throws; neither the publisher nor the other listeners notice. */
  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault
  }

  publish(commit: Commit): void {
    this.#waiting.push(commit)
    // Of a listener that publishes, the others hear after what they are hearing now.
    if (this.#isDelivering) return
    this.#isDelivering = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#deliver(next)
    this.#isDelivering = false
  }

  subscribe(listener: CommitListener): void {
    this.#listeners.push(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.length = 0
  }

  #deliver(commit: Commit): void {
    for (const listener of this.#listeners) {
      try {
        listener(commit)
      } catch (fault) {
        this.#onFault(fault)
      }
    }
  }
}
