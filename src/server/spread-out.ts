/**
 * Gives a function that queues tasks. They run in order, `perTurn` in each turn of the event loop, that many tasks at once
 * do not delay other requests for long.
 */
export function spreadOut(perTurn: number): (task: () => void) => void {
  let waiting: (() => void)[] = []
  const runSome = () => {
    const now = waiting.slice(0, perTurn)
    waiting = waiting.slice(perTurn)
    if (waiting.length > 0) setImmediate(runSome)
    for (const task of now) task()
  }
  return (task) => {
    waiting.push(task)
    if (waiting.length === 1) setImmediate(runSome)
  }
}
