/** A read that takes longer hangs, perhaps on a broken connection. The next one then does not wait for it. */
const HANGS_AFTER_MS = 1_000

/**
 * Reads of the store that are in progress. After a change, many requests want the same page at the same moment; they share
 * one read. A key names the version that the store had already when the read began, so a read never gives less than that.
 */
export class ReadsInProgress<Value> {
  readonly #reading = new Map<string, Promise<Value>>()

  /** The value of the read with this key that is in progress, or of `load`. */
  read(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#reading.get(key)
    if (known) return known
    const forget = () => {
      clearTimeout(timer)
      if (this.#reading.get(key) === reading) this.#reading.delete(key)
    }
    const timer = setTimeout(() => forget(), HANGS_AFTER_MS).unref()
    const reading = load().finally(forget)
    this.#reading.set(key, reading)
    return reading
  }
}
