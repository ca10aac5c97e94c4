import type { Config } from '../config.ts'
import type { ServerSetting } from '../service/console/server-settings.ts'

type Value = string | number | boolean | URL | readonly string[] | undefined

/** Nobody sees the value. URLs of databases contain passwords. */
const SECRET = Symbol('secret')

const onOff = (value: boolean) => (value ? 'on' : 'off')

/** What each setting of the environment became. */
const SETTINGS: Readonly<Record<string, ((config: Config) => Value) | typeof SECRET>> = {
  ROLLCALL_ACCESS_LOG: ({ log }) => onOff(log.access),
  ROLLCALL_BODY_LIMIT_BYTES: ({ http }) => http.bodyLimitBytes,
  ROLLCALL_CACHE_MB: ({ cacheBytes }) => cacheBytes / 1_048_576,
  ROLLCALL_CALLS_PER_SECOND: ({ http }) => http.callsPerSecond,
  ROLLCALL_CONNECTIONS: ({ http }) => http.connections,
  ROLLCALL_CONNECTIONS_PER_ADDRESS: ({ http }) => http.connectionsPerAddress,
  ROLLCALL_DATA: ({ dataFolder }) => dataFolder,
  ROLLCALL_DATABASE_URL: SECRET,
  ROLLCALL_EMPTY_END_MS: ({ emptyMs }) => emptyMs,
  ROLLCALL_EVENTS_PRIVATE_NETWORKS: ({ eventNetworks }) => eventNetworks,
  ROLLCALL_GUESTS_PER_CONFERENCE: ({ guestsPerConference }) => guestsPerConference,
  ROLLCALL_GUESTS_PER_MINUTE: ({ guestsPerMinute }) => guestsPerMinute,
  ROLLCALL_HOST: ({ http }) => http.host,
  ROLLCALL_LEAVE_WINDOW_MS: ({ presence }) => presence.leaveWindowMs,
  ROLLCALL_LIVEKIT: ({ livekit }) => (livekit ? 'auto' : 'off'),
  ROLLCALL_LIVEKIT_API_KEY: SECRET,
  ROLLCALL_LIVEKIT_API_SECRET: SECRET,
  ROLLCALL_LIVEKIT_AUDIO: ({ livekit }) => livekit?.maxAudio,
  ROLLCALL_LIVEKIT_CHECK_MS: ({ livekit }) => livekit?.checkMs,
  ROLLCALL_LIVEKIT_PUBLIC_IP: ({ livekit }) => (livekit?.kind === 'own' ? livekit.publicIp : undefined),
  ROLLCALL_LIVEKIT_PUBLIC_URL: ({ livekit }) => (livekit?.kind === 'remote' ? livekit.publicUrl : undefined),
  ROLLCALL_LIVEKIT_SERVER: ({ livekit }) => (livekit?.kind === 'own' ? livekit.binary : undefined),
  ROLLCALL_LIVEKIT_TCP_PORT: ({ livekit }) => (livekit?.kind === 'own' ? livekit.tcpPort : undefined),
  ROLLCALL_LIVEKIT_UDP_PORT: ({ livekit }) => (livekit?.kind === 'own' ? livekit.udpPort : undefined),
  ROLLCALL_LIVEKIT_URL: ({ livekit }) => (livekit?.kind === 'remote' ? livekit.url : undefined),
  ROLLCALL_LOG_LEVEL: ({ log }) => log.level,
  ROLLCALL_MAIL_FROM: ({ mail }) => mail?.from,
  ROLLCALL_MESH_AUDIO: ({ media }) => media.maxAudio,
  ROLLCALL_MESH_VIDEO: ({ media }) => media.maxVideo,
  ROLLCALL_NEVER_ENTERED_END_MS: ({ neverEnteredMs }) => neverEnteredMs,
  ROLLCALL_OIDC_ADD_PEOPLE: ({ oidc }) => onOff(oidc?.addsPeople ?? false),
  ROLLCALL_OIDC_CLIENT_ID: ({ oidc }) => oidc?.clientId,
  ROLLCALL_OIDC_CLIENT_SECRET: SECRET,
  ROLLCALL_OIDC_ISSUER: ({ oidc }) => oidc?.issuer,
  ROLLCALL_OIDC_NAME: ({ oidc }) => oidc?.name,
  ROLLCALL_OIDC_ORGANIZATION: ({ oidc }) => oidc?.organizationId,
  ROLLCALL_OIDC_USER_CLAIM: ({ oidc }) => oidc?.userClaim,
  ROLLCALL_ONGOING: ({ ongoing }) => ongoing,
  ROLLCALL_PASSWORD_HELP: ({ passwordHelp }) => passwordHelp,
  ROLLCALL_PORT: ({ http }) => http.port,
  ROLLCALL_PUBLIC_URL: ({ http }) => http.publicUrl,
  ROLLCALL_REDIS_URL: SECRET,
  ROLLCALL_REQUEST_TIMEOUT_MS: ({ http }) => http.requestTimeoutMs,
  ROLLCALL_RING_TIMEOUT_MS: ({ ringTimeoutMs }) => ringTimeoutMs,
  ROLLCALL_SANDBOX: ({ sandbox }) => onOff(sandbox),
  ROLLCALL_SEED: ({ seedFile }) => seedFile,
  ROLLCALL_SESSIONS_PER_PERSON: ({ sessionsPerPerson }) => sessionsPerPerson,
  ROLLCALL_SILENT_AFTER_MS: ({ presence }) => presence.silentAfterMs,
  ROLLCALL_SMTP_URL: SECRET,
  ROLLCALL_STUN_URLS: ({ media }) => media.stunUrls,
  ROLLCALL_TRUST_PROXY: ({ http }) => onOff(http.trustProxy),
  ROLLCALL_TURN_SECRET: SECRET,
  ROLLCALL_TURN_URLS: ({ media }) => media.turn?.urls,
}

/** All settings by name, as operators may see them. `publicUrl`: the address in use. */
export function toShownSettings(config: Config, publicUrl: URL): readonly ServerSetting[] {
  return Object.entries(SETTINGS).map(([name, read]) => {
    if (name === 'ROLLCALL_PUBLIC_URL' && !config.http.publicUrl) {
      return { name, value: publicUrl.href, isSecret: false, source: 'listening' }
    }
    const source = config.given.includes(name) ? 'environment' : 'default'
    if (read === SECRET) return { name, isSecret: true, source }
    const value = read(config)
    const text = Array.isArray(value) ? value.join(',') : value === undefined ? '' : String(value)
    return { name, ...(text !== '' && { value: text }), isSecret: false, source }
  })
}
