import { parseArgs, type ParseArgsConfig } from 'node:util'

/** The parts of its process that a program uses. */
export type ProgramIo = Readonly<{
  stdout: Readonly<{ write(text: string): unknown; on?(event: 'error', listener: () => void): unknown }>
  stderr: Readonly<{ write(text: string): unknown }>
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}>

/** Exit codes other than 0. */
export const EXIT = { failed: 1, usage: 2, removed: 3 } as const

/** Ends a program with a message for the person who typed the command. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}

/**
 * Runs `program` until it ends. SIGINT, SIGTERM, or an output that nobody reads any more aborts `stopped`; the program then
 * has to end by itself.
 *
 * @returns the exit code. After a `ProgramError` it is that of the error, whose message is printed on standard error, unless it
 * is empty
 */
export async function runProgram(io: ProgramIo, program: (stopped: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  io.once('SIGINT', abort)
  io.once('SIGTERM', abort)
  io.stdout.on?.('error', abort) // the reader has ended, as in `| head`
  try {
    return await program(stop.signal)
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error
    if (error.message !== '') io.stderr.write(`${error.message}\n`)
    return error.exitCode
  } finally {
    io.off('SIGINT', abort)
    io.off('SIGTERM', abort)
  }
}

/** The options and arguments of a command. @throws ProgramError with `usage` if they do not match `config` */
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
