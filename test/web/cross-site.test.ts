import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const CHANGES = [
  ['POST', '/api/session', { corpId: 'dingacme', userId: 'ada', password: ADA.password }],
  ['DELETE', '/api/session', undefined],
  ['POST', '/api/password', { current: ADA.password, next: 'difference engine' }],
  ['DELETE', '/api/devices/x', undefined],
  ['POST', '/api/conferences', {}],
  ['POST', '/api/bookings', { startTime: 1, endTime: 9e14 }],
  ['DELETE', '/api/bookings/x', undefined],
  ['POST', '/api/entry', { roomCode: '1' }],
  ['POST', '/api/pass', { roomCode: '1', device: 'Mac' }],
] as const

test('[WS16] requests that another site makes a browser send are refused and change nothing', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: server.url },
    { 'sec-fetch-site': 'none', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'same-origin', origin: server.url.replace('http:', 'https:') },
  ]) {
    for (const [method, path, body] of CHANGES) {
      const answer = await page.ask(method, path, { headers, body })
      assert.deepEqual([answer.status, answer.body['code']], [403, 'cross-site'], `${method} ${path}`)
      assert.deepEqual(answer.headers.getSetCookie(), [])
    }
  }
  assert.equal((await page.ask('GET', '/api/session')).status, 200)
  assert.deepEqual((await page.ask('GET', '/api/home')).body, {
    ongoing: [],
    recent: [],
    booked: [],
    waitingRoom: false,
  })
})

test('[WS16] pages of this server are accepted under every name of the server, and so are clients that are not browsers', async () => {
  await using server = await startTester({ env: { ROLLCALL_PUBLIC_URL: 'http://meet.example:8080' } })
  const body = { corpId: 'dingacme', userId: 'ada', password: ADA.password }
  for (const headers of [
    { 'sec-fetch-site': 'same-origin', origin: server.url },
    { 'sec-fetch-site': 'same-origin', origin: 'http://meet.example:8080' },
    { 'sec-fetch-site': 'none' },
  ]) {
    assert.equal((await new Page(server.url).ask('POST', '/api/session', { body, headers })).status, 200)
  }
  const bare = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.equal(bare.status, 200)
})

test('[WS17] only JSON bodies are accepted, which no form can send', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await page.ask('POST', '/api/conferences', { body: '{}', headers: { 'content-type': type } })
    assert.deepEqual([answer.status, answer.body['code']], [415, 'malformed'], type)
  }
  for (const body of ['', '{', '[]', '{"title":7}', '{"title":"\\u0000"}']) {
    const answer = await page.ask('POST', '/api/conferences', { body, headers: { 'content-type': 'application/json' } })
    assert.deepEqual([answer.status, answer.body['code']], [400, 'malformed'], body)
  }
  const long = JSON.stringify({ title: 'x'.repeat(16_384) })
  const answer = await page.ask('POST', '/api/conferences', {
    body: long,
    headers: { 'content-type': 'application/json' },
  })
  assert.deepEqual([answer.status, answer.body['code']], [413, 'malformed'])
  const closed = await page.ask('DELETE', '/api/session', { headers: { 'content-type': 'application/json' } })
  assert.equal(closed.status, 200)
})
