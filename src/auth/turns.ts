/** Runs `work` when it is the turn of `lane`. Gives what `work` gives. */
export type Turns = <T>(lane: string, work: () => Promise<T>) => Promise<T>

/** Runs at most `atOnce` works at a time. Lanes take turns: a lane with much work delays another by one work at most. */
export function takingTurns(atOnce: number): Turns {
  /** The works of each lane that wait. The lane whose turn is next is first. */
  const waiting = new Map<string, (() => void)[]>()
  let running = 0

  const startNext = () => {
    const [next] = waiting
    if (!next) {
      running -= 1
      return
    }
    const [lane, starts] = next
    const [start, ...later] = starts
    waiting.delete(lane)
    if (later.length > 0) waiting.set(lane, later)
    start?.()
  }
  return async (lane, work) => {
    if (running < atOnce) running += 1
    else await new Promise<void>((start) => waiting.set(lane, [...(waiting.get(lane) ?? []), start]))
    try {
      return await work()
    } finally {
      startNext()
    }
  }
}
