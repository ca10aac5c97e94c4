import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findFreePort, findFreeUdpPort } from './free-port.ts'

const VERSION = '1.13.5'
const MODULE = `github.com/livekit/livekit-server/cmd/server@v${VERSION}`
const START_TIMEOUT_MS = 30_000
const BUILD_TIMEOUT_MS = 15 * 60_000

/** A LiveKit server for tests, on free ports of the loopback address. It ends with the process that started it. */
export type TestLiveKit = AsyncDisposable & {
  /** `ws://127.0.0.1:…`. It stays the same after `start`. */
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
  /** The settings with which a Rollcall server uses it. */
  readonly env: Readonly<Record<string, string>>
  /** What it has logged. */
  log(): string
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
  /** Starts it again, on the same ports. */
  start(): Promise<void>
}

/** `webhookUrls`: where it sends its webhooks. `redis`: `host:port` of the Redis through which several carry one room. */
type Options = Readonly<{ webhookUrls?: readonly string[]; redis?: string }>

/**
 * The binary of `livekit-server`, and where it is from: `ROLLCALL_TEST_LIVEKIT`, the `PATH`, or the cache folder. If it is in
 * none of them, Go builds it into the cache, which takes minutes.
 */
export async function findLiveKit(): Promise<{ path: string; from: string }> {
  const given = process.env['ROLLCALL_TEST_LIVEKIT']
  if (given) return { path: given, from: 'ROLLCALL_TEST_LIVEKIT' }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const installed = folders.map((folder) => join(folder, 'livekit-server')).find((path) => existsSync(path))
  if (installed !== undefined) return { path: installed, from: 'PATH' }
  const cached = join(cacheFolder(), 'livekit-server')
  if (existsSync(cached)) return { path: cached, from: 'cache' }
  await build(cached)
  return { path: cached, from: 'built by Go' }
}

/** Starts a LiveKit server. @throws Error if there is no binary and none can be built */
export async function startLiveKit({ webhookUrls, redis }: Options = {}): Promise<TestLiveKit> {
  const { path } = await findLiveKit()
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-livekit-'))
  const [port, tcpPort, udpPort] = [await findFreePort(), await findFreePort(), await findFreeUdpPort()]
  const url = `ws://127.0.0.1:${port}`
  const apiKey = 'rollcall-tests'
  const apiSecret = 'a-secret-of-at-least-32-characters'
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [apiKey]: apiSecret },
    rtc: {
      tcp_port: tcpPort,
      udp_port: udpPort,
      node_ip: '127.0.0.1',
      interfaces: { includes: ['lo'] },
      enable_loopback_candidate: true,
    },
    logging: { level: 'info', json: true },
    ...(webhookUrls && { webhook: { api_key: apiKey, urls: webhookUrls } }),
    ...(redis !== undefined && { redis: { address: redis } }),
  }
  let server: ChildProcess | undefined
  let log = ''
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }
  const start = async () => {
    // A shell watches its input, which ends with this process, even by a kill. Then it ends the server, whose id it has kept.
    const guard = 'exec 3<&0; { read -r _ <&3; kill -KILL $$; } >/dev/null 2>&1 & exec "$@" 3<&- </dev/null'
    server = spawn('/bin/sh', ['-c', guard, 'sh', path], {
      cwd: folder,
      env: { ...process.env, LIVEKIT_CONFIG: JSON.stringify(config) },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    for (const output of [server.stdout, server.stderr]) {
      output?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-100_000)))
    }
    await ready(server, url.replace('ws:', 'http:'), () => log)
  }
  const stop = async () => {
    await kill()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    apiKey,
    apiSecret,
    env: {
      ROLLCALL_LIVEKIT: 'auto',
      ROLLCALL_LIVEKIT_URL: url,
      ROLLCALL_LIVEKIT_API_KEY: apiKey,
      ROLLCALL_LIVEKIT_API_SECRET: apiSecret,
    },
    log: () => log,
    kill,
    start,
    [Symbol.asyncDispose]: stop,
  }
}

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'rollcall', `livekit-server-${VERSION}`)
}

async function build(target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-livekit-build-'))
  try {
    const env = { ...process.env, GOBIN: folder }
    await promisify(execFile)('go', ['install', MODULE], { env, timeout: BUILD_TIMEOUT_MS })
    await mkdir(dirname(target), { recursive: true })
    // First beside the target: another process that looks for it never sees half a file.
    const copy = `${target}.${process.pid}`
    await copyFile(join(folder, 'server'), copy)
    await rename(copy, target)
  } catch (cause) {
    throw new Error(
      `There is no livekit-server. Set ROLLCALL_TEST_LIVEKIT to its path, put it on the PATH, or install Go, with which ` +
        `it is built by "go install ${MODULE}".`,
      { cause },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ready(server: ChildProcess, url: string, log: () => string): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    if (server.exitCode !== null) throw new Error(`livekit-server ended with ${server.exitCode}:\n${log()}`)
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    if (Date.now() > deadline) throw new Error(`livekit-server did not start:\n${log()}`)
    await sleep(50)
  }
}
