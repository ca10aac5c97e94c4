import type { Bus, WakeUp, WakeUpListener } from '../service/conduct/bus.ts'

/** The bus of a single process: every listener has a wake-up before `publish` returns. */
export class LocalBus implements Bus {
  readonly isConnected = true
  readonly interruptions = 0
  readonly #onError: (error: unknown) => void
  readonly #listeners: WakeUpListener[] = []
  readonly #waiting: WakeUp[] = []
  #isDelivering = false

  /** @param onError is called with what a listener throws; neither the publisher nor the other listeners notice */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  publish(wakeUp: WakeUp): void {
    this.#waiting.push(wakeUp)
    // What a listener publishes waits until all listeners have received the current wake-up.
    if (this.#isDelivering) return
    this.#isDelivering = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#deliver(next)
    this.#isDelivering = false
  }

  subscribe(listener: WakeUpListener): void {
    this.#listeners.push(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.length = 0
  }

  #deliver(wakeUp: WakeUp): void {
    for (const listener of this.#listeners) {
      try {
        listener(wakeUp)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
