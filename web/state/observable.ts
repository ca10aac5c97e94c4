/** A value that changes, and whoever wants to know when. For `useSyncExternalStore`, and for tests without a page. */
export interface Readable<T> {
  get(): T
  /** Gives back what ends it. The listener is called after each change, not at once. */
  subscribe(listener: () => void): () => void
}

export interface Observable<T> extends Readable<T> {
  /** Tells the listeners unless it is the very same value. */
  set(value: T): void
  update(change: (value: T) => T): void
}

/** Holds `first` until it is set. `get` and `subscribe` may be passed on without their owner. */
export function observable<T>(first: T): Observable<T> {
  let value = first
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    // A copy: a listener may end its own subscription, or begin another.
    for (const listener of Array.from(listeners)) if (listeners.has(listener)) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      // Its own function, so that one listener subscribed twice is told twice and ended one by one.
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
