import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { healthApi } from '../ops/health.ts'
import { referenceApi } from '../ops/reference.ts'
import { dingtalkApi } from '../dingtalk/dingtalk-api.ts'
import { RepeatedReads } from '../dingtalk/heart-reads/repeated-reads.ts'
import { Authorizer } from '../dingtalk/gateway/authorize.ts'
import { Throttle } from '../dingtalk/gateway/throttle.ts'
import { admissionApi } from '../web-api/admission.ts'
import { bookingLinksApi } from '../web-api/booking-links.ts'
import { pagesApi } from '../web-api/pages.ts'
import { webApi } from '../web-api/web-api.ts'
import { AccessTokens } from '../auth/access-tokens.ts'
import { opaqueTokens } from '../auth/opaque-tokens.ts'
import { jwtPasses } from '../auth/passes.ts'
import { scryptSecrets } from '../auth/secret.ts'
import { memoryTryLimiter } from '../auth/try-limiter.ts'
import { LocalBus } from '../bus/local.ts'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import type { Config } from '../config.ts'
import { createHttp } from './http.ts'
import { runDueJobs } from '../jobs/due-jobs.ts'
import { every } from '../jobs/every.ts'
import { createAccessLog, createLog, type Logger } from '../telemetry/log.ts'
import { metered } from '../telemetry/metered-store.ts'
import { Metrics } from '../telemetry/metrics.ts'
import { meshMedia } from '../media/mesh.ts'
import { Admission } from '../service/entry/admission.ts'
import { Bookings } from '../service/booking/bookings.ts'
import { Chat } from '../service/live/chat.ts'
import { Conductor } from '../service/conduct/conductor.ts'
import { Conferences } from '../service/control/conferences.ts'
import { Controls } from '../service/control/controls.ts'
import type { Caller } from '../service/account/directory-model.ts'
import { Directory } from '../service/account/directory.ts'
import { Meetings } from '../service/entry/meetings.ts'
import { Engines } from '../service/control/engines.ts'
import { Grading } from '../service/quality/grading.ts'
import { Heads } from '../service/conduct/heads.ts'
import { Passwords } from '../service/account/passwords.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import type { Store } from '../store/store.ts'
import type { Telephony } from '../service/control/telephony.ts'
import { History } from '../service/read/history.ts'
import { Phones } from '../service/control/phones.ts'
import { Presence } from '../service/conduct/presence.ts'
import { Quality } from '../service/quality/quality.ts'
import { Ringing } from '../service/control/ringing.ts'
import { Roster } from '../service/read/roster.ts'
import { Seeding, type FirstCredentials } from '../service/account/seeding.ts'
import { SignIn } from '../service/account/sign-in.ts'
import { WebSessions } from '../service/account/web-sessions.ts'
import { MediaStates } from '../service/live/media-states.ts'
import { SignalingServer } from '../signaling/signaling-server.ts'
import { openSingleSignOn } from './open-single-sign-on.ts'
import { openStore } from './open-store.ts'
import { readSeed } from './seed-file.ts'
import { randomIds, systemClock } from './clock-and-ids.ts'
import { VERSION } from '../version.ts'

const SWEEP_MS = 250
const SAVE_PROOFS_MS = 2_000
const JOBS_MS = 250
const BEAT_PHONES_MS = 1_000
const TOKENS_MS = 3_600_000
const SAVE_QUALITY_MS = 1_000
const TEND_QUALITY_MS = 60_000
const TRIES = { failures: 20, windowMs: 10 * 60_000 }
/** Of the ten seconds that a stop may take, what is given to requests under way. */
const DRAIN_MS = 5_000

export type Server = AsyncDisposable &
  Readonly<{
    /** Where it listens, on this machine. */
    url: string
    /** What its links begin with. */
    publicUrl: URL
    /** What the first start made; absent ever after. */
    first?: FirstCredentials & FirstConference
  }>

/** A conference to try things on. */
type FirstConference = Readonly<{ conferenceId: string; link: string }>

/** Opens every part, wires them to each other and listens. Disposing drains and closes in reverse. */
export async function startServer(
  config: Config,
  given: { clock?: Clock; log?: Logger; store?: Store; telephony?: Telephony } = {},
): Promise<Server> {
  const clock = given.clock ?? systemClock()
  const log = given.log ?? createLog(config.log)
  const onFault = (what: string) => (err: unknown) => log.error({ err }, what)
  await using opened = new AsyncDisposableStack()

  const store = opened.use(given.store ?? (await openStore(config)))
  const bus = opened.use(new LocalBus(onFault('a listener failed')))
  const metrics = new Metrics(store)
  const ids = randomIds()
  const secrets = scryptSecrets()
  const directory = new Directory(store.directory, store.conferences.exclusive)
  const heads = new Heads(store.conferences)
  const roster = new Roster({
    conferences: store.conferences,
    heads,
    rosters: store.rosters,
    directory,
    reading: config.ongoing,
  })
  const committed = (commit: Commit) => {
    heads.apply(commit)
    roster.apply(commit)
    presence.apply(commit)
    phones?.dial(commit)
    bus.publish(commit)
  }
  const { leaveWindowMs, silentAfterMs } = config.presence
  const { ringTimeoutMs, emptyMs, neverEnteredMs } = config
  const conductor = new Conductor({
    store: metered(store.conferences, (size, tookMs) => metrics.batch(size, tookMs)),
    clock,
    timeouts: { leaveWindowMs, ringTimeoutMs, emptyMs, neverEnteredMs },
    committed,
  })
  const presence = new Presence({ conductor, sessions: store.sessions, clock, leaveWindowMs, silentAfterMs })

  const { telephony } = given
  const faultOfCall = onFault('a call to a telephone failed')
  const phones = telephony && new Phones({ telephony, conductor, presence, clock, ids, onFault: faultOfCall })

  const seeding = new Seeding({ directory, store: store.directory, secrets, ids })
  if (config.seedFile !== undefined) await seeding.apply(await readSeed(config.seedFile))

  const makeSecret = () => randomBytes(32).toString('hex')
  const passes = jwtPasses(await store.directory.findOrMakeServerSecret('passes', makeSecret), clock)
  const tries = memoryTryLimiter(TRIES)
  const manyTries = memoryTryLimiter({ ...TRIES, failures: 10 * TRIES.failures })
  const accessLog = config.log.access && opened.use(createAccessLog(config.log))
  const accessTokens = new AccessTokens({
    directory: store.directory,
    secrets,
    clock,
    exclusive: store.conferences.exclusive,
  })
  const authorizer = new Authorizer({ tokens: accessTokens, throttle: new Throttle(config.http.callsPerSecond) })
  const repeats = new RepeatedReads({ authorizer, clock })
  const app = createHttp(config, { log, metrics, repeats, ...(accessLog && { accessLog }) })
  let isDraining = false
  // Port 0 picks a free one, so links are made only once it is known.
  const publicUrl = config.http.publicUrl ?? new URL(`http://localhost:${config.http.port}`)
  const meetings = new Meetings({
    conductor,
    conferences: store.conferences,
    bookings: store.bookings,
    directory,
    clock,
    ids,
  })
  const admission = new Admission({
    conductor,
    meetings,
    directory,
    passes,
    tries,
    clock,
    ids,
    publicUrl,
  })
  const passwords = new Passwords({ directory, secrets, tries, manyTries })
  const tokens = opaqueTokens()
  const signIn = new SignIn({ passwords, directory, passes, sessions: store.webSessions, tokens, clock })
  const webSessions = new WebSessions({ store: store.webSessions, directory, passwords, tokens, clock, ids })
  const ringing = new Ringing({ conductor, roster, directory, admission })
  const conferences = new Conferences({
    conductor,
    heads,
    directory,
    meetings,
    clock,
    ids,
    hasTelephony: phones !== undefined,
  })

  const quality = new Quality({ store: store.quality, heads, clock })
  const media = meshMedia(config.media, clock)
  const stages = new MediaStates({ conductor, media, clock })
  const history = new History({ store: store.history, heads, stages })
  const engines = new Engines({ conductor, heads, directory, conferences: store.conferences })

  const bookings = new Bookings({ store: store.bookings, history, directory, clock, ids, publicUrl })

  await referenceApi(app, { publicUrl: publicUrl.href, version: VERSION })
  healthApi(app, { check: () => store.check(), isDraining: () => isDraining, metrics: () => metrics.render() })
  pagesApi(app, { publicUrl })
  bookingLinksApi(app, { bookings, publicUrl })
  admissionApi(app, { admission, signIn })
  const sso = openSingleSignOn(config, { directory, passes, clock, publicUrl })
  webApi(app, {
    sessions: webSessions,
    signIn,
    directory,
    roster,
    conferences,
    bookings,
    admission,
    ...(sso && { sso }),
    publicUrl,
  })
  dingtalkApi(app, {
    accessTokens,
    heads,
    roster,
    conferences,
    admission,
    directory,
    bookings,
    history,
    quality,
    engines,
    clock,
    authorizer,
    repeats,
  })
  bus.subscribe((commit) => media.follow(commit))
  if (phones) bus.subscribe((commit) => phones.follow(commit))
  const hub = new SignalingServer({
    server: app.server,
    bus,
    conductor,
    admission,
    presence,
    ringing,
    signIn,
    media,
    controls: new Controls({ conductor, directory, meetings }),
    stages,
    chat: new Chat({ conductor, clock }),
    grading: new Grading({ quality, clock }),
    leaveWindowMs,
    log,
  })
  webSessions.ended = (unionId) => hub.signInEnded(unionId)

  await app.listen({ host: config.http.host, port: config.http.port })
  const { port } = app.server.address() as AddressInfo
  if (config.http.publicUrl === undefined) publicUrl.port = String(port)
  // Not before it listens: a start that failed would have shown the credentials to nobody.
  const credentials = await seeding.foundIfEmpty()
  const first = credentials && { ...credentials, ...(await foundConference(credentials, conferences, admission)) }

  opened.defer(async () => {
    isDraining = true
    await hub[Symbol.asyncDispose]()
    const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
    await app.close()
    clearTimeout(late)
    await presence.save()
    await quality.save()
  })
  opened.use(every(SAVE_PROOFS_MS, () => presence.save(), onFault('proofs of life could not be saved')))
  if (phones) opened.use(phones)
  if (phones) opened.use(every(BEAT_PHONES_MS, async () => phones.beat(), onFault('telephones could not be heard')))
  opened.use(every(SWEEP_MS, async () => metrics.sweep(await presence.sweep()), onFault('a sweep failed')))
  opened.use(every(JOBS_MS, () => runDueJobs({ conductor, jobs: store.jobs, clock }), onFault('a due job failed')))
  opened.use(
    every(TOKENS_MS, () => store.directory.deleteTokensExpiredBefore(clock.now()), onFault('old tokens are left')),
  )
  opened.use(every(TOKENS_MS, () => webSessions.deleteExpired(), onFault('old web sessions are left')))
  opened.use(every(SAVE_QUALITY_MS, () => quality.save(), onFault('samples of quality could not be saved')))
  opened.use(every(TEND_QUALITY_MS, () => quality.tend(), onFault('old samples of quality are left')))
  log.info({ url: publicUrl.href, store: config.store.kind }, 'listening')
  const running = opened.move()
  return {
    url: `http://127.0.0.1:${port}`,
    publicUrl,
    ...(first && { first }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function foundConference(
  { corpId, clientId, unionId }: FirstCredentials,
  conferences: Conferences,
  admission: Admission,
): Promise<FirstConference> {
  const caller: Caller = { clientId, kind: 'app', organizationId: corpId as OrganizationId, scopes: new Set() }
  const creator = unionId as UnionId
  const head = await conferences.create(caller, { creator, title: 'First meeting', inviteCreator: true, invitees: [] })
  return { conferenceId: head.id, link: admission.externalLink(head) }
}
