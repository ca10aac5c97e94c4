/**
 * Runs `task` again and again, each time `intervalMs` after the last run ended. An error is given to `onError`, and the
 * next run comes all the same. Disposing waits for the run under way.
 */
export function every(
  intervalMs: number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): AsyncDisposable {
  let isStopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const run = async () => {
    try {
      await task()
    } catch (error) {
      onError(error)
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
