/**
 * Gives a function that runs works in order, `perTurn` in each turn of the event loop. Many works that come at once then
 * keep nobody else waiting for long.
 */
export function spreadOut(perTurn: number): (work: () => void) => void {
  let waiting: (() => void)[] = []
  const runSome = () => {
    const now = waiting.slice(0, perTurn)
    waiting = waiting.slice(perTurn)
    if (waiting.length > 0) setImmediate(runSome)
    for (const work of now) work()
  }
  return (work) => {
    waiting.push(work)
    if (waiting.length === 1) setImmediate(runSome)
  }
}
