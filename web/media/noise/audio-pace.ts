/** Over how long the clock of the sound is compared with the clock of the page. */
const WINDOW_MS = 5_000
/** A gap this long between two readings means that the page or the device slept. Nothing is decided then. */
const SLEEP_MS = 3_000
/** The part of the passed time that the sound must have advanced. */
const LEAST_ADVANCE = 0.9

type Reading = Readonly<{ at: number; soundAt: number }>

/** Tells from two clocks whether a device processes sound as fast as it arrives. */
export class AudioPace {
  #first: Reading | undefined
  #last: Reading | undefined

  /**
   * Adds a reading of both clocks, in ms. Take one about every second.
   *
   * @returns whether the sound has fallen behind over the last seconds
   */
  isTooSlow(reading: Reading): boolean {
    const slept = this.#last !== undefined && reading.at - this.#last.at > SLEEP_MS
    this.#last = reading
    if (!this.#first || slept) this.#first = reading
    const passed = reading.at - this.#first.at
    if (passed < WINDOW_MS) return false
    const advanced = reading.soundAt - this.#first.soundAt
    this.#first = reading
    return advanced < passed * LEAST_ADVANCE
  }
}
