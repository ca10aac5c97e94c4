/** Time, given to every part that needs it, so that tests decide when it passes. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Calls `act` once after `ms`. @returns a function that cancels it */
  wait(ms: number, act: () => void): () => void
}

/** Calls `act` every `ms`. @returns a function that ends it */
export function every(clock: Clock, ms: number, act: () => void): () => void {
  let stop = clock.wait(ms, tick)
  function tick() {
    stop = clock.wait(ms, tick)
    act()
  }
  return () => stop()
}
