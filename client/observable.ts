/** A value that changes, for `useSyncExternalStore` and for programs without a page. */
export interface Readable<T> {
  get(): T
  /** Calls `listener` after each change, but not at once. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void
}

/** A `Readable` that its owner can change. */
export interface Observable<T> extends Readable<T> {
  /** Notifies the listeners unless it is the very same value. */
  set(value: T): void
  update(change: (value: T) => T): void
}

/** A value that is `first` until it is set. `get` and `subscribe` need no `this`, so they can be passed on alone. */
export function observable<T>(first: T): Observable<T> {
  let value = first
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    // A copy, since a listener may end its own subscription or start another.
    for (const listener of Array.from(listeners)) if (listeners.has(listener)) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      // Its own function, so that a listener that subscribes twice is called twice and ended one by one.
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

/** Resolves with the first value that satisfies `condition`: the present one or a later one. */
export function until<T>(source: Readable<T>, condition: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    let end = () => {}
    const look = () => {
      const value = source.get()
      if (!condition(value)) return false
      end()
      resolve(value)
      return true
    }
    if (!look()) end = source.subscribe(look)
  })
}
