/** A value that is known already, or one that must be read first. */
export type Eventually<T> = T | Promise<T>

/** Gives `toNext(value)`. It runs at once if the value is known, so a cached answer needs no turn of the event loop. */
export function andThen<T, Next>(value: Eventually<T>, toNext: (value: T) => Eventually<Next>): Eventually<Next> {
  return value instanceof Promise ? value.then(toNext) : toNext(value)
}

/** Both values. If both are known, so is the pair; otherwise they are read at the same time. */
export function both<One, Other>(one: Eventually<One>, other: Eventually<Other>): Eventually<[One, Other]> {
  return one instanceof Promise || other instanceof Promise ? Promise.all([one, other]) : [one, other]
}
