/**
 * Runs `task` over and over, `intervalMs` after the last run ended, never twice at once. A fault is told to `onFault`
 * and the next run comes all the same. Disposing waits for the run that is under way.
 */
export function every(
  intervalMs: number,
  task: () => Promise<unknown>,
  onFault: (fault: unknown) => void,
): AsyncDisposable {
  let isStopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const run = async () => {
    try {
      await task()
    } catch (fault) {
      onFault(fault)
    }
    if (!isStopped) timer = setTimeout(start, intervalMs)
  }
  const start = () => {
    running = run()
  }
  timer = setTimeout(start, intervalMs)
  return {
    async [Symbol.asyncDispose]() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
