import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { healthApi } from './api/admin/health.ts'
import { referenceApi } from './api/admin/reference.ts'
import { dingtalkApi } from './api/dingtalk/dingtalk-api.ts'
import { RepeatedReads } from './api/dingtalk/repeated-reads.ts'
import { Throttle } from './api/dingtalk/throttle.ts'
import { admissionApi } from './api/web/admission.ts'
import { AccessTokens } from './auth/access-tokens.ts'
import { jwtPasses } from './auth/passes.ts'
import { scryptSecrets } from './auth/secret.ts'
import { memoryTryLimiter } from './auth/try-limiter.ts'
import { LocalBus } from './bus/local.ts'
import type { OrganizationId, UnionId } from './conference/identity.ts'
import type { Config } from './config.ts'
import { createHttp } from './http.ts'
import { runDueJobs } from './jobs/due-jobs.ts'
import { every } from './jobs/every.ts'
import { createAccessLog, createLog, type Logger } from './log.ts'
import { metered } from './metered-store.ts'
import { Metrics } from './metrics.ts'
import { Admission } from './service/admission.ts'
import { Conduct } from './service/conduct.ts'
import { Conferences } from './service/conferences.ts'
import type { Actor } from './service/directory-model.ts'
import { Directory } from './service/directory.ts'
import type { Clock, Commit, Store } from './service/ports.ts'
import { Presence } from './service/presence.ts'
import { Ringing } from './service/ringing.ts'
import { Roster } from './service/roster.ts'
import { Seeding, type FirstCredentials } from './service/seeding.ts'
import { SignIn } from './service/sign-in.ts'
import { Hub } from './signaling/hub.ts'
import { openStore } from './open-store.ts'
import { readSeed } from './seed-file.ts'
import { randomIds, systemClock } from './system.ts'
import { VERSION } from './version.ts'

const SWEEP_MS = 250
const SAVE_PROOFS_MS = 2_000
const JOBS_MS = 250
const TOKENS_MS = 3_600_000
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
  given: { clock?: Clock; log?: Logger; store?: Store } = {},
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
  const roster = new Roster({
    conferences: store.conferences,
    rosters: store.rosters,
    directory,
    reading: config.ongoing,
  })
  const committed = (commit: Commit) => {
    roster.apply(commit)
    presence.apply(commit)
    bus.publish(commit)
  }
  const { leaveWindowMs, silentAfterMs } = config.presence
  const { ringTimeoutMs, emptyMs, neverEnteredMs } = config
  const conduct = new Conduct({
    store: metered(store.conferences, (size, tookMs) => metrics.batch(size, tookMs)),
    clock,
    patience: { leaveWindowMs, ringTimeoutMs, emptyMs, neverEnteredMs },
    committed,
  })
  const presence = new Presence({ conduct, sessions: store.sessions, clock, leaveWindowMs, silentAfterMs })

  const seeding = new Seeding({ directory, store: store.directory, secrets, ids })
  if (config.seedFile !== undefined) await seeding.apply(await readSeed(config.seedFile))

  const makeSecret = () => randomBytes(32).toString('hex')
  const passes = jwtPasses(await store.directory.findOrMakeServerSecret('passes', makeSecret), clock)
  const tries = memoryTryLimiter(TRIES)
  const accessLog = config.log.access && opened.use(createAccessLog(config.log))
  const accessTokens = new AccessTokens({
    directory: store.directory,
    secrets,
    clock,
    exclusive: store.conferences.exclusive,
  })
  const throttle = new Throttle(config.http.callsPerSecond)
  const repeats = new RepeatedReads({ tokens: accessTokens, throttle })
  const app = createHttp(config, { log, metrics, ahead: repeats, ...(accessLog && { accessLog }) })
  let isDraining = false
  // Port 0 picks a free one, so links are made only once it is known.
  const publicUrl = config.http.publicUrl ?? new URL(`http://localhost:${config.http.port}`)
  const admission = new Admission({
    conduct,
    conferences: store.conferences,
    directory,
    passes,
    tries,
    clock,
    ids,
    publicUrl,
  })
  const signIn = new SignIn({ directory, passes, secrets, tries, clock })
  const ringing = new Ringing({ conduct, rosters: store.rosters, directory, admission })
  const conferences = new Conferences({ conduct, roster, directory, clock, ids })

  await referenceApi(app, { publicUrl: publicUrl.href, version: VERSION })
  healthApi(app, { check: () => store.check(), isDraining: () => isDraining, metrics: () => metrics.render() })
  admissionApi(app, { admission, signIn })
  dingtalkApi(app, {
    accessTokens,
    roster,
    conferences,
    admission,
    directory,
    clock,
    repeats,
    throttle,
  })
  const hub = new Hub({ server: app.server, conduct, admission, presence, ringing, signIn, leaveWindowMs, log, bus })

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
  })
  opened.use(every(SAVE_PROOFS_MS, () => presence.save(), onFault('proofs of life could not be saved')))
  opened.use(every(SWEEP_MS, async () => metrics.sweep(await presence.sweep()), onFault('a sweep failed')))
  opened.use(every(JOBS_MS, () => runDueJobs({ conduct, jobs: store.jobs, clock }), onFault('a due job failed')))
  opened.use(
    every(TOKENS_MS, () => store.directory.deleteTokensExpiredBefore(clock.now()), onFault('old tokens are left')),
  )
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
  const actor: Actor = { clientId, kind: 'app', organizationId: corpId as OrganizationId, scopes: new Set() }
  const creator = unionId as UnionId
  const head = await conferences.create(actor, { creator, title: 'First meeting', inviteCreator: true, invitees: [] })
  return { conferenceId: head.id, link: admission.externalLink(head) }
}
