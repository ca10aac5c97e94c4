/**
 * Runs `task` again and again, each time `intervalMs` after the last run ended. An error goes to `onError` and does not
 * stop the later runs. Disposing waits for the run under way.
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
