import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What a program has of the process it runs in. */
export type ProgramIo = Readonly<{
  stdout: Readonly<{ write(text: string): unknown; on?(event: 'error', listener: () => void): unknown }>
  stderr: Readonly<{ write(text: string): unknown }>
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}>

/** Exit codes, beside 0 for an end in order. */
export const EXIT = { failed: 1, usage: 2, removed: 3 } as const

/** Ends a program with a sentence for whoever typed it. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}

/**
 * Runs `program` until it ends or a signal asks it to, or nobody reads its output any more; `stopped` is aborted then,
 * and the program still ends itself.
 *
 * @returns the exit code, after a sentence on standard error if it is not a good one
 */
export async function runProgram(io: ProgramIo, program: (stopped: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  io.once('SIGINT', abort)
  io.once('SIGTERM', abort)
  io.stdout.on?.('error', abort) // whoever read it has gone, as in `| head`
  try {
    return await program(stop.signal)
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error
    io.stderr.write(`${error.message}\n`)
    return error.exitCode
  } finally {
    io.off('SIGINT', abort)
    io.off('SIGTERM', abort)
  }
}

/** @throws ProgramError that ends with `usage`, for whatever is not as `config` says */
export function readArgs<const T extends ParseArgsConfig>(
  args: string[],
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T & { args: string[] }>> {
  try {
    return parseArgs({ ...config, args })
  } catch (error) {
    throw new ProgramError(`${(error as Error).message}\n${usage}`, EXIT.usage)
  }
}
