import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { toPasswordHelp, toSmtpSettings, type SmtpSettings } from './mail/smtp-settings.ts'
import { DEFAULT_TIMEOUTS } from './conference/due.ts'
import { readOidc, type OidcConfig } from './server/oidc-settings.ts'
import { settingReaders, type ReadSetting, type Readers } from './server/setting-readers.ts'
import { ONGOING_SCOPES, type OngoingScope } from './service/read/roster.ts'
import { isNetwork, type PrivateNetworks } from './subscription/address-policy.ts'

/** The settings of the server. */
export type Config = Readonly<{
  /** Folder of the embedded database. */
  dataFolder: string
  http: Readonly<{
    host: string
    port: number
    /** The URL that links begin with. Absent: `http://localhost:<port>`. */
    publicUrl?: URL
    bodyLimitBytes: number
    /** Calls per second of one app to one operation; 0 for no limit. */
    callsPerSecond: number
    /** Whether the client's address is read from `X-Forwarded-For`. */
    trustProxy: boolean
    /** How long a request may take to arrive. */
    requestTimeoutMs: number
    /** Connections that may be open at once; 0 for no limit. */
    connections: number
    /** The same for one address. 0 for no limit, also behind a proxy: then all connections have its address. */
    connectionsPerAddress: number
  }>
  store: Readonly<{ kind: 'sqlite' } | { kind: 'postgres'; url: string }>
  /** The Redis that connects several servers of one PostgreSQL. */
  redisUrl?: string
  seedFile?: string
  ongoing: OngoingScope
  /** Memory of all caches together. */
  cacheBytes: number
  /** Sessions that one person may have open in a conference. */
  sessionsPerPerson: number
  /** Guests of one address in a minute; 0 for no limit. */
  guestsPerMinute: number
  /** Guests of one conference; 0 for no limit. */
  guestsPerConference: number
  /** How long after its last heartbeat a session is shown as silent, and how long until it ends. */
  presence: Readonly<{ silentAfterMs: number; leaveWindowMs: number }>
  /** How long a call rings. */
  ringTimeoutMs: number
  /** How long a conference stays open after everybody has left. */
  emptyMs: number
  /** How long a conference stays open if nobody joins. */
  neverEnteredMs: number
  media: MediaConfig
  /** Absent, or without a binary: every conference is a mesh. */
  livekit?: LiveKitConfig
  /** Absent if people sign in by password only. */
  oidc?: OidcConfig
  /** The mail server, with its user and password, and the address that mails come from. Absent: no mail is sent. */
  mail?: SmtpSettings
  /** Who helps people with a forgotten password, in words. Absent: an administrator of their organization. */
  passwordHelp?: string
  log: Readonly<{ level: string; access: boolean }>
  /** Networks that are not public, and to which events are sent. */
  eventNetworks: PrivateNetworks
  /** Apps can make conferences and plan wrong answers. */
  sandbox: boolean
  /** All settings by name, as operators may see them. */
  settings: readonly ReadSetting[]
}>

/** How browsers in a mesh find each other, and how many sessions may send video and audio. */
type MediaConfig = Readonly<{
  stunUrls: readonly string[]
  turn?: Readonly<{ urls: readonly string[]; secret: string }>
  maxVideo: number
  maxAudio: number
}>

/** `maxAudio`: how many sessions may send and receive media in a conference. `checkMs`: how often rooms and rosters are compared. */
export type LiveKitConfig = Readonly<
  { maxAudio: number; checkMs: number } & (
    | /** `url`: where this server reaches it; `publicUrl`: where browsers do. */
      { kind: 'remote'; url: URL; publicUrl: URL; apiKey: string; apiSecret: string }
    /** This server runs it, if there is one. `binary`: its file; absent: the one on the `PATH`. */
    | { kind: 'own'; binary?: string; publicIp?: string; udpPort: number; tcpPort: number }
  )
>

/** What the operator must correct before the server can start. The message has one problem per line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * Reads the environment once, at start. An empty value counts as absent.
 *
 * @throws ConfigError that names every problem at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const { readers, settings } = settingReaders(env, problems)
  const { text, whole, oneOf, url, secret, secretUrl, resolved } = readers

  const publicUrl = url('ROLLCALL_PUBLIC_URL', ['http:', 'https:'])
  const database = secret('ROLLCALL_DATABASE_URL')
  // Not parsed as a URL: the address of a local socket has no host, so it is not a valid one.
  if (database !== undefined && !/^(postgres(ql)?|socket):/.test(database)) {
    problems.push('ROLLCALL_DATABASE_URL must start with postgres:// or postgresql://')
  }
  const redisUrl = secretUrl('ROLLCALL_REDIS_URL', ['redis:', 'rediss:'])?.href
  if (redisUrl !== undefined && database === undefined) {
    problems.push('ROLLCALL_REDIS_URL needs ROLLCALL_DATABASE_URL: several servers share a PostgreSQL')
  }
  const sandbox = oneOf('ROLLCALL_SANDBOX', ['on', 'off'], 'off') === 'on'
  if (sandbox && redisUrl !== undefined) {
    problems.push('ROLLCALL_SANDBOX cannot be set with ROLLCALL_REDIS_URL: a sandbox is one server')
  }
  const seedFile = text('ROLLCALL_SEED')
  const oidc = readOidc(readers, problems)
  const smtp = { given: secret('ROLLCALL_SMTP_URL'), url: secretUrl('ROLLCALL_SMTP_URL', ['smtp:', 'smtps:']) }
  const mail = toSmtpSettings({ ...smtp, from: text('ROLLCALL_MAIL_FROM') }, problems)
  const passwordHelp = toPasswordHelp(text('ROLLCALL_PASSWORD_HELP'), problems)
  const livekit = readLiveKit(readers, problems)
  const trustProxy = oneOf('ROLLCALL_TRUST_PROXY', ['on', 'off'], 'off') === 'on'
  const connectionsPerAddress = whole('ROLLCALL_CONNECTIONS_PER_ADDRESS', 2_500)
  const config: Config = {
    dataFolder: resolved('ROLLCALL_DATA', resolve(text('ROLLCALL_DATA') ?? 'data')),
    http: {
      host: resolved('ROLLCALL_HOST', text('ROLLCALL_HOST') ?? '0.0.0.0'),
      port: whole('ROLLCALL_PORT', 8080, { max: 65_535 }),
      ...(publicUrl && { publicUrl }),
      bodyLimitBytes: whole('ROLLCALL_BODY_LIMIT_BYTES', 65_536, { min: 4_096 }),
      callsPerSecond: whole('ROLLCALL_CALLS_PER_SECOND', 0),
      trustProxy,
      requestTimeoutMs: whole('ROLLCALL_REQUEST_TIMEOUT_MS', 30_000, { min: 1_000 }),
      connections: whole('ROLLCALL_CONNECTIONS', 20_000),
      connectionsPerAddress: resolved('ROLLCALL_CONNECTIONS_PER_ADDRESS', trustProxy ? 0 : connectionsPerAddress),
    },
    store: database === undefined ? { kind: 'sqlite' } : { kind: 'postgres', url: database },
    ...(redisUrl !== undefined && { redisUrl }),
    ...(seedFile !== undefined && { seedFile: resolved('ROLLCALL_SEED', resolve(seedFile)) }),
    ongoing: oneOf('ROLLCALL_ONGOING', ONGOING_SCOPES, 'any'),
    cacheBytes: whole('ROLLCALL_CACHE_MB', 128, { min: 8, max: 65_536 }) * 1_048_576,
    sessionsPerPerson: whole('ROLLCALL_SESSIONS_PER_PERSON', 4, { min: 1, max: 64 }),
    guestsPerMinute: whole('ROLLCALL_GUESTS_PER_MINUTE', 300),
    guestsPerConference: whole('ROLLCALL_GUESTS_PER_CONFERENCE', 5_000),
    presence: {
      silentAfterMs: whole('ROLLCALL_SILENT_AFTER_MS', 5_000, { min: 3_000 }),
      leaveWindowMs: whole('ROLLCALL_LEAVE_WINDOW_MS', DEFAULT_TIMEOUTS.leaveWindowMs, { min: 3_000 }),
    },
    ringTimeoutMs: whole('ROLLCALL_RING_TIMEOUT_MS', DEFAULT_TIMEOUTS.ringTimeoutMs, { min: 1_000 }),
    emptyMs: whole('ROLLCALL_EMPTY_END_MS', DEFAULT_TIMEOUTS.emptyMs, { min: 1_000 }),
    neverEnteredMs: whole('ROLLCALL_NEVER_ENTERED_END_MS', DEFAULT_TIMEOUTS.neverEnteredMs, { min: 1_000 }),
    media: readMedia(readers, problems),
    ...(livekit && { livekit }),
    ...(oidc && { oidc }),
    ...(mail && { mail }),
    ...(passwordHelp !== undefined && { passwordHelp }),
    log: {
      level: oneOf('ROLLCALL_LOG_LEVEL', LOG_LEVELS, 'info'),
      access: oneOf('ROLLCALL_ACCESS_LOG', ['on', 'off'], 'on') === 'on',
    },
    eventNetworks: readEventNetworks(text, problems),
    sandbox,
    settings: settings().toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
  const known = new Set(config.settings.map(({ name }) => name))
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ROLLCALL_') || known.has(name)) continue
    problems.push(`${name} is not a setting: check the spelling`)
  }
  if (config.presence.silentAfterMs > config.presence.leaveWindowMs) {
    problems.push('ROLLCALL_SILENT_AFTER_MS must not be longer than ROLLCALL_LEAVE_WINDOW_MS')
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return config
}

function readEventNetworks(text: Readers['text'], problems: string[]): PrivateNetworks {
  const value = text('ROLLCALL_EVENTS_PRIVATE_NETWORKS')
  if (value === undefined) return []
  const networks = value.split(',').map((network) => network.trim())
  if (value === 'allow' || networks.every(isNetwork)) return value === 'allow' ? value : networks
  problems.push(
    'ROLLCALL_EVENTS_PRIVATE_NETWORKS must be allow, or a comma-separated list of networks like 10.0.0.0/8,fd00::/8',
  )
  return []
}

/** How many sessions a mesh may be set to carry. */
const MESH_SESSIONS = { min: 1, max: 64 }
/** The same for a LiveKit server. */
const LIVEKIT_SESSIONS = { min: 1, max: 5_000 }

function readMedia({ text, whole, secret: secretText }: Readers, problems: string[]): MediaConfig {
  const list = (name: string, form: RegExp, like: string): readonly string[] => {
    const urls = (text(name) ?? '').split(',').flatMap((url) => url.trim() || [])
    if (!urls.every((url) => form.test(url)))
      problems.push(`${name} must be a comma-separated list of URLs like ${like}`)
    return urls
  }
  const stunUrls = list('ROLLCALL_STUN_URLS', /^stuns?:[^\s/?]+$/, 'stun:stun.example:3478')
  const turnUrls = list('ROLLCALL_TURN_URLS', /^turns?:[^\s/?]+(\?transport=(udp|tcp))?$/, 'turn:turn.example:3478')
  const secret = secretText('ROLLCALL_TURN_SECRET')
  if (turnUrls.length > 0 !== (secret !== undefined)) {
    problems.push('ROLLCALL_TURN_URLS and ROLLCALL_TURN_SECRET must be set together')
  }
  const maxVideo = whole('ROLLCALL_MESH_VIDEO', 4, MESH_SESSIONS)
  const maxAudio = whole('ROLLCALL_MESH_AUDIO', 8, MESH_SESSIONS)
  if (maxVideo > maxAudio) problems.push('ROLLCALL_MESH_VIDEO must not be more than ROLLCALL_MESH_AUDIO')
  const turn = turnUrls.length > 0 && secret !== undefined && { urls: turnUrls, secret }
  return { stunUrls, ...(turn && { turn }), maxVideo, maxAudio }
}

const LIVEKIT_PROTOCOLS = ['wss:', 'ws:', 'https:', 'http:']

/** Gives all settings or none, as `readOidc` does. */
function readLiveKit(
  { text, url, whole, oneOf, secret, resolved }: Readers,
  problems: string[],
): LiveKitConfig | undefined {
  const use = oneOf('ROLLCALL_LIVEKIT', ['auto', 'off'], 'auto')
  const address = url('ROLLCALL_LIVEKIT_URL', LIVEKIT_PROTOCOLS)
  const publicUrl = url('ROLLCALL_LIVEKIT_PUBLIC_URL', LIVEKIT_PROTOCOLS)
  const apiKey = secret('ROLLCALL_LIVEKIT_API_KEY')
  const apiSecret = secret('ROLLCALL_LIVEKIT_API_SECRET')
  const shared = {
    maxAudio: whole('ROLLCALL_LIVEKIT_AUDIO', 100, LIVEKIT_SESSIONS),
    checkMs: whole('ROLLCALL_LIVEKIT_CHECK_MS', 10_000, { min: 1_000 }),
  }
  if (publicUrl && !text('ROLLCALL_LIVEKIT_URL')) {
    problems.push('ROLLCALL_LIVEKIT_PUBLIC_URL needs ROLLCALL_LIVEKIT_URL')
  }
  const needed = [text('ROLLCALL_LIVEKIT_URL'), apiKey, apiSecret]
  if (new Set(needed.map((value) => value !== undefined)).size > 1) {
    problems.push('ROLLCALL_LIVEKIT_URL, ROLLCALL_LIVEKIT_API_KEY and ROLLCALL_LIVEKIT_API_SECRET must be set together')
  }
  const binary = text('ROLLCALL_LIVEKIT_SERVER')
  const publicIp = text('ROLLCALL_LIVEKIT_PUBLIC_IP')
  const udpPort = whole('ROLLCALL_LIVEKIT_UDP_PORT', 7_882, { min: 1, max: 65_535 })
  const tcpPort = whole('ROLLCALL_LIVEKIT_TCP_PORT', 7_881, { min: 1, max: 65_535 })
  if (publicIp !== undefined && !isIP(publicIp)) problems.push('ROLLCALL_LIVEKIT_PUBLIC_IP must be an IP address')
  const hasRedis = secret('ROLLCALL_REDIS_URL') !== undefined
  if (binary !== undefined && (needed[0] !== undefined || hasRedis)) {
    problems.push('ROLLCALL_LIVEKIT_SERVER cannot be set with ROLLCALL_LIVEKIT_URL or ROLLCALL_REDIS_URL')
  }
  if (use === 'off') return undefined
  if (address && apiKey !== undefined && apiSecret !== undefined) {
    const forBrowsers = resolved('ROLLCALL_LIVEKIT_PUBLIC_URL', publicUrl ?? address)
    return { ...shared, kind: 'remote', url: address, publicUrl: forBrowsers, apiKey, apiSecret }
  }
  // Each of several servers would have its own, and their people would not hear each other.
  if (hasRedis) {
    resolved('ROLLCALL_LIVEKIT', 'off')
    return undefined
  }
  const own = { ...(binary !== undefined && { binary }), ...(publicIp !== undefined && { publicIp }) }
  return { ...shared, kind: 'own', ...own, udpPort, tcpPort }
}
