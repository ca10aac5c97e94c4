/** Over how long frames are measured before anything is decided. */
const WINDOW_MS = 5_000
/** With longer frames, movements are jerky. */
const MOST_MS_PER_FRAME = 85
/** The fewest frames that say anything. A device that slept for an hour has one long frame, and is not slow. */
const LEAST_FRAMES = 4

/** Tells from how long each frame took whether a device keeps up with an effect. */
export class FramePace {
  #frames: { at: number; tookMs: number }[] = []

  /**
   * Adds a frame that was finished at `at` and took `tookMs`, both in ms.
   *
   * @returns whether most frames of the last seconds took too long
   */
  isTooSlow(at: number, tookMs: number): boolean {
    this.#frames.push({ at, tookMs })
    const [first] = this.#frames
    if (!first || at - first.at < WINDOW_MS) return false
    const slow = this.#frames.filter((frame) => frame.tookMs > MOST_MS_PER_FRAME).length
    const isSlow = this.#frames.length >= LEAST_FRAMES && slow > this.#frames.length / 2
    this.#frames = []
    return isSlow
  }
}
