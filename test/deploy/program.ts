import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const START_TIMEOUT_MS = 20_000

/** The path of an installed program. @throws if it is not installed */
export function loadProgram(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin', '/sbin']
  const path = folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
  if (path === undefined) throw new Error(`${name} is not installed: run npm run test:deploy as root on Debian`)
  return path
}

/**
 * Starts a service of this test, and resolves once it listens on the TCP port. It ends with the process that started it.
 *
 * @throws with its output, if it ends or does not listen in time
 */
export async function startProgram(
  [name, ...args]: readonly [name: string, ...args: string[]],
  { port, env = {} }: { port: number; env?: Record<string, string> },
): Promise<AsyncDisposable> {
  // A shell starts the program. When this process ends, even by a kill, the input of the shell ends and it stops the program.
  const guard = '"$@" & server=$!; read -r _; kill -TERM "$server"; wait "$server"'
  const child = spawn('/bin/sh', ['-c', guard, 'sh', loadProgram(name), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
  }
  const exited = once(child, 'exit')
  const stop = async () => {
    child.stdin.end()
    await exited
  }
  for (const deadline = Date.now() + START_TIMEOUT_MS; !(await isListening(port)); await sleep(50)) {
    if (Date.now() < deadline) continue
    await stop()
    throw new Error(`${name} does not listen on port ${port}:\n${output}`)
  }
  return { [Symbol.asyncDispose]: stop }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
