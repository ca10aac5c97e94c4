/** Runs `task` when it is the turn of `lane`. Gives what `task` gives. */
export type Turns = <T>(lane: string, task: () => Promise<T>) => Promise<T>

/** Runs at most `atOnce` tasks at a time. Lanes take turns: a busy lane delays another one by at most one task. */
export function takingTurns(atOnce: number): Turns {
  /** The waiting tasks of each lane. The lane whose turn is next comes first. */
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
  return async (lane, task) => {
    if (running < atOnce) running += 1
    else await new Promise<void>((start) => waiting.set(lane, [...(waiting.get(lane) ?? []), start]))
    try {
      return await task()
    } finally {
      startNext()
    }
  }
}
