import { memoryTryLimiter } from '../../auth/try-limiter.ts'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { fastify, LogController, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { ConferenceId, EpochMs, OrganizationId, PersonKey, UnionId } from '../../conference/identity.ts'
import type { Caller } from '../../service/account/caller.ts'
import type { User } from '../../service/account/directory-entries.ts'
import type { TokenHolder } from '../../service/account/user-token-issuer.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'
import type { RosterMember } from '../../service/read/read-model.ts'
import { dingtalkApi, type DingTalkDeps } from '../dingtalk-api.ts'
import { RepeatedReads } from '../hot-reads/repeated-reads.ts'
import { Authorizer } from './authorize.ts'
import { answerUnreadablePath } from './not-found.ts'
import { Throttle } from './throttle.ts'
import { CacheBudget } from '../../service/cache-budget.ts'

export const CONFERENCE = '6a10c4f2b7e39014d58a0c71' as ConferenceId
export const NOW = 1_780_000_165_000

export const HEAD: ConferenceHead = {
  id: CONFERENCE,
  organizationId: 'dingacme' as OrganizationId,
  version: 7,
  title: 'Weekly sync',
  creatorUnionId: 'ada' as UnionId,
  creatorNick: 'Ada',
  roomCode: '42731905566',
  linkToken: '1_6f0d2a11-7c3b-4e58-8a90-51b2d7c0e4f3',
  passcode: '4820517736',
  hostPasscode: '9073315542',
  host: 'user:ada' as PersonKey,
  locked: false,
  sharing: 'everybody',
  audioPolicy: 'free',
  startedAt: 1_780_000_100_000 as EpochMs,
  invitedCount: 2,
  activeCount: 1,
  attendedCount: 2,
  provenAt: 1_780_000_100_000 as EpochMs,
  isHeard: true,
}

export function member(fields: Partial<RosterMember> & { seq: number }): RosterMember {
  const { seq } = fields
  return {
    unionId: `union${seq}` as UnionId,
    nick: `Person ${seq}`,
    status: 1,
    host: false,
    coHost: false,
    outside: false,
    byPhone: false,
    doneMs: 0,
    ...fields,
  }
}

const ALL = ['VideoConference.Conference.Read', 'VideoConference.Conference.Write', 'qyapi_get_member']

function caller(clientId: string, kind: Caller['kind'], scopes: readonly string[]): Caller {
  return { clientId, kind, organizationId: 'dingacme' as OrganizationId, scopes: new Set(scopes) }
}

/** By token. */
export const CALLERS: Readonly<Record<string, Caller>> = {
  app: caller('app', 'app', ALL),
  suite: caller('suite', 'suite', ALL),
  other: caller('other', 'app', ALL),
  bare: caller('bare', 'app', []),
}

const ADA: User = {
  organizationId: 'dingacme' as OrganizationId,
  userId: 'ada',
  unionId: 'adaUnion' as UnionId,
  name: 'Ada',
  admin: false,
}

/** Whose token a token is. */
const HOLDERS: Readonly<Record<string, TokenHolder | 'expired'>> = {
  adas: { user: ADA, clientId: 'app', kind: 'app', scopes: new Set(['Contact.User.Read']) },
  'adas by bare': { user: ADA, clientId: 'bare', kind: 'app', scopes: new Set() },
  'adas old': 'expired',
}

/** Parts of the services that replace failing ones. */
export type Given = {
  [
    Part in
      | 'bookings'
      | 'heads'
      | 'roster'
      | 'conferences'
      | 'admission'
      | 'directory'
      | 'history'
      | 'quality'
      | 'engines'
      | 'accessTokens'
      | 'userTokens'
      | 'ssoTokens'
      | 'failedCallbacks'
  ]?: Partial<DingTalkDeps[Part]>
} & { now?: () => number; callsPerSecond?: number; bodyLimit?: number; logLevel?: string }

export type StubApi = AsyncDisposable & {
  app: FastifyInstance
  /** Lines of the log. */
  logged: Record<string, unknown>[]
  get(url: string, options?: Options): Promise<Answer>
  send(method: Verb, url: string, body?: unknown, options?: Options): Promise<Answer>
}
type Verb = 'POST' | 'PUT' | 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH'
type Options = { token?: string; headers?: Record<string, string> }
export type Answer = {
  status: number
  headers: Record<string, unknown>
  text: string
  body: Record<string, unknown> & { code?: unknown; message?: unknown }
}

/** The API over stubs. Methods that are not given fail like a broken service. */
export function stubApi(given: Given = {}): StubApi {
  const logged: Record<string, unknown>[] = []
  const accessTokens = withFailures<DingTalkDeps['accessTokens']>({
    authenticate: (token) => CALLERS[token],
    ...given.accessTokens,
  })
  const userTokens = withFailures<DingTalkDeps['userTokens']>({
    authenticate: async (token) => HOLDERS[token] ?? 'unknown',
    ...given.userTokens,
  })
  const ssoTokens = withFailures<DingTalkDeps['ssoTokens']>({ authenticate: async () => undefined, ...given.ssoTokens })
  const { callsPerSecond: failures } = given
  const callLimiter = failures === undefined ? undefined : memoryTryLimiter({ failures, windowMs: 1_000 })
  const authorizer = new Authorizer({
    tokens: accessTokens,
    userTokens,
    ssoTokens,
    throttle: new Throttle(callLimiter),
  })
  const clock = { now: () => (given.now?.() ?? NOW) as EpochMs }
  const repeats = new RepeatedReads({ authorizer, caches: new CacheBudget(2 ** 26), clock })
  const app = fastify({
    loggerInstance: pino(
      { level: given.logLevel ?? 'warn' },
      { write: (line: string) => void logged.push(JSON.parse(line)) },
    ),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().toUpperCase(),
    bodyLimit: given.bodyLimit ?? 100_000,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerUnreadablePath,
    serverFactory: (handler) =>
      createServer((request, response) =>
        repeats.handle(request, response, { answered: () => {}, otherwise: () => handler(request, response) }),
      ),
  }) as unknown as FastifyInstance
  dingtalkApi(app, {
    heads: withFailures({ ...given.heads }),
    roster: withFailures({ ...given.roster }),
    conferences: withFailures({ ...given.conferences }),
    admission: withFailures({
      externalLink: () => 'https://meet.example/app?roomCode=1&token=1_x',
      ...given.admission,
    }),
    directory: withFailures({
      findUserByUnionId: () => undefined,
      listUsersByUnionId: async () => [],
      ...given.directory,
    }),
    history: withFailures({ ...given.history }),
    bookings: withFailures({ ...given.bookings }),
    quality: withFailures({ ...given.quality }),
    engines: withFailures({ ...given.engines }),
    accessTokens,
    userTokens,
    ssoTokens,
    streamTickets: withFailures({}),
    failedCallbacks: withFailures({ ...given.failedCallbacks }),
    publicUrl: () => new URL('https://meet.example/'),
    pageTickets: { current: () => ({ ticket: '00', lifeS: 1 }) },
    authorizer,
    repeats,
    clock,
  })
  const send: StubApi['send'] = async (method, url, body, { token = 'app', headers = {} } = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(token && { 'x-acs-dingtalk-access-token': token }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = response.payload
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      body: text ? (JSON.parse(text) as Answer['body']) : {},
    }
  }
  return {
    app,
    logged,
    send,
    get: (url, options) => send('GET', url, undefined, options),
    [Symbol.asyncDispose]: () => app.close(),
  }
}

function withFailures<Part extends object>(part: Partial<Part>): Part {
  return new Proxy(part, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`${String(name)} is broken`)
      }),
  }) as Part
}

/** Status, code and message: they distinguish the refusals. */
export function refusal({ status, body }: Answer): readonly unknown[] {
  return [status, body.code, body.message]
}
