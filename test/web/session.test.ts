import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Me, SignedInDevice } from '../../contract/web/types.ts'
import { ADA, BRAM, GUS, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const DAY_MS = 24 * 3_600_000
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const ada = { corpId: 'dingacme', userId: 'ada', password: ADA.password }

test('[WS1] a person signs in with a password, and the cookie identifies them from then on', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  const before = await page.ask('GET', '/api/session')
  assert.deepEqual([before.status, before.body], [204, {}])
  assert.equal((await page.ask('GET', '/api/home')).status, 401)
  const { status, body, headers } = await page.ask<Me>('POST', '/api/session', { body: ada })
  assert.equal(status, 200)
  assert.deepEqual(body, {
    corpId: 'dingacme',
    organization: 'Acme',
    userId: 'ada',
    unionId: ADA.unionId,
    name: 'Ada',
    mustChangePassword: true,
    hasPassword: true,
    admin: true,
  })
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.match(headers.getSetCookie().join(), /^rollcall=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.equal((await page.ask<Me>('GET', '/api/session')).body.unionId, ADA.unionId)
})

test('[WS2] over https the cookie is Secure, and only this host can set it', async () => {
  for (const [env, asked] of [
    [{ ROLLCALL_PUBLIC_URL: 'https://meet.example' }, {}],
    [{ ROLLCALL_TRUST_PROXY: 'on' }, { 'x-forwarded-proto': 'https' }],
  ] as const) {
    await using server = await startTester({ env })
    const page = new Page(server.url)
    const { headers } = await page.ask('POST', '/api/session', { body: ada, headers: asked })
    assert.match(headers.getSetCookie().join(), /^__Host-rollcall=[^;]+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    assert.equal((await page.ask('GET', '/api/session', { headers: asked })).status, 200)
    page.cookies.set('rollcall', page.cookies.get('__Host-rollcall') ?? '')
    page.cookies.delete('__Host-rollcall')
    assert.equal((await page.ask('GET', '/api/session', { headers: asked })).status, 204)
  }
  await using server = await startTester()
  const headers = { 'x-forwarded-proto': 'https' }
  const plain = await new Page(server.url).ask('POST', '/api/session', { body: ada, headers })
  assert.match(plain.headers.getSetCookie().join(), /^rollcall=/)
})

test('[WS3] a session is valid for 30 days after its last use, which is written at most once a minute', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  const seen = async () => (await page.ask<{ devices: SignedInDevice[] }>('GET', '/api/devices')).body.devices[0]
  const first = await seen()
  server.advance(50_000)
  assert.deepEqual(await seen(), first)
  server.advance(11_000)
  const { headers } = await page.ask('GET', '/api/session')
  assert.match(headers.getSetCookie().join(), /^rollcall=[^;]+; Max-Age=2592000/)
  assert.ok(((await seen())?.lastSeenAt ?? 0) >= (first?.lastSeenAt ?? 0) + 60_000)
  server.advance(29 * DAY_MS)
  assert.equal((await page.ask('GET', '/api/session')).status, 200)
  server.advance(30 * DAY_MS)
  assert.equal((await page.ask('GET', '/api/session')).status, 204)
})

test('[WS4] the token of a cookie is not stored', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  await server.stop()
  const database = new DatabaseSync(join(server.dataFolder, 'rollcall.sqlite'))
  const rows = JSON.stringify(database.prepare('select * from web_session').all())
  database.close()
  assert.match(rows, /"user_id":"ada"/)
  assert.ok(!rows.includes(page.cookies.get('rollcall') ?? 'rollcall'))
})

test('[WS5] signing out makes the cookie invalid, even for a person who copied it', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  const kept = page.cookies.get('rollcall') ?? ''
  assert.deepEqual((await page.ask('DELETE', '/api/session')).body, { ok: true })
  assert.equal(page.cookies.size, 0)
  page.cookies.set('rollcall', kept)
  assert.equal((await page.ask('GET', '/api/session')).status, 204)
  assert.equal((await page.ask('DELETE', '/api/session')).status, 200)
})

test('[WS6] a person sees and ends their own sign-ins, and neither those of others', async () => {
  await using server = await startTester()
  const [here, there, bram] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await here.signIn({ userId: 'ada', password: ADA.password })
  const own = { ...ada, password: `${ADA.password} and longer` }
  server.advance(1_000)
  await there.ask('POST', '/api/session', { body: own, headers: { 'user-agent': FIREFOX } })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const list = async (page: Page) => (await page.ask<{ devices: SignedInDevice[] }>('GET', '/api/devices')).body.devices
  const devices = await list(here)
  assert.deepEqual(
    devices.map(({ browser, current }) => [browser, current]),
    [
      ['Firefox, Linux', false],
      ['node', true],
    ],
  )
  const [thereId = '', hereId = ''] = devices.map(({ id }) => id)
  assert.deepEqual((await list(bram)).length, 1)
  const stolen = await bram.ask('DELETE', `/api/devices/${thereId}`)
  assert.deepEqual([stolen.status, stolen.body['code']], [404, 'device-not-found'])
  assert.equal((await there.ask('GET', '/api/session')).status, 200)
  assert.equal((await here.ask('DELETE', `/api/devices/${thereId}`)).status, 200)
  assert.equal((await there.ask('GET', '/api/session')).status, 204)
  assert.equal((await here.ask('DELETE', `/api/devices/${thereId}`)).status, 404)
  assert.equal((await here.ask('DELETE', '/api/devices/%00')).status, 400)
  assert.equal((await here.ask('DELETE', `/api/devices/${hereId}`)).status, 200)
  assert.equal(here.cookies.size, 0)
})

test('[WS7] signing in over another person’s session replaces it, and that session ends', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  const kept = page.cookies.get('rollcall') ?? ''
  assert.equal((await page.signIn({ userId: 'bram', password: BRAM.password })).name, 'Bram')
  const former = new Page(server.url)
  former.cookies.set('rollcall', kept)
  assert.equal((await former.ask('GET', '/api/session')).status, 204)
})

test('[WS8] a wrong password, an unknown user and an unknown organization get the same refusal', async () => {
  await using server = await startTester()
  const answers = []
  for (const wrong of [
    { ...ada, password: 'wrong' },
    { ...ada, userId: 'nobody' },
    { ...ada, corpId: GUS.userId },
  ]) {
    const page = new Page(server.url)
    const { status, body, headers } = await page.ask('POST', '/api/session', { body: wrong })
    assert.deepEqual(headers.getSetCookie(), [])
    answers.push(JSON.stringify([status, body]))
  }
  assert.equal(new Set(answers).size, 1)
  assert.match(answers[0] ?? '', /^\[403,\{"code":"not-signed-in","message":"[^"]+"\}\]$/)
})

test('[WS9] wrong passwords for one person do not lock out others at that address, nor that person elsewhere', async () => {
  await using server = await startTester({ env: { ROLLCALL_TRUST_PROXY: 'on' } })
  const own = `${ADA.password} and longer`
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password }, own)
  const guess = async (from: string, claim: object) => {
    const headers = { 'x-forwarded-for': from }
    const body = { ...ada, password: own, ...claim }
    return (await new Page(server.url).ask('POST', '/api/session', { body, headers })).status
  }
  for (let i = 0; i < 20; i += 1) assert.equal(await guess('10.0.0.1', { password: 'wrong' }), 403)
  assert.equal(await guess('10.0.0.1', {}), 429)
  assert.equal(await guess('10.0.0.1', { userId: 'bram', password: BRAM.password }), 200)
  assert.equal(await guess('10.0.0.2', {}), 200)
  const headers = { 'x-forwarded-for': '10.0.0.1' }
  const change = { body: { current: own, next: 'difference engine' }, headers }
  assert.equal((await page.ask('POST', '/api/password', change)).status, 200)
})

test('[WS10] everybody can read the sign-in methods: the organizations, by name', async () => {
  await using server = await startTester()
  assert.deepEqual((await new Page(server.url).ask('GET', '/api/sign-in-options')).body, {
    organizations: [
      { corpId: 'dingacme', name: 'Acme' },
      { corpId: 'dingglobex', name: 'Globex' },
    ],
    mailsPasswords: false,
  })
})
