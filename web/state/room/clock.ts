/** Time, as the room asks for it; in tests it goes by when it is told to. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Calls `act` once after `ms` milliseconds. @returns what cancels it */
  wait(ms: number, act: () => void): () => void
}

/** Calls `act` every `ms`, until what it gives back is called. */
export function every(clock: Clock, ms: number, act: () => void): () => void {
  let stop = clock.wait(ms, tick)
  function tick() {
    stop = clock.wait(ms, tick)
    act()
  }
  return () => stop()
}
