import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fastify, type FastifyInstance } from 'fastify'
import { parseSeed } from '../contract/seed.ts'
import { healthApi } from './api/admin/health.ts'
import { referenceApi } from './api/admin/reference.ts'
import { dingtalkApi } from './api/dingtalk/dingtalk-api.ts'
import { admissionApi } from './api/web/admission.ts'
import { AccessTokens } from './auth/access-tokens.ts'
import { jwtPasses } from './auth/passes.ts'
import { scryptSecrets } from './auth/secret.ts'
import { memoryTryLimiter } from './auth/try-limiter.ts'
import { LocalBus } from './bus/local.ts'
import { ConfigError, type Config } from './config.ts'
import { runDueJobs } from './jobs/due-jobs.ts'
import { every } from './jobs/every.ts'
import { createLog, type Logger } from './log.ts'
import { Metrics } from './metrics.ts'
import { Admission } from './service/admission.ts'
import { Conduct } from './service/conduct.ts'
import { Conferences } from './service/conferences.ts'
import { Directory } from './service/directory.ts'
import type { Clock, Commit, Store } from './service/ports.ts'
import { Presence } from './service/presence.ts'
import { Ringing } from './service/ringing.ts'
import { Roster } from './service/roster.ts'
import { Seeding, type FirstCredentials } from './service/seeding.ts'
import { SignIn } from './service/sign-in.ts'
import { Hub } from './signaling/hub.ts'
import { openPostgres } from './store/postgres.ts'
import { openSqlite } from './store/sqlite.ts'
import { randomIds, systemClock } from './system.ts'

const SWEEP_MS = 250
const SAVE_PROOFS_MS = 2_000
const JOBS_MS = 250
const TOKENS_MS = 3_600_000
const TRIES = { failures: 20, windowMs: 10 * 60_000 }
/** Of the ten seconds that a stop may take, what is given to requests under way. */
const DRAIN_MS = 5_000

export type Server = AsyncDisposable &
  Readonly<{
    /** Where it listens. */
    url: string
    /** What the first start made; absent ever after. */
    first?: FirstCredentials
  }>

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
    store: store.conferences,
    clock,
    patience: { leaveWindowMs, ringTimeoutMs, emptyMs, neverEnteredMs },
    committed,
    measured: (size, tookMs) => metrics.batch(size, tookMs),
  })
  const presence = new Presence({ conduct, sessions: store.sessions, clock, leaveWindowMs, silentAfterMs })

  const seeding = new Seeding({ directory, store: store.directory, secrets, ids })
  if (config.seedFile !== undefined) await seeding.apply(await readSeed(config.seedFile))
  const first = await seeding.foundIfEmpty()

  const makeSecret = () => randomBytes(32).toString('hex')
  const passes = jwtPasses(await store.directory.findOrMakeServerSecret('passes', makeSecret), clock)
  const tries = memoryTryLimiter(TRIES)
  const app = createApp(config, log, metrics)
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
  const accessTokens = new AccessTokens({
    directory: store.directory,
    secrets,
    clock,
    exclusive: store.conferences.exclusive,
  })

  await referenceApi(app, { publicUrl: publicUrl.href, version: '0.1.0' })
  healthApi(app, { check: () => store.check(), isDraining: () => isDraining, metrics: () => metrics.render() })
  admissionApi(app, { admission, signIn })
  dingtalkApi(app, {
    accessTokens,
    roster,
    conferences,
    admission,
    directory,
    clock,
    callsPerSecond: config.http.callsPerSecond,
  })
  const hub = new Hub({ server: app.server, conduct, admission, presence, ringing, signIn, leaveWindowMs, log, bus })

  await app.listen({ host: config.http.host, port: config.http.port })
  const { port } = app.server.address() as AddressInfo
  if (config.http.publicUrl === undefined) publicUrl.port = String(port)

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
    ...(first && { first }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function openStore(config: Config): Promise<Store> {
  if (config.store.kind === 'postgres') return openPostgres({ url: config.store.url })
  try {
    await mkdir(config.dataFolder, { recursive: true })
  } catch (cause) {
    throw new ConfigError(`the data folder ${config.dataFolder} cannot be made: ${(cause as Error).message}`, { cause })
  }
  return openSqlite({ path: join(config.dataFolder, 'rollcall.sqlite') })
}

async function readSeed(path: string) {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError(`the seed file ${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
  const parsed = parseSeed(value)
  if (!parsed.ok) throw new ConfigError(`the seed file ${path} is not right:\n${parsed.faults.join('\n')}`)
  return parsed.seed
}

function createApp(config: Config, log: Logger, metrics: Metrics): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    genReqId: () => randomUUID().toUpperCase(),
    bodyLimit: config.http.bodyLimitBytes,
    trustProxy: config.http.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
  }) as unknown as FastifyInstance
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config?.operation ?? 'unknown'
    metrics.request(operation, reply.statusCode, reply.elapsedTime / 1_000)
    if (config.log.access) {
      const { method, id: requestid } = request
      // The path without its query, which may hold a token.
      const path = request.url.split('?', 1)[0]
      log.info({ requestid, method, path, operation, status: reply.statusCode, ms: reply.elapsedTime }, 'answered')
    }
    done()
  })
  return app
}
