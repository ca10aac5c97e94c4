import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { RosterPage } from '../../service/read/read-model.ts'
import type { Eventually } from '../../service/eventually.ts'
import { Authorizer } from '../gateway/authorize.ts'
import { RenderedPage } from './rendered-page.ts'
import { RepeatedReads } from './repeated-reads.ts'
import { CALLERS, CONFERENCE, member, stubApi, type Given } from '../gateway/stub-api.fixture.ts'
import { Throttle } from '../gateway/throttle.ts'
import { CacheBudget } from '../../service/cache-budget.ts'

const PATH = `/v1.0/conference/videoConferences/${CONFERENCE}/members`
const BEGUN = 1_780_000_000_000 as EpochMs

const pageOf = (...nicks: string[]): RosterPage => ({
  conferenceId: CONFERENCE,
  members: nicks.map((nick, index) => member({ seq: index + 1, nick, status: 3, joinedAt: BEGUN, since: BEGUN })),
  total: nicks.length,
})

type Answer = {
  status: number
  type: string | null
  text: string
  code?: string
  nicks?: string[]
  durations?: number[]
}
type Ask = (options?: { token?: string; method?: string; path?: string }) => Promise<Answer>

/** An API that listens. `entered` counts the requests that came to Fastify. */
async function listening({ page = () => pageOf('Ada'), ...given }: Given & { page?: () => Eventually<RosterPage> }) {
  let entered = 0
  const api = stubApi({ roster: { listMembers: page }, ...given })
  api.app.addHook('onRequest', async () => void (entered += 1))
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.app.server.address() as AddressInfo
  const ask: Ask = async ({ token = 'app', method = 'GET', path = PATH } = {}) => {
    const headers = { 'x-acs-dingtalk-access-token': token }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })
    const text = await answer.text()
    const { code, memberModels } = JSON.parse(text || '{}') as {
      code?: string
      memberModels?: { userNick: string; duration: number }[]
    }
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text,
      ...(code !== undefined && { code }),
      ...(memberModels && {
        nicks: memberModels.map(({ userNick }) => userNick),
        durations: memberModels.map(({ duration }) => duration),
      }),
    }
  }
  return { api, ask, entered: () => entered }
}

test('[RD6] a repetition is answered without Fastify, with the time that has passed', async () => {
  let now = BEGUN + 5
  const { api, ask, entered } = await listening({ now: () => now })
  await using _closed = api
  assert.deepEqual((await ask()).durations, [5])
  for (now of [BEGUN + 6, BEGUN + 1_234_567]) assert.deepEqual((await ask()).durations, [now - BEGUN])
  assert.equal(entered(), 1)
  await ask({ path: `${PATH}?maxResults=7` })
  assert.equal(entered(), 2)
})

test('[RD6] a repetition that must be read from the store is answered without Fastify, too', async () => {
  const { api, ask, entered } = await listening({ page: async () => pageOf('Ada') })
  await using _closed = api
  for (const _time of [1, 2, 3]) assert.deepEqual((await ask()).nicks, ['Ada'])
  assert.equal(entered(), 1)
})

const notPermitted = () => new ConferenceError('not-permitted')
/** Each: what refuses the second call of an address, with the token of that call and what replaces the services by then. */
const REFUSALS: Readonly<Record<string, Readonly<{ token?: string; code: string; later?: Given }>>> = {
  'no token': { token: '', code: 'AuthenticationFailed.MissingParameter' },
  'an unknown token': { token: 'stale', code: 'InvalidAuthentication' },
  'an expired token': { code: 'InvalidAuthentication', later: { accessTokens: { authenticate: () => undefined } } },
  'a token that the store no longer has': {
    code: 'InvalidAuthentication',
    later: { accessTokens: { authenticate: async () => undefined } },
  },
  'a token that cannot be looked up': {
    code: 'unknownError',
    later: { accessTokens: { authenticate: () => Promise.reject(new Error('disk full')) } },
  },
  'a missing scope': { token: 'bare', code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' },
  'another organization': { code: 'noPermission', later: { roster: { listMembers: throwing(notPermitted) } } },
  'another organization, read from the store': {
    code: 'noPermission',
    later: { roster: { listMembers: () => Promise.reject(notPermitted()) } },
  },
  'an unexpected error': {
    code: 'systemError',
    later: { roster: { listMembers: throwing(() => new Error('broken')) } },
  },
  'an unexpected error of the store': {
    code: 'systemError',
    later: { roster: { listMembers: () => Promise.reject(new Error('disk full')) } },
  },
}

for (const [what, { token = 'app', code, later = {} }] of Object.entries(REFUSALS)) {
  test(`[RD6] both paths refuse ${what} in the same way`, async () => {
    const answers: Answer[] = []
    for (const isRepetition of [false, true]) {
      let isRefusing = false
      const { api, ask } = await listening({
        accessTokens: {
          authenticate: (shown) =>
            isRefusing && later.accessTokens?.authenticate ? later.accessTokens.authenticate(shown) : CALLERS[shown],
        },
        roster: {
          listMembers: (...asked) =>
            isRefusing && later.roster?.listMembers ? later.roster.listMembers(...asked) : pageOf('Ada'),
        },
      })
      await using _closed = api
      if (isRepetition) assert.equal((await ask()).status, 200)
      isRefusing = true
      answers.push(await ask({ token }))
    }
    const [first, repeated] = answers.map(({ text, ...answer }) => ({ ...answer, text: withoutId(text) }))
    assert.equal(first?.code, code)
    assert.deepEqual(repeated, first)
  })
}

test('[RD6] [GW8] with a rate limit, each repetition counts once', async () => {
  const { api, ask } = await listening({ callsPerSecond: 3 })
  await using _closed = api
  const answers = [await ask(), await ask(), await ask(), await ask()]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 403],
  )
  assert.equal(answers[3]?.code, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')
  const suite = [await ask({ token: 'suite' }), await ask({ token: 'suite' })]
  assert.deepEqual(
    suite.map(({ status }) => status),
    [200, 200],
  )
})

test('[RD6] a repetition with the token in quotes, or with the token of another app, is answered', async () => {
  const { api, ask, entered } = await listening({})
  await using _closed = api
  for (const token of ['app', '"app"', 'other']) assert.equal((await ask({ token })).status, 200)
  assert.equal(entered(), 1)
})

test('[RD6] a repetition with two valid tokens is refused', async () => {
  const { api, ask } = await listening({})
  await using _closed = api
  await ask()
  const { port } = api.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const token = 'x-acs-dingtalk-access-token: app\r\n'
  socket.end(`GET ${PATH} HTTP/1.1\r\nhost: x\r\n${token}${token}connection: close\r\n\r\n`)
  const text = Buffer.concat((await socket.toArray()) as Buffer[]).toString()
  assert.match(text, /^HTTP\/1\.1 400 [^]*"InvalidAuthentication"/)
})

test('[RD6] a repetition shows the current roster', async () => {
  let page: Eventually<RosterPage> = pageOf('Ada')
  const { api, ask, entered } = await listening({ page: () => page })
  await using _closed = api
  await ask()
  page = pageOf('Ada', 'Bram')
  assert.deepEqual((await ask()).nicks, ['Ada', 'Bram'])
  page = Promise.resolve(pageOf('Ada', 'Bram', 'Cleo'))
  assert.deepEqual((await ask()).nicks, ['Ada', 'Bram', 'Cleo'])
  assert.equal(entered(), 1)
})

test('[RD6] [GW13] a repetition with HEAD or another method is answered as the first time', async () => {
  const { api, ask } = await listening({})
  await using _closed = api
  await ask()
  const head = await ask({ method: 'HEAD' })
  assert.deepEqual([head.status, head.text], [200, ''])
  assert.equal((await ask({ method: 'DELETE' })).code, 'InvalidAction.NotFound')
  assert.equal((await ask({ method: 'OPTIONS' })).status, 204)
})

test('[RD6] a very long address is answered and not remembered', async () => {
  const { api, ask, entered } = await listening({})
  await using _closed = api
  for (const _time of [1, 2]) assert.equal((await ask({ path: `${PATH}?pad=${'x'.repeat(300)}` })).status, 200)
  assert.equal(entered(), 2)
})

test('[RD6] the digits of a page that no response sends are advanced in place', async () => {
  let now: number = BEGUN
  const pages = new Set<unknown>()
  const page = new RenderedPage(['{"memberModels":[', { doneMs: 0, since: BEGUN }, ']}'], now)
  const authorizer = new Authorizer({
    userTokens: { authenticate: async () => 'unknown' },
    ssoTokens: { authenticate: async () => undefined },
    tokens: { authenticate: () => CALLERS['app'] },
    throttle: new Throttle(),
  })
  const repeats = new RepeatedReads({
    authorizer,
    caches: new CacheBudget(2 ** 26),
    clock: { now: () => now as EpochMs },
  })
  const read = () => page
  const app = fastify({
    serverFactory: (handler) =>
      createServer((request, response) =>
        repeats.handle(request, response, { answered: () => {}, otherwise: () => handler(request, response) }),
      ),
  }) as unknown as FastifyInstance
  const config = { operation: 'Poll', scope: 'qyapi_get_member' }
  app.decorateRequest('caller', null)
  const admit = async (request: FastifyRequest) => void (request.caller = CALLERS['app'] ?? null)
  app.get('/poll', { config, onRequest: admit }, (request, reply) => repeats.answer(request, reply, read, undefined))
  await using _closed = { [Symbol.asyncDispose]: () => app.close() }
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/poll`
  for (now of [BEGUN, BEGUN + 1, BEGUN + 2, BEGUN + 3]) {
    pages.add(page.at(now))
    const answer = await fetch(url, { headers: { 'x-acs-dingtalk-access-token': 'app' } })
    assert.deepEqual(await answer.json(), { memberModels: [now - BEGUN] })
    // Node calls back a turn after it has written.
    await setImmediate()
  }
  assert.equal(pages.size, 1)
})

function throwing(error: () => Error): () => never {
  return () => {
    throw error()
  }
}

function withoutId(text: string): string {
  return text.replace(/"requestid":"[^"]*"/, '')
}
