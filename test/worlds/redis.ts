import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from './free-port.ts'

const START_TIMEOUT_MS = 20_000

/** A Redis for tests, on a free port. It ends with the process that started it. */
export type TestRedis = AsyncDisposable & {
  readonly url: string
  /** Ends it as a crash does. It stores nothing. */
  kill(): Promise<void>
  /** Starts it again on the same port. Resolves once it answers. */
  start(): Promise<void>
  /** Stops it from working without closing connections, or lets it work again. */
  freeze(isFrozen: boolean): void
  /** Closes the connection that was opened first. */
  cutOldest(): Promise<void>
}

/** The path of `redis-server` or `valkey-server`; `undefined` if neither is installed. */
export function findRedis(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return ['redis-server', 'valkey-server']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
}

/** @throws if no Redis is installed: nothing can replace it */
export async function startRedis(): Promise<TestRedis> {
  const program = findRedis()
  if (program === undefined) throw new Error('redis-server is not installed: run node scripts/prepare-tests.ts')
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-redis-'))
  const port = await findFreePort()
  let server: ChildProcess | undefined
  let pid = 0
  const start = async () => {
    // A shell starts the server. When this process ends, even by a kill, the input of the shell ends and it stops the server.
    const guard = '"$@" >/dev/null & server=$!; echo "$server"; read -r _; kill -CONT "$server"; kill -KILL "$server"'
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ]
    server = spawn('/bin/sh', ['-c', guard, 'sh', program, ...settings], { stdio: ['pipe', 'pipe', 'ignore'] })
    const [line] = (await once(server.stdout!, 'data')) as [Buffer]
    pid = Number(line.toString())
    await answers(port)
  }
  const kill = async () => {
    if (!server) return
    const ended = once(server, 'exit')
    server.stdin?.end()
    server = undefined
    await ended
    await refuses(port)
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    freeze: (isFrozen) => void process.kill(pid, isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    async cutOldest() {
      const clients = await ask(port, 'CLIENT LIST TYPE pubsub')
      const ids = Array.from(clients.matchAll(/^id=(\d+)/gm), ([, id]) => Number(id))
      await ask(port, `CLIENT KILL ID ${Math.min(...ids)}`)
    },
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(20)) {
    if (await ping(port)) return
  }
  throw new Error('Redis did not start')
}

async function refuses(port: number): Promise<void> {
  while (await ping(port)) await sleep(10)
}

async function ping(port: number): Promise<boolean> {
  return (await ask(port, 'PING').catch(() => '')).startsWith('+PONG')
}

/** The beginning of the answer. @throws if there is no server */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.write(`${command}\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    return answer.toString()
  } finally {
    socket.destroy()
  }
}
