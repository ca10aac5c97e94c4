import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { fastify, type FastifyInstance } from 'fastify'
import type { EpochMs } from '../../conference/identity.ts'
import type { RosterPage } from '../../service/read/read-model.ts'
import { RenderedPage } from './rendered-page.ts'
import { answerAhead, RepeatedReads } from './repeated-reads.ts'
import { ACTORS, CONFERENCE, member, stubApi, type Given } from '../gateway/stub.scenario.ts'
import { Throttle } from '../gateway/throttle.ts'

const PATH = `/v1.0/conference/videoConferences/${CONFERENCE}/members`
const BEGUN = 1_780_000_000_000 as EpochMs

const pageOf = (...nicks: string[]): RosterPage => ({
  conferenceId: CONFERENCE,
  members: nicks.map((nick, index) => member({ seq: index + 1, nick, status: 3, joinedAt: BEGUN, since: BEGUN })),
  total: nicks.length,
})

type Ask = (options?: { token?: string; method?: string; path?: string }) => Promise<{
  status: number
  text: string
  code?: string
  nicks?: string[]
  durations?: number[]
}>

/** An API that listens, where `asked` tells how often the long way was gone. */
async function listening(given: Given & { known?: () => RosterPage | undefined; page?: () => RosterPage }) {
  let asked = 0
  const page = given.page ?? (() => pageOf('Ada'))
  const api = stubApi({
    ...given,
    roster: {
      recallMembers: given.known ?? page,
      async listMembers() {
        asked += 1
        return page()
      },
    },
  })
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
      text,
      ...(code !== undefined && { code }),
      ...(memberModels && {
        nicks: memberModels.map(({ userNick }) => userNick),
        durations: memberModels.map(({ duration }) => duration),
      }),
    }
  }
  return { api, ask, longWays: () => asked }
}

test('[RD6] a repetition is answered without asking again, with the time that has passed', async () => {
  let now = BEGUN + 5
  const { api, ask, longWays } = await listening({ now: () => now })
  await using _closed = api
  assert.deepEqual((await ask()).durations, [5])
  for (now of [BEGUN + 6, BEGUN + 1_234_567]) assert.deepEqual((await ask()).durations, [now - BEGUN])
  assert.equal(longWays(), 1)
  await ask({ path: `${PATH}?maxResults=7` })
  assert.equal(longWays(), 2)
})

test('[RD6] a repetition by nobody, or by somebody without the right, is refused', async () => {
  const { api, ask } = await listening({})
  await using _closed = api
  for (const _time of [1, 2]) assert.equal((await ask()).status, 200)
  assert.equal((await ask({ token: '' })).code, 'AuthenticationFailed.MissingParameter')
  assert.equal((await ask({ token: 'stale' })).code, 'InvalidAuthentication')
  assert.equal((await ask({ token: 'bare' })).code, 'Forbidden.AccessDenied.AccessTokenPermissionDenied')
  assert.equal((await ask({ token: '"app"' })).status, 200)
  assert.equal((await ask({ token: 'other' })).status, 200)
})

test('[RD6] a repetition with two tokens is refused, though both are good', async () => {
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

test('[RD6] a repetition tells what the roster has become', async () => {
  let known: RosterPage | undefined = pageOf('Ada')
  const { api, ask, longWays } = await listening({ known: () => known, page: () => pageOf('Ada', 'Bram', 'Cleo') })
  await using _closed = api
  await ask()
  known = pageOf('Ada', 'Bram')
  assert.deepEqual((await ask()).nicks, ['Ada', 'Bram'])
  known = undefined
  assert.deepEqual((await ask()).nicks, ['Ada', 'Bram', 'Cleo'])
  assert.equal(longWays(), 2)
})

test('[RD6] [GW8] repetitions are counted where calls are limited', async () => {
  const { api, ask } = await listening({ callsPerSecond: 3 })
  await using _closed = api
  const statuses = [await ask(), await ask(), await ask(), await ask()].map(({ status }) => status)
  assert.deepEqual(statuses, [200, 200, 200, 403])
})

test('[RD6] [GW13] a repetition by HEAD or by another verb is what it is the first time', async () => {
  const { api, ask } = await listening({})
  await using _closed = api
  await ask()
  const head = await ask({ method: 'HEAD' })
  assert.deepEqual([head.status, head.text], [200, ''])
  assert.equal((await ask({ method: 'DELETE' })).code, 'InvalidAction.NotFound')
  assert.equal((await ask({ method: 'OPTIONS' })).status, 204)
})

test('[RD6] [GW14] a fault while a repetition is looked for sends it the long way', async () => {
  const known = () => {
    throw new Error('broken')
  }
  const { api, ask, longWays } = await listening({ known })
  await using _closed = api
  for (const _time of [1, 2]) assert.deepEqual((await ask()).nicks, ['Ada'])
  assert.equal(longWays(), 2)
})

test('[RD6] an address that is padded without end is answered and not remembered', async () => {
  const { api, ask, longWays } = await listening({})
  await using _closed = api
  for (const _time of [1, 2]) assert.equal((await ask({ path: `${PATH}?pad=${'x'.repeat(300)}` })).status, 200)
  assert.equal(longWays(), 2)
})

test('[RD6] a page that nobody is reading any more is counted on in place', async () => {
  let now: number = BEGUN
  const sheets = new Set<unknown>()
  const page = new RenderedPage(['{"memberModels":[', { doneMs: 0, since: BEGUN }, ']}'], now)
  const repeats = new RepeatedReads({ tokens: { recall: () => ACTORS['app'] }, throttle: new Throttle(0) })
  const recall = () => {
    const sheet = page.at(now)
    sheets.add(sheet)
    return sheet
  }
  const app = fastify() as unknown as FastifyInstance
  app.get('/poll', { config: { operation: 'Poll', scope: 'qyapi_get_member' } }, (request, reply) =>
    repeats.answerAndRemember(request, reply, { sheet: page.at(now), recall }),
  )
  answerAhead(app, repeats, () => {})
  await using _closed = { [Symbol.asyncDispose]: () => app.close() }
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/poll`
  for (now of [BEGUN, BEGUN + 1, BEGUN + 2, BEGUN + 3]) {
    const answer = await fetch(url, { headers: { 'x-acs-dingtalk-access-token': 'app' } })
    assert.deepEqual(await answer.json(), { memberModels: [now - BEGUN] })
    // What is written is told of a turn later.
    await setImmediate()
  }
  assert.equal(sheets.size, 1)
})
