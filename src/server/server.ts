import { isIPv6, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { dingtalkApi } from '../dingtalk/dingtalk-api.ts'
import { Authorizer } from '../dingtalk/gateway/authorize.ts'
import { Throttle } from '../dingtalk/gateway/throttle.ts'
import { serveStreams } from '../dingtalk/stream/serve-streams.ts'
import { RepeatedReads } from '../dingtalk/hot-reads/repeated-reads.ts'
import { healthApi } from '../ops/health.ts'
import { referenceApi } from '../ops/reference.ts'
import type { Caller } from '../service/account/caller.ts'
import type { FirstCredentials } from '../service/account/seeding.ts'
import type { openSandbox, Sandbox } from '../sandbox/sandbox.ts'
import { mediaEntry } from '../service/entry/media-entry.ts'
import { SignalingServer } from '../signaling/signaling-server.ts'
import { scimApi } from '../scim/scim-api.ts'
import { createAccessLog, createLog, type Logger } from '../telemetry/log.ts'
import { VERSION } from '../version.ts'
import { admissionApi } from '../web-api/admission.ts'
import { bookingLinksApi } from '../web-api/booking-links.ts'
import { mediaEntryApi } from '../web-api/media-entry.ts'
import { mediaReportsApi } from '../web-api/media-reports.ts'
import { pagesApi } from '../web-api/pages.ts'
import { webApi } from '../web-api/web-api.ts'
import { openAdminSocket } from './admin-socket.ts'
import { openAdapters, type AdapterOverrides } from './adapters.ts'
import { closeHttp, createHttp } from './http.ts'
import { readSeed } from './seed-file.ts'
import { followersOf } from './followers.ts'
import { proxyMedia } from './media-proxy.ts'
import { ServerSettings } from '../service/console/server-settings.ts'
import { createServices, type Services } from './services.ts'
import { toShownSettings } from './shown-settings.ts'
import { startTimers } from './timers.ts'

/** A running server. Disposing stops it. */
export type Server = AsyncDisposable &
  Readonly<{
    /** The URL of the server on this machine. */
    url: string
    /** The URL that the links of the server begin with. */
    publicUrl: URL
    /** What carries audio and video, in a sentence for the operator. */
    media: string
    /** Apps can make conferences and plan wrong answers. */
    isSandbox: boolean
    /** What the first start created. Absent on every later start. */
    first?: FirstCredentials & Readonly<{ conference?: FirstConference }>
  }>

/** A conference to try the API with. */
type FirstConference = Readonly<{ conferenceId: string; link: string }>

/**
 * Opens every part in order: adapters, services, transports; then listens. Disposing stops accepting, lets requests
 * finish, and closes the parts in reverse order. If a step fails, the parts opened so far are closed in the same way.
 *
 * @throws ConfigError, SeedError, or the error of the step that failed
 */
export async function startServer(
  config: Config,
  overrides: AdapterOverrides & { log?: Logger } = {},
): Promise<Server> {
  await using opened = new AsyncDisposableStack()
  const log = overrides.log ?? createLog(config.log)
  const onError = (what: string) => (err: unknown) => log.error({ err }, what)

  const onClockSet = (byMs: number) =>
    log.warn(
      { byMs },
      'the wall clock was set; server time approaches it by 5 ms per second, or at once after a restart',
    )

  const adapters = opened.use(
    await openAdapters(config, overrides, {
      onListenerError: onError('a listener failed'),
      onRedisError: onError('Redis is not available; changes of other servers are read from the database'),
      onClockSet,
      log,
    }),
  )
  const { media, metrics, openMedia: mediaServer } = adapters

  const address = publicAddress(config.http.publicUrl)
  const publicUrl = address.url
  const services = opened.use(createServices(adapters, { settings: config, publicUrl, onError }))
  if (config.seedFile !== undefined) await services.seeding.apply(await readSeed(config.seedFile))

  const stopping = new AbortController()
  const accessLog = config.log.access && opened.use(createAccessLog(config.log))
  const throttle = new Throttle(adapters.callLimiter)
  const authorizer = new Authorizer({
    tokens: services.accessTokens,
    userTokens: services.userTokens,
    ssoTokens: services.ssoTokens,
    throttle,
  })
  const { provenTime } = services
  const repeats = new RepeatedReads({ authorizer, caches: services.caches, clock: provenTime })
  const app = createHttp(config, {
    log,
    metrics,
    // Every call of a sandbox may have a planned answer.
    ...(!config.sandbox && { repeats }),
    publicUrl,
    hasOwnMedia: mediaServer.child !== undefined,
    ...(accessLog && { accessLog }),
  })
  opened.defer(() => closeHttp(app))
  referenceApi(app, { publicUrl, version: VERSION })
  const sandbox = config.sandbox ? await loadSandbox(app, { ...adapters, ...services, config }) : undefined
  healthApi(app, {
    check: () => adapters.store.check(),
    bus: adapters.bus,
    media,
    stopping: stopping.signal,
    metrics: () => metrics.render(),
    isSandbox: config.sandbox,
  })
  const sendPage = pagesApi(app, {
    caches: services.caches,
    publicUrl,
    isSandbox: config.sandbox,
    ...(mediaServer.pageUrl && { mediaUrl: mediaServer.pageUrl }),
  })
  opened.use(serveMedia(app, adapters, services))
  bookingLinksApi(app, { ...services, sendPage })
  admissionApi(app, services)
  const serverSettings = new ServerSettings(() => toShownSettings(config, publicUrl()))
  scimApi(app, {
    ...services,
    allowsCall: (organizationId, operation) => throttle.allows({ clientId: 'scim', organizationId }, operation),
  })
  const { passwordHelp } = config
  webApi(app, {
    ...services,
    authorizer,
    sessions: services.webSessions,
    serverSettings,
    publicUrl,
    ...(passwordHelp !== undefined && { passwordHelp }),
    ...(sandbox && { sandbox: sandbox.control }),
  })
  dingtalkApi(app, {
    ...services,
    pageTickets: adapters.pageTickets,
    clock: provenTime,
    authorizer,
    repeats,
    publicUrl,
  })
  opened.use(serveStreams(app.server, { pool: adapters.connections, tickets: services.streamTickets, log }))
  const { leaveWindowMs } = config.presence
  const signaling = opened.use(
    new SignalingServer({
      ...services,
      clock: adapters.clock,
      relay: adapters.relay,
      server: app.server,
      media,
      leaveWindowMs,
      log,
    }),
  )
  services.mediaRepairs?.onRepaired((repairs) => metrics.repaired(repairs))
  services.feed.start([...followersOf(services, signaling), ...(sandbox ? [sandbox] : [])])
  await adapters.network.connect()

  // Before the first request: sessions that another process left behind must be shown as silent.
  await services.presence.sweep()
  await provenTime.advance()
  const port = await listen(app, config)
  address.listensOn(port)
  await mediaServer.child?.start(`http://${hostOf(config)}:${port}/media/webhook`)
  // Only after listening: if the start failed later, nobody would have seen the credentials.
  const first = await createFirst(services, onError('the first meeting could not be created'))
  const timed = {
    services,
    signaling,
    connections: adapters.connections,
    adapters,
    metrics,
    checkMediaMs: config.livekit?.checkMs ?? 0,
    ...(sandbox && { sandbox }),
  }
  opened.use(startTimers(timed, log))
  opened.use(await openAdminSocket({ dataFolder: config.dataFolder, services, log }))
  opened.defer(() => {
    stopping.abort()
    services.eventStreams.stop()
  })
  if (sandbox) log.warn('this server is a sandbox: apps can make conferences and plan wrong answers')
  log.info({ url: publicUrl().href, store: config.store.kind, media: mediaServer.description }, 'listening')
  const running = opened.move()
  return {
    url: `http://127.0.0.1:${port}`,
    publicUrl: publicUrl(),
    media: mediaServer.description,
    isSandbox: config.sandbox,
    ...(first && { first }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Opens the sandbox. Its code is loaded only here: no other server needs it. */
async function loadSandbox(
  app: FastifyInstance,
  { config, ...deps }: Omit<Parameters<typeof openSandbox>[1], 'leaveWindowMs'> & { config: Config },
): Promise<Sandbox> {
  const { openSandbox: open } = await import('../sandbox/sandbox.ts')
  return open(app, { ...deps, leaveWindowMs: config.presence.leaveWindowMs })
}

/** Serves what a LiveKit server and a proxy in front of it need. Disposing closes the connections to our own LiveKit server. */
function serveMedia(
  app: FastifyInstance,
  { media: { rooms }, mediaLimiter: limiter, openMedia: { child } }: Awaited<ReturnType<typeof openAdapters>>,
  { conductor, mediaRepairs: repairs }: Services,
): Disposable | undefined {
  if (!rooms) return undefined
  if (repairs) mediaReportsApi(app, { rooms, repairs })
  const mayConnect = mediaEntry({ rooms, conductor, limiter })
  if (child) return proxyMedia(app, { target: child.url, mayConnect })
  mediaEntryApi(app, mayConnect)
  return undefined
}

/** The URL that links begin with. If none is configured, it is known once the server listens: port 0 means any free port. */
function publicAddress(configured: URL | undefined) {
  let known = configured
  return {
    url(): URL {
      if (!known) throw new Error('the public URL is not known before the server listens')
      return known
    },
    listensOn(port: number): void {
      known ??= new URL(`http://localhost:${port}`)
    },
  }
}

/** Where a process on this machine reaches this server. */
function hostOf({ http: { host } }: Config): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}

/** Starts to listen. Gives the port, which differs from the configured one if that is 0. */
async function listen(app: FastifyInstance, { http }: Config): Promise<number> {
  await app.listen({ host: http.host, port: http.port })
  return (app.server.address() as AddressInfo).port
}

/**
 * Creates an organization and a conference in it if the directory is empty. A failure to create the conference is only
 * logged, so that the credentials are still printed.
 */
async function createFirst(services: Services, onError: (error: unknown) => void): Promise<Server['first']> {
  const credentials = await services.seeding.createFirstOrganizationIfEmpty()
  if (!credentials) return undefined
  try {
    return { ...credentials, conference: await createFirstConference(services, credentials) }
  } catch (error) {
    onError(error)
    return credentials
  }
}

async function createFirstConference(
  services: Services,
  { corpId, clientId, unionId }: FirstCredentials,
): Promise<FirstConference> {
  const caller: Caller = { clientId, kind: 'app', organizationId: corpId as OrganizationId, scopes: new Set() }
  const head = await services.conferences.create(caller, {
    by: { kind: 'system', reason: 'first-start' },
    creator: unionId as UnionId,
    title: 'First meeting',
    inviteCreator: false,
    invitees: [],
  })
  return { conferenceId: head.id, link: services.admission.externalLink(head) }
}
