/** A statement that takes longer hangs, perhaps on a broken connection. The next one then does not wait for it. */
const HANGS_AFTER_MS = 1_000

/**
 * Look-ups of single values that share statements: the keys that wait at the same moment are looked up together. While a
 * statement runs, further keys wait for the next one. So a look-up never gives a value from before it was asked for.
 */
export class GroupedLookup<Key extends string, Value> {
  readonly #load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>
  #waiting = new Set<Key>()
  /** The statement that will look up what waits. */
  #next: Promise<ReadonlyMap<Key, Value>> | undefined
  #running: Promise<unknown> = Promise.resolve()

  /** @param load gives the values that exist, in one statement */
  constructor(load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {
    this.#load = load
  }

  /** @throws the error of the statement */
  find(key: Key): Promise<Value | undefined> {
    this.#waiting.add(key)
    this.#next ??= this.#loadNext()
    return this.#next.then((found) => found.get(key))
  }

  async #loadNext(): Promise<ReadonlyMap<Key, Value>> {
    await atMost(this.#running, HANGS_AFTER_MS)
    // Not before the requests that have already arrived are read, so that they share the statement.
    await new Promise<void>((resolve) => setImmediate(resolve))
    const keys = [...this.#waiting]
    this.#waiting = new Set()
    this.#next = undefined
    const loaded = this.#load(keys)
    this.#running = loaded.catch(() => undefined) // its callers get the error
    return loaded
  }
}

/** Resolves with `wait`, or after a time if that takes longer. */
function atMost(wait: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref()
    void wait.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
