/** Time by the clock of the server, as its answers tell it. The device's own clock may be wrong by minutes. */
export class ServerClock {
  readonly #deviceNow: () => number
  /** How much the server's clock is ahead of the device's, ms. */
  #aheadMs = 0

  constructor(deviceNow: () => number) {
    this.#deviceNow = deviceNow
  }

  /**
   * Learns from the `Date` of an answer, which names a whole second. The request was sent at `sentAt` by the device's clock.
   * A device clock that may be right is believed.
   */
  learn(date: string | null, sentAt: number): void {
    const second = Date.parse(date ?? '')
    if (Number.isNaN(second)) return
    const [least, most] = [second - this.#deviceNow(), second + 1_000 - sentAt]
    this.#aheadMs = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2)
  }

  /** Epoch ms; the device's own time until the server has answered. */
  now(): number {
    return this.#deviceNow() + this.#aheadMs
  }
}

export const serverClock = new ServerClock(() => Date.now())
