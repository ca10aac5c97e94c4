import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { EngineHealth } from './engine-health.ts'

/** How browsers reach the media of the LiveKit server that this server runs. Its signaling goes through this server. */
export type MediaAddress = Readonly<{
  /** The IP address that browsers get. Absent: those of this machine. */
  publicIp?: string
  udpPort: number
  /** For browsers behind a firewall that lets no UDP through. */
  tcpPort: number
}>

/** A line of the log of the LiveKit server, and what happens to its process. */
type Reports = Readonly<{
  onLine: (line: string) => void
  onEnd: (end: Readonly<{ code: number | null; signal: NodeJS.Signals | null; againInMs: number }>) => void
}>

const READY_CHECK_MS = 100
/** How long the LiveKit server may take to answer: at its start, to a check, or for its version. */
const ANSWER_MS = 5_000
const RESTART_MS = { first: 500, most: 30_000 }
/** After it has run for this long, the next restart is quick again. */
const STABLE_MS = 60_000

/** The version of a `livekit-server`, such as `1.13.5`. @throws the error of a program that cannot be run */
export async function liveKitVersion(binary: string): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: ANSWER_MS })
  return /(\d+(\.\d+)+)/.exec(stdout)?.[1] ?? 'of unknown version'
}

/**
 * A `livekit-server` that runs as long as this server. It is started again when it ends, and ends with this process, also
 * if that is killed. Its API listens on the loopback address only, with a key that nobody else knows.
 */
export class LiveKitChild implements AsyncDisposable {
  /** Where its API and its signaling listen. */
  readonly url: URL
  readonly apiKey = 'rollcall'
  readonly apiSecret = randomBytes(32).toString('hex')
  readonly #binary: string
  readonly #address: MediaAddress
  readonly #health: EngineHealth
  readonly #reports: Reports
  readonly #stopping = new AbortController()
  #process: ChildProcess | undefined
  #running: Promise<void> = Promise.resolve()

  private constructor(url: URL, deps: { binary: string; address: MediaAddress; health: EngineHealth } & Reports) {
    this.url = url
    this.#binary = deps.binary
    this.#address = deps.address
    this.#health = deps.health
    this.#reports = deps
  }

  /** Chooses a free port. Nothing runs before `start`. */
  static async prepare(
    deps: { binary: string; address: MediaAddress; health: EngineHealth } & Reports,
  ): Promise<LiveKitChild> {
    return new LiveKitChild(new URL(`http://127.0.0.1:${await freePort()}`), deps)
  }

  /** Starts it. Resolves once it answers, or after five seconds. `webhookUrl`: where it reports joins and tracks. */
  async start(webhookUrl: string): Promise<void> {
    const ready = Promise.withResolvers<void>()
    this.#running = this.#keepRunning(JSON.stringify(this.#configuration(webhookUrl)), () => ready.resolve())
    await Promise.race([ready.promise, sleep(ANSWER_MS, undefined, { ref: false })])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    this.#process?.kill('SIGKILL') // otherwise it would wait until everybody has left its rooms
    await this.#running
  }

  async #keepRunning(configuration: string, onReady: () => void): Promise<void> {
    const { signal: stopping } = this.#stopping
    let pauseMs = RESTART_MS.first
    while (!stopping.aborted) {
      const startedAt = performance.now()
      const [code, signal] = await this.#runOnce(configuration, onReady)
      if (stopping.aborted) return
      this.#health.report('down')
      if (performance.now() - startedAt > STABLE_MS) pauseMs = RESTART_MS.first
      this.#reports.onEnd({ code, signal, againInMs: pauseMs })
      await sleep(pauseMs, undefined, { signal: stopping, ref: false }).catch(() => {})
      pauseMs = Math.min(2 * pauseMs, RESTART_MS.most)
    }
  }

  async #runOnce(configuration: string, onReady: () => void): Promise<[number | null, NodeJS.Signals | null]> {
    // The shell becomes the server. A second shell waits for the end of its input, which comes when this process ends, even
    // if it is killed. Then it kills the server.
    const guard =
      'exec 3<&0; { trap "" INT TERM; read -r _ <&3; kill -KILL $$; } >/dev/null 2>&1 & exec "$1" 3<&- </dev/null'
    const child = spawn('/bin/sh', ['-c', guard, 'sh', this.#binary], {
      // Not on the command line, which every user of the machine can read.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LIVEKIT_CONFIG: configuration },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // a Ctrl-C in the terminal is for this server
    })
    this.#process = child
    for (const output of [child.stdout, child.stderr]) createInterface(output).on('line', this.#reports.onLine)
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
    const over = new AbortController()
    void this.#whenReady(over.signal).then((isReady) => {
      if (!isReady) return
      this.#health.report('up')
      onReady()
    })
    try {
      return await ended
    } catch {
      return [null, null] // there is no shell
    } finally {
      over.abort()
    }
  }

  async #whenReady(over: AbortSignal): Promise<boolean> {
    while (!over.aborted) {
      const isReady = await fetch(this.url, { signal: AbortSignal.any([over, AbortSignal.timeout(ANSWER_MS)]) }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (isReady) return !over.aborted
      await sleep(READY_CHECK_MS, undefined, { signal: over, ref: false }).catch(() => {})
    }
    return false
  }

  #configuration(webhookUrl: string) {
    const { publicIp, udpPort, tcpPort } = this.#address
    const isLocal = publicIp === '127.0.0.1'
    return {
      port: Number(this.url.port),
      bind_addresses: ['127.0.0.1'],
      keys: { [this.apiKey]: this.apiSecret },
      rtc: {
        udp_port: udpPort,
        tcp_port: tcpPort,
        use_external_ip: false,
        enable_loopback_candidate: true,
        ...(publicIp !== undefined && { node_ip: publicIp }),
        ...(isLocal && { interfaces: { includes: ['lo'] } }),
      },
      logging: { level: 'info', json: true },
      webhook: { api_key: this.apiKey, urls: [webhookUrl] },
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
