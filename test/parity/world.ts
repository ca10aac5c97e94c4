import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { ConferenceId, EpochMs, OrganizationId, ParticipantId } from '../../src/conference/identity.ts'
import type { Store } from '../../src/store/store.ts'
import { MEAN_METRICS, PEAK_METRICS, SIZE_METRICS } from '../../contract/signaling/constants.ts'
import type { Telephony } from '../../src/service/control/telephony.ts'
import type { QualitySample } from '../../src/service/quality/quality-model.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { ConferenceClient } from '../../client/conference-client.ts'
import { openSession } from '../../src/terminal/session.ts'
import { ADA, BRAM, CLEO, GUS, startTester, type Tester } from '../worlds/tester.ts'

const PATH = '/v1.0/conference/videoConferences'

/** A server with conferences in every state that the operations return. */
type Booking = { scheduleConferenceId: string; roomCode: string; url: string }

export type World = AsyncDisposable & {
  tester: Tester
  /** Ada, Gus and a guest are in it, Bram has left, Cleo is called, a telephone could not be. */
  running: string
  ended: string
  /** A conference of another organization; Ada is not in it. */
  foreign: string
  unknown: string
  link: string
  /** A conference of Ada's that nobody has come to. */
  create(): Promise<string>
  /** A booking of Ada's for the next hour but one. */
  book(settings?: object): Promise<Booking>
  /** Lets a person join a booking. @returns the conference */
  hold(booking: Booking): Promise<string>
  /** A code with which the app of all scopes signs Bram in. */
  signIn(scope?: string): Promise<string>
  /** The token of the third-party app itself. */
  suiteToken(): Promise<string>
  /** The token of the organization. */
  ssoToken(): Promise<string>
  /** The token of Bram that this app holds. */
  userToken(): Promise<{ accessToken: string; refreshToken: string }>
  /** Lets a callback of an app give up both forms of an event of a conference and of its members. */
  failCallbacks(clientId?: string): Promise<void>
  /** Does `work` while the store is broken. The server knows `token`, so that the operation is what fails. */
  broken<T>(token: string, work: () => Promise<T>): Promise<T>
}

/** `telephony` calls the telephone; without it nothing does. */
export async function createWorld({ telephony }: { telephony?: Telephony } = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-parity-'))
  let isBroken = false
  const store = breakable(await openSqlite({ path: join(folder, 'rollcall.sqlite') }), () => isBroken)
  // Cleo is called for as long as the slowest machine takes.
  const tester = await startTester({
    store,
    env: { ROLLCALL_RING_TIMEOUT_MS: '3600000', ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' },
    ...(telephony && { telephony }),
  })
  const create = async (body: object = {}) => {
    const answer = await tester.call('POST', PATH, { body: { userId: ADA.unionId, confTitle: 'Sync', ...body } })
    return answer.body as { conferenceId: string; externalLinkUrl: string }
  }

  const running = await create({ inviteUserIds: [BRAM.unionId, CLEO.unionId] })
  const ended = await create()
  await tester.call('DELETE', `${PATH}/${ended.conferenceId}?unionId=${ADA.unionId}`)
  const foreign = await tester.call('POST', PATH, {
    as: 'dingglobexapp',
    body: { userId: GUS.unionId, confTitle: 'Elsewhere' },
  })
  const sessions = [
    await enter(tester, running.externalLinkUrl, ADA.unionId, 'Mac'),
    await enter(tester, running.externalLinkUrl, GUS.unionId, 'iOS'),
  ]
  const bram = await enter(tester, running.externalLinkUrl, BRAM.unionId, 'Win')
  await sleep(5) // so that the stay has a duration
  await bram.leave()
  await tester.call('POST', `${PATH}/${running.conferenceId}/users/invite`, {
    body: { phoneInviteeList: [{ phoneNumber: '13800000000', nick: 'Desk' }] },
  })

  await measure(store, await firstSession(tester, running.conferenceId))

  let bramsCookie: Promise<string> | undefined
  const signIn = async (scope = 'openid corpid') => {
    bramsCookie ??= signInBram(tester)
    return allow(tester, await bramsCookie, scope)
  }

  return {
    tester,
    running: running.conferenceId,
    ended: ended.conferenceId,
    foreign: foreign.body['conferenceId'] as string,
    unknown: '0123456789abcdef01234567',
    link: running.externalLinkUrl,
    create: async () => (await create()).conferenceId,
    book: (settings) => book(tester, settings),
    hold: (booking) => hold(tester, booking),
    signIn,
    suiteToken: async () => {
      const body = { suiteKey: 'suiteacme', suiteSecret: 'suite-secret', suiteTicket: 'suite-ticket' }
      const answer = await tester.call('POST', '/v1.0/oauth2/suiteAccessToken', { body })
      return answer.body['accessToken'] as string
    },
    ssoToken: async () => {
      const body = { corpid: 'dingacme', ssoSecret: 'acme-sso-secret' }
      const answer = await tester.call('POST', '/v1.0/oauth2/ssoAccessToken', { body })
      return answer.body['accessToken'] as string
    },
    userToken: async () => {
      const body = { clientId: 'dingacmeapp', clientSecret: 'acme-secret', grantType: 'authorization_code' }
      const code = await signIn()
      const answer = await tester.call('POST', '/v1.0/oauth2/userAccessToken', { body: { ...body, code } })
      return answer.body as { accessToken: string; refreshToken: string }
    },
    failCallbacks: (clientId = 'dingacmeapp') => failCallbacks(store, clientId),
    async broken(token, work) {
      await tester.call('GET', '/v1.0/conference/users/lists', { token })
      isBroken = true
      try {
        return await work()
      } finally {
        isBroken = false
      }
    },
    async [Symbol.asyncDispose]() {
      for (const session of sessions) await session.leave()
      await tester[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function book(tester: Tester, scheduleConfSettingModel?: object): Promise<Booking> {
  const [startTime, endTime] = [Date.now() + 3_600_000, Date.now() + 7_200_000]
  const order = { creatorUnionId: ADA.unionId, title: 'Quarter review', startTime, endTime, scheduleConfSettingModel }
  const { body } = await tester.call('POST', '/v1.0/conference/scheduleConferences', { body: order })
  return body as Booking
}

async function hold(tester: Tester, { url }: Booking): Promise<string> {
  const { headers } = await fetch(url, { redirect: 'manual' })
  const { searchParams } = new URL(String(headers.get('location')))
  const shown = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token') }
  const { body } = await tester.call('POST', '/api/admission', { body: { ...shown, device: 'Win', nick: 'Ann' } })
  return body['conferenceId'] as string
}

/** Sends what a page sends. */
function sendAsPage(tester: Tester, path: string, body: object, cookie = ''): Promise<Response> {
  return fetch(tester.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
}

/** Signs Bram in on a page, with a password that they choose. @returns their cookie */
async function signInBram(tester: Tester): Promise<string> {
  const { password } = BRAM
  const session = await sendAsPage(tester, '/api/session', { corpId: 'dingacme', userId: 'bram', password })
  const [cookie = ''] = session.headers.getSetCookie()
  await sendAsPage(tester, '/api/password', { current: password, next: 'a longer password' }, cookie)
  return cookie
}

/** Bram lets the app know who they are. @returns the code */
async function allow(tester: Tester, cookie: string, scope: string): Promise<string> {
  const redirectUri = 'https://acme.example/signed-in'
  const request = { clientId: 'dingacmeapp', redirectUri, responseType: 'code', scope, state: 'x' }
  const answered = await sendAsPage(tester, '/api/authorization', { allow: true, request }, cookie)
  const { url } = (await answered.json()) as { url: string }
  return new URL(url).searchParams.get('authCode') as string
}

/** Brings a person in by a personal link, as an app would. */
async function enter(tester: Tester, meetingUrl: string, unionId: string, device: string): Promise<ConferenceClient> {
  const as = unionId === GUS.unionId ? 'dingglobexapp' : 'dingacmeapp'
  const made = await tester.call('POST', `${PATH}/createAutoLoginUrl`, { as, body: { meetingUrl, unionId } })
  const { searchParams } = new URL((made.body['loginInfo'] as { loginUrl: string }).loginUrl)
  const admitted = await tester.call('POST', '/api/admission', {
    body: { roomCode: searchParams.get('roomCode'), login: searchParams.get('login'), device },
  })
  const session = openSession(new URL(tester.url), admitted.body['ticket'] as string)
  const end = await session.joined()
  if (end) throw new Error(`not let in: ${JSON.stringify(end)}`)
  return session
}

async function firstSession(
  tester: Tester,
  conferenceId: string,
): Promise<Pick<QualitySample, 'conferenceId' | 'participantId'>> {
  const { body } = await tester.call('GET', `${PATH}/${conferenceId}/details?maxResults=1`)
  const [session] = body['list'] as { sessionId: string }[]
  return { conferenceId: conferenceId as ConferenceId, participantId: session?.sessionId as ParticipantId }
}

/** A session that has reported every quality metric. */
async function measure({ quality }: Store, of: Pick<QualitySample, 'conferenceId' | 'participantId'>): Promise<void> {
  const numbers = [...MEAN_METRICS, ...PEAK_METRICS].map((name, index) => [name, index / 3])
  const summary = Object.fromEntries([
    ...numbers,
    ...SIZE_METRICS.map((name) => [name, '1920*1080']),
  ]) as QualitySample['summary']
  await quality.save([{ ...of, at: Date.now() as EpochMs, summary }])
}

async function failCallbacks({ subscriptions }: Store, clientId: string): Promise<void> {
  const [id, organizationId, now] = [randomUUID(), 'dingacme' as OrganizationId, Date.now() as EpochMs]
  const types = [
    'meeting_status_change',
    'meeting_status_change_target_push',
    'meeting_member_status_change',
    'meeting_member_status_change_target_push',
  ] as const
  const route = { way: 'callback', url: 'https://acme.example/', token: 'token', aesKey: 'key' } as const
  const target = { kind: 'app', id: clientId } as const
  const entry = { id, organizationId, at: now, action: 'subscription-added', by: { kind: 'server' }, target } as const
  // The server begins nothing for it: this test holds the lease.
  await subscriptions.insert(
    { id, organizationId, clientId, types, route, paused: false, createdAt: now, cursor: Number.MAX_SAFE_INTEGER },
    10,
    entry,
  )
  await subscriptions.claim({ holder: 'test', now, leaseMs: 3_600_000, streamClients: [] })
  const dead = { subject: 'c', state: 'dead', attempts: 3, firstAt: now, nextAt: now } as const
  // The first conference of the organization began, and people were called.
  const deliveries = [1, 2].flatMap((eventId) => [false, true].map((isTarget) => ({ ...dead, eventId, isTarget })))
  await subscriptions.settle([{ lease: { subscriptionId: id, holder: 'test' }, deliveries }])
}

function breakable<Part extends object>(part: Part, isBroken: () => boolean): Part & Store {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'object' && value !== null && name !== 'database') return breakable(value, isBroken)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) =>
        isBroken() ? Promise.reject(new Error('the store is broken')) : Reflect.apply(value, target, given)
    },
  }) as Part & Store
}
