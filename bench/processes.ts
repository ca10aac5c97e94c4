import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

/** Server and load generator each get their own core, if the machine has two and allows pinning. */
const CAN_PIN = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0
/** How programs are pinned on this machine, in words. */
export const PINNED = CAN_PIN ? 'server on core 0, load on core 1' : 'not pinned'

export type Core = 0 | 1

/** Moves a program and all that it starts from now on to one core. */
export function pin(pid: number, core: Core): void {
  if (CAN_PIN) spawnSync('taskset', ['-acp', String(core), String(pid)])
}

/** `folder`: where it runs, and so where it leaves a memory dump if it crashes. */
type Settings = Readonly<{ env?: Record<string, string>; log?: number; folder?: string }>

/** Runs a program of this project on one core; `log` is the open file that its standard error goes to. */
export function runNode(args: readonly string[], core: Core, settings: Settings = {}): ChildProcess {
  return runProgram([process.execPath, ...args], core, settings)
}

/** Runs any program on one core. */
export function runProgram(
  line: readonly string[],
  core: Core,
  { env = {}, log, folder }: Settings = {},
): ChildProcess {
  const [command = '', ...args] = CAN_PIN ? ['taskset', '-c', String(core), ...line] : line
  return spawn(command, args, {
    ...(folder !== undefined && { cwd: folder }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', log ?? 'inherit'],
  })
}

/** Resolves with what the program printed, once it has ended. Rejects if its exit code is not 0. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`a program of the benchmark ended with ${code}`)
  return text
}

/** Resolves with the match, once the output of the program matches `pattern`. */
export async function lineOf(child: ChildProcess, pattern: RegExp): Promise<RegExpMatchArray> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    const match = text.match(pattern)
    if (match) {
      child.stdout?.resume()
      return match
    }
  }
  throw new Error(`the program ended before it printed ${pattern}`)
}

/** Ends a program and waits until it has ended. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'close')
}
