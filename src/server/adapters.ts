import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import { opaqueTokens } from '../auth/opaque-tokens.ts'
import { hashedPageTickets } from '../auth/page-tickets.ts'
import { jwtPasses } from '../auth/passes.ts'
import { scryptSecrets } from '../auth/secret.ts'
import { memoryTryLimiter } from '../auth/try-limiter.ts'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { absentEngines } from '../media/absent-engines.ts'
import type { IdentityProvider } from '../service/account/identity-provider.ts'
import type { Mailer } from '../service/account/mailer.ts'
import type { OpaqueTokens } from '../service/account/opaque-tokens.ts'
import type { PageTickets } from '../service/account/page-tickets.ts'
import type { Passes } from '../service/account/passes.ts'
import type { Secrets } from '../service/account/secrets.ts'
import type { TryLimiter } from '../service/account/try-limiter.ts'
import type { Clock, Ids } from '../service/clock-and-ids.ts'
import type { Bus } from '../service/conduct/bus.ts'
import type { Relay } from '../service/relay.ts'
import type { EnginePorts } from '../service/control/engine-ports.ts'
import type { Telephony } from '../service/control/telephony.ts'
import type { Media } from '../service/live/media.ts'
import { StreamConnectionPool } from '../dingtalk/stream/stream-connection-pool.ts'
import type { Sender } from '../service/subscription/sender.ts'
import type { Store } from '../store/store.ts'
import type { Logger } from '../telemetry/log.ts'
import { ThreadedSender } from '../subscription/threaded-sender.ts'
import { metered, Metrics } from '../telemetry/metrics.ts'
import { MACHINE, randomIds, systemClock, type TimeSource } from './clock-and-ids.ts'
import { openMedia, type OpenMedia } from './open-media.ts'
import { openNetwork, type Network } from './open-network.ts'
import { openStore } from './open-store.ts'
import { DatabaseTime } from './database-time.ts'

/**
 * Failed tries that are allowed in a window, for one user at one address. One user at all addresses together, or all users
 * at one address, may fail ten times as often.
 */
const TRIES = { failures: 20, windowMs: 10 * 60_000 }

/** Meetings of one organizer that call people when they start. */
const STARTS_PER_HOUR = 20
/** Mails with a link for a new password to one person. */
const MAILS_PER_HOUR = 3
/** Connections of one session to a LiveKit server. A page that loses its connection tries 4 times in 10 s. */
const MEDIA_CONNECTIONS = { failures: 20, windowMs: 10_000 }

/** The organization's identity provider, with its display name. */
type SignInProvider = Readonly<{
  provider: IdentityProvider
  name: string
  organizationId: OrganizationId
  /** The first sign-in of a person makes their account. */
  addsPeople: boolean
}>

/** The adapters that the services use. */
export type Adapters = Readonly<{
  clock: Clock
  ids: Ids
  store: Store
  bus: Bus
  relay: Relay
  media: Media
  secrets: Secrets
  passes: Passes
  pageTickets: PageTickets
  opaqueTokens: OpaqueTokens
  tryLimiter: TryLimiter
  /** Allows more tries than `tryLimiter`, since many people may share one address. */
  wideTryLimiter: TryLimiter
  /** Allows the guests per minute of one address. */
  guestLimiter: TryLimiter
  /** Allows the meetings per hour of one organizer that call people when they start. */
  startLimiter: TryLimiter
  /** Allows the connections of one session to a LiveKit server. */
  mediaLimiter: TryLimiter
  /** Allows the calls of one app to one operation in a second. Absent for no limit. */
  callLimiter?: TryLimiter
  /** Absent if people sign in by password only. */
  signInProvider?: SignInProvider
  /** Allows the mails per hour to one person. */
  mailLimiter: TryLimiter
  /** Absent if this server sends no mail. */
  mailer?: Mailer
  enginePorts: EnginePorts
  /** Sends events to endpoints. */
  sender: Sender
  connections: StreamConnectionPool
  /** Absent if this server cannot call telephones. */
  telephony?: Telephony
  /** The time of the database that this server shares with others. Absent with SQLite. */
  databaseTime?: DatabaseTime
}>

/** Adapters that a caller provides in place of the configured ones. `time`: the clocks that server time is made of. */
export type AdapterOverrides = Readonly<{ clock?: Clock; time?: TimeSource; store?: Store; telephony?: Telephony }>

/** Callbacks of adapters. `onClockSet` is called when the wall clock was set, by `byMs` milliseconds. */
type Reports = Readonly<{
  onListenerError: (error: unknown) => void
  /** Called with the error of each interruption of the connection to Redis. */
  onRedisError: (error: unknown) => void
  onClockSet: (byMs: number) => void
  log: Logger
}>

/**
 * Opens the adapters that the settings name. Disposing closes them in reverse order.
 *
 * @throws ConfigError if the store cannot be opened
 */
export async function openAdapters(
  config: Config,
  overrides: AdapterOverrides,
  { onListenerError, onRedisError, onClockSet, log }: Reports,
): Promise<
  Adapters &
    AsyncDisposable &
    Readonly<{ metrics: Metrics; openMedia: OpenMedia; network: Pick<Network, 'connect' | 'flush'> }>
> {
  await using opened = new AsyncDisposableStack()
  const onWait = () => log.info('a command is working on the data folder; the server starts when it is done')
  const plainStore = opened.use(overrides.store ?? (await openStore(config, { onWait })))
  const latest = await findLatest(plainStore)
  const machine = overrides.time ?? MACHINE
  const databaseTime = plainStore.wallMs && (await DatabaseTime.open(plainStore.wallMs, machine))
  const clock = overrides.clock ?? systemClock({ source: databaseTime ?? machine, latest, onStep: onClockSet })
  const metrics = new Metrics(plainStore)
  const store = { ...plainStore, conferences: metered(plainStore.conferences, metrics) }
  const makeSecret = () => randomBytes(32).toString('hex')
  const passSecret = await store.directory.findOrMakeServerSecret('passes', makeSecret)
  const passes = jwtPasses(passSecret, clock)
  const ticketSecret = await store.directory.findOrMakeServerSecret('page tickets', makeSecret)
  const network = opened.use(await openNetwork(config, { passSecret, onListenerError, onRedisError }))
  const signInProvider = await toSignInProvider(config)
  const mailer = await toMailer(config)
  const limit = await toLimiters(network)
  const { callsPerSecond } = config.http
  const media = await openMedia(config, { clock, log })
  if (media.child) opened.use(media.child)
  const sender = opened.use(new ThreadedSender({ privateNetworks: config.eventNetworks }))
  const all = opened.move()
  return {
    clock,
    ids: randomIds(),
    store,
    bus: network.bus,
    relay: network.relay,
    media: media.media,
    openMedia: media,
    enginePorts: absentEngines(),
    sender,
    connections: new StreamConnectionPool({ clock }),
    secrets: scryptSecrets(),
    passes,
    pageTickets: hashedPageTickets(ticketSecret, clock),
    opaqueTokens: opaqueTokens(),
    tryLimiter: limit('tries', TRIES),
    wideTryLimiter: limit('wide tries', { ...TRIES, failures: 10 * TRIES.failures }),
    guestLimiter: limit('guests', { failures: config.guestsPerMinute || Infinity, windowMs: 60_000 }),
    startLimiter: limit('starts', { failures: STARTS_PER_HOUR, windowMs: 60 * 60_000 }),
    mailLimiter: limit('mails', { failures: MAILS_PER_HOUR, windowMs: 60 * 60_000 }),
    mediaLimiter: limit('media connections', MEDIA_CONNECTIONS),
    ...(callsPerSecond > 0 && { callLimiter: limit('calls', { failures: callsPerSecond, windowMs: 1_000 }) }),
    ...(signInProvider && { signInProvider }),
    ...(mailer && { mailer }),
    ...(overrides.telephony && { telephony: overrides.telephony }),
    metrics,
    network,
    ...(databaseTime && { databaseTime }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

type Limits = Readonly<{ failures: number; windowMs: number }>

/** Makes limiters that count for this server, or for all servers that share its Redis. */
async function toLimiters({ counts }: Network): Promise<(name: string, limits: Limits) => TryLimiter> {
  if (!counts) return (_name, limits) => memoryTryLimiter(limits)
  // Loaded only here: a server without Redis does not need the library.
  const { redisTryLimiter } = await import('../auth/redis-try-limiter.ts')
  return (name, limits) => {
    const insurance = memoryTryLimiter(limits)
    if (limits.failures === Infinity) return insurance
    return redisTryLimiter({ ...limits, evaluate: counts.evaluate, prefix: `${counts.prefix}:${name}`, insurance })
  }
}

/** The latest stored instant that server time must not be before: a heartbeat, or the cause of a job. */
async function findLatest({ sessions, jobs }: Store): Promise<EpochMs> {
  const [heartbeat = 0, cause = 0] = await Promise.all([sessions.findLatestHeartbeat(), jobs.findLatestSince()])
  return Math.max(heartbeat, cause) as EpochMs
}

/** Does not contact the provider yet, so the server starts even if the provider is down. */
async function toSignInProvider({ oidc }: Config): Promise<SignInProvider | undefined> {
  if (!oidc) return undefined
  const { openIdProvider } = await import('../auth/openid-connect.ts')
  const { name, organizationId, ...settings } = oidc
  return {
    provider: openIdProvider(settings),
    name,
    addsPeople: oidc.addsPeople,
    organizationId: organizationId as OrganizationId,
  }
}

/** Loaded only here: a server that sends no mail does not need the library. */
async function toMailer({ mail }: Config): Promise<Mailer | undefined> {
  if (!mail) return undefined
  const { smtpMailer } = await import('../mail/smtp-mailer.ts')
  return smtpMailer(mail)
}
