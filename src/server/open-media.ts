import { ConfigError, type Config, type LiveKitConfig } from '../config.ts'
import { EngineHealth } from '../media/engine-health.ts'
import { allEngines, type RemoteEngine } from '../media/engines.ts'
import type { LiveKitChild } from '../media/livekit-child.ts'
import { meshEngine } from '../media/mesh.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Media } from '../service/live/media.ts'
import type { Logger } from '../telemetry/log.ts'
import { findLiveKitServer } from './livekit-program.ts'
import { MEDIA_PATH } from './media-proxy.ts'

/** The media engines of this server. */
export type OpenMedia = Readonly<{
  media: Media
  /** The LiveKit server that this server runs. */
  child?: LiveKitChild
  /** The LiveKit server that pages connect to, if it has an address of its own. */
  pageUrl?: URL
  /** What carries the media of new conferences, in a sentence for the operator. */
  description: string
}>

type Deps = Readonly<{ clock: Clock; log: Logger }>

/**
 * Opens the media engines that the settings name.
 *
 * @throws ConfigError if the configured `livekit-server` cannot be run
 */
export async function openMedia(config: Config, deps: Deps): Promise<OpenMedia> {
  const { livekit } = config
  const mesh = meshEngine(config.media, deps.clock)
  const binary = livekit?.kind === 'own' ? findLiveKitServer(livekit) : undefined
  if (!livekit || (livekit.kind === 'own' && binary === undefined)) {
    return { media: allEngines({ mesh }), description: meshDescription(config) }
  }
  const health = new EngineHealth()
  health.onChanged((state) =>
    state === 'down'
      ? deps.log.warn('the LiveKit server does not answer: meetings go on without sound and pictures')
      : deps.log.info('the LiveKit server answers again'),
  )
  if (livekit.kind === 'remote') {
    const pageUrl = livekit.publicUrl
    const page = pageUrl.href.replace(/^http/, 'ws').replace(/\/$/, '')
    const engine = await openLiveKit({ ...livekit, page, health }, deps)
    const description = `the LiveKit server at ${livekit.url.href}, ${upTo(livekit.maxAudio)}`
    return { media: allEngines({ mesh, livekit: engine }), pageUrl, description }
  }
  const { child, version } = await prepareChild(livekit, { ...deps, health, binary: binary ?? '' })
  const { url, apiKey, apiSecret } = child
  const page = (config.http.publicUrl?.pathname.replace(/\/$/, '') ?? '') + MEDIA_PATH
  const engine = await openLiveKit({ url, apiKey, apiSecret, maxAudio: livekit.maxAudio, page, health }, deps)
  const ports = `UDP port ${livekit.udpPort} and TCP port ${livekit.tcpPort}`
  const description = `LiveKit ${version}, run by this server on ${ports}, ${upTo(livekit.maxAudio)}`
  return { media: allEngines({ mesh, livekit: engine }), child, description }
}

/** `page`: where pages reach it. Does not contact it yet, so this server starts even if the other is down. */
async function openLiveKit(
  settings: Readonly<{
    url: URL
    apiKey: string
    apiSecret: string
    maxAudio: number
    page: string
    health: EngineHealth
  }>,
  { clock }: Deps,
): Promise<RemoteEngine> {
  // Loaded only here: a server without LiveKit does not need its client.
  const { liveKitApi } = await import('../media/livekit-api.ts')
  const { liveKitEngine } = await import('../media/livekit.ts')
  const { page, health } = settings
  const api = liveKitApi(settings, (hasAnswered) => health.report(hasAnswered ? 'up' : 'down'))
  return liveKitEngine({ ...settings, pageUrl: () => page }, { api, health, clock })
}

async function prepareChild(
  livekit: Extract<LiveKitConfig, { kind: 'own' }>,
  { binary, health, log }: Deps & Readonly<{ binary: string; health: EngineHealth }>,
): Promise<{ child: LiveKitChild; version: string }> {
  const { LiveKitChild, liveKitVersion } = await import('../media/livekit-child.ts')
  const version = await liveKitVersion(binary).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
    throw new ConfigError(`${binary} cannot be run: ${reason}. ROLLCALL_LIVEKIT=off starts the server without LiveKit`)
  })
  const child = await LiveKitChild.prepare({
    binary,
    address: livekit,
    health,
    onLine: (line) => logLine(log, line),
    onEnd: (end) => log.error(end, 'the LiveKit server has ended and is started again'),
  })
  return { child, version }
}

/** Logs a line of the LiveKit server. Notices and refusals concern single connections, so they are logged at `debug`. */
export function logLine(log: Pick<Logger, 'warn' | 'debug'>, line: string): void {
  const livekit = parsed(line)
  if (isTrouble(livekit)) log.warn({ livekit }, 'from the LiveKit server')
  else log.debug({ livekit }, 'from the LiveKit server')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}

const TROUBLE: ReadonlySet<unknown> = new Set(['warn', 'error', 'fatal'])

function isTrouble(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null || !('level' in entry)) return false
  const isRefusal = 'status' in entry && typeof entry.status === 'number' && entry.status >= 400 && entry.status < 500
  return TROUBLE.has(entry.level) && !isRefusal
}

function upTo(maxAudio: number): string {
  return `for up to ${maxAudio} devices with audio and video in a meeting`
}

function meshDescription({ media: { maxVideo, maxAudio }, livekit, redisUrl }: Config): string {
  const larger =
    redisUrl !== undefined && livekit === undefined
      ? 'set ROLLCALL_LIVEKIT_URL'
      : 'install livekit-server or set ROLLCALL_LIVEKIT_URL'
  return `from browser to browser, for up to ${maxAudio} devices with audio, ${maxVideo} of them with video. For larger meetings ${larger}`
}
