import { execFile } from 'node:child_process'
import { isDeepStrictEqual, promisify } from 'node:util'
import { runProgram } from '../worlds/server-process.ts'

/** What each integration of examples/sandbox prints. */
const EXPECTED = {
  attendance: [
    ['Bram Kuiper', 4, 0],
    ['Ada Byron', 6, 3_600_000],
    ['林小雨', 6, 900_000],
  ],
  retries: 2,
  refusal: 'roomNotFound',
  me: '林小雨',
}

const RUN_MS = 60_000

/** Runs the integration of one language against a sandbox of its own. @returns what is wrong, or `undefined` */
export async function runIntegration(
  [program, ...args]: readonly [program: string, ...args: string[]],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string | undefined> {
  await using sandbox = runProgram(['sandbox', '--port', '0'])
  const url = await sandbox.line(/runs at (http:\S+)\./)
  try {
    const { stdout } = await promisify(execFile)(program, [...args, url], { ...options, timeout: RUN_MS })
    return isDeepStrictEqual(JSON.parse(stdout), EXPECTED) ? undefined : `the integration printed ${stdout}`
  } catch (error) {
    return `the integration failed: ${String(error)}`
  }
}
