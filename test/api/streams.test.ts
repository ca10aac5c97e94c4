import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STREAM_PATH } from '../../contract/dingtalk/stream.ts'
import { openPeer } from '../../src/dingtalk/stream/stream-server.fixture.ts'
import { Page } from '../web/page.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

const PATH = '/v1.0/gateway/connections/open'
const APP = { clientId: 'dingacmeapp', clientSecret: 'acme-secret' }
const SUITE = { clientId: 'suiteacme', clientSecret: 'suite-secret' }

async function open(tester: Tester, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${tester.url}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: JSON.parse(text) as Record<string, string>,
  }
}

/** A connection with this ticket, at the server that gets the next request. */
function connect(tester: Tester, ticket: string) {
  return openPeer(`${tester.url.replace('http', 'ws')}${STREAM_PATH}?ticket=${ticket}`)
}

test('[SM1] apps of both kinds get a ticket for their secret, and nobody else does', async () => {
  await using tester = await startTester()
  for (const client of [APP, SUITE]) {
    const { status, body } = await open(tester, { ...client, subscriptions: [{ type: 'EVENT', topic: '*' }] })
    assert.equal(status, 200)
    assert.deepEqual(Object.keys(body).toSorted(), ['endpoint', 'ticket'])
    assert.match(body['ticket'] ?? '', /^[\w-]{43}$/)
  }
  const wrong = [
    [{ ...APP, clientSecret: 'wrong' }, 401, 'authFailed'],
    [{ ...APP, clientId: 'nobody' }, 401, 'authFailed'],
    [{ clientId: 'dingacmeapp' }, 400, 'MissingclientSecret'],
    [{ clientSecret: 'acme-secret' }, 400, 'MissingclientId'],
    [{ ...APP, subscriptions: 'all' }, 400, 'systemError'],
    [{ ...APP, subscriptions: [{ topic: '*' }] }, 400, 'systemError'],
  ] as const
  for (const [body, status, code] of wrong) {
    const refused = await open(tester, body)
    assert.deepEqual([refused.status, refused.body['code']], [status, code])
    assert.match(refused.body['requestid'] ?? '', /^[0-9A-F-]{36}$/)
  }
})

test('[SM1] too many wrong secrets are refused like those for tokens, and count together with them', async () => {
  await using tester = await startTester()
  const forToken = () =>
    fetch(`${tester.url}/v1.0/oauth2/accessToken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appKey: 'dingacmeread', appSecret: 'wrong' }),
    })
  const wrong = { clientId: 'dingacmeread', clientSecret: 'wrong' }
  for (let count = 0; count < 10; count += 1) {
    await forToken()
    assert.equal((await open(tester, wrong)).status, 401)
  }
  const refused = await open(tester, wrong)
  assert.deepEqual([refused.status, refused.body['code']], [403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'])
})

test('[SM2] the answer is JSON, and the address follows the public URL', async () => {
  for (const [publicUrl, endpoint] of [
    ['https://meet.example', 'wss://meet.example/v1.0/gateway/connect'],
    ['http://meet.example:8080/', 'ws://meet.example:8080/v1.0/gateway/connect'],
  ] as const) {
    await using tester = await startTester({ env: { ROLLCALL_PUBLIC_URL: publicUrl } })
    const { type, body } = await open(tester, APP, { accept: 'application/xml' })
    assert.equal(type, 'application/json;charset=utf-8')
    assert.equal(body['endpoint'], endpoint)
  }
})

test('[SM3] a ticket opens one connection, and none after 90 s', async () => {
  await using tester = await startTester()
  const ticketOf = async () => (await open(tester, APP)).body['ticket'] ?? ''
  const ticket = await ticketOf()
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => connect(tester, ticket)))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  const [early, late] = [await ticketOf(), await ticketOf()]
  tester.advance(89_000)
  await connect(tester, early)
  tester.advance(2_000)
  await assert.rejects(connect(tester, late), /401/)
  await assert.rejects(connect(tester, ''), /401/)
})

test('[SM11] a new secret ends the connections of the former one when that is no longer valid', async () => {
  await using tester = await startTester()
  const { body } = await open(tester, APP)
  const peer = await connect(tester, body['ticket'] ?? '')
  const unused = (await open(tester, APP)).body['ticket'] ?? ''
  const ada = new Page(tester.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const renewed = await ada.ask('POST', '/api/apps/dingacmeapp/secret', { body: { overlapHours: 0 } })
  assert.equal(renewed.status, 200)
  assert.equal(await peer.closed, 1008)
  await assert.rejects(connect(tester, unused), /401/)
})
