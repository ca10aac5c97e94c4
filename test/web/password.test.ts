import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Me } from '../../contract/web/types.ts'
import { ADA, BRAM, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const OWN = 'difference engine'
const ada = { corpId: 'dingacme', userId: 'ada', password: ADA.password }

const signInBy = async (server: Tester, path: string, password: string) =>
  (await new Page(server.url).ask('POST', path, { body: { ...ada, password } })).status

test('[WS11] until the first password is changed, a page gets only its session, the password form and the sign-out', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  const signedIn = await page.ask<Me>('POST', '/api/session', { body: ada })
  assert.deepEqual([signedIn.body.mustChangePassword, signedIn.body.personToken], [true, undefined])
  for (const [method, path, body] of [
    ['GET', '/api/home'],
    ['GET', '/api/devices'],
    ['DELETE', '/api/devices/x'],
    ['GET', '/api/colleagues?q='],
    ['POST', '/api/conferences', {}],
    ['POST', '/api/entry', { roomCode: '1' }],
    ['POST', '/api/pass', { roomCode: '1', device: 'Mac' }],
  ] as const) {
    const answer = await page.ask(method, path, { body })
    assert.deepEqual([answer.status, answer.body['code']], [403, 'password-must-change'], path)
  }
  const { mustChangePassword, personToken } = (await page.ask<Me>('GET', '/api/session')).body
  assert.deepEqual([mustChangePassword, personToken], [true, undefined])
  assert.equal(await signInBy(server, '/api/sign-in', ADA.password), 200)
  const changed = await page.ask<Me>('POST', '/api/password', { body: { current: ADA.password, next: OWN } })
  assert.equal(changed.body.mustChangePassword, false)
  assert.match(changed.body.personToken ?? '', /^ey/)
  assert.equal((await page.ask<Me>('GET', '/api/session')).body.mustChangePassword, false)
  assert.equal((await page.ask('GET', '/api/home')).status, 200)
})

test('[WS12] a new password needs the current one, has at least 10 characters, and differs from the current one', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.ask('POST', '/api/session', { body: ada })
  const change = async (current: string, next: string) => {
    const { status, body } = await page.ask('POST', '/api/password', { body: { current, next } })
    return [status, body['code']]
  }
  assert.deepEqual(await change('wrong', OWN), [403, 'not-signed-in'])
  assert.deepEqual(await change(ADA.password, '🙂'.repeat(9)), [400, 'password-weak'])
  assert.deepEqual(await change(ADA.password, ADA.password), [400, 'password-weak'])
  assert.deepEqual(await change(ADA.password, ''), [400, 'malformed'])
  assert.deepEqual(await change(ADA.password, OWN), [200, undefined])
  assert.deepEqual(await change(OWN, OWN), [400, 'password-weak'])
  assert.equal(
    (await new Page(server.url).ask('POST', '/api/password', { body: { current: OWN, next: 'x' } })).status,
    401,
  )
})

test('[WS13] a new password ends the person’s sessions in all other browsers, and nobody else’s', async () => {
  await using server = await startTester()
  const [here, there, bram] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  for (const page of [here, there]) await page.ask('POST', '/api/session', { body: ada })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  assert.equal((await here.ask('POST', '/api/password', { body: { current: ADA.password, next: OWN } })).status, 200)
  assert.equal((await there.ask('GET', '/api/session')).status, 204)
  assert.equal((await here.ask('GET', '/api/session')).status, 200)
  assert.equal((await bram.ask('GET', '/api/session')).status, 200)
})

test('[WS14] a password that a person chose survives every restart with the same seed, for pages and terminals', async () => {
  let dataFolder: string
  await using first = await startTester()
  {
    const page = new Page(first.url)
    await page.signIn({ userId: 'ada', password: ADA.password }, OWN)
    for (const path of ['/api/session', '/api/sign-in']) {
      assert.deepEqual([await signInBy(first, path, ADA.password), await signInBy(first, path, OWN)], [403, 200])
    }
    dataFolder = first.dataFolder
    await first.stop()
  }
  await using again = await startTester({ dataFolder })
  for (const path of ['/api/session', '/api/sign-in']) {
    assert.deepEqual([await signInBy(again, path, ADA.password), await signInBy(again, path, OWN)], [403, 200])
  }
  assert.equal((await new Page(again.url).signIn({ userId: 'ada', password: OWN })).mustChangePassword, false)
  const bram = await new Page(again.url).ask<Me>('POST', '/api/session', {
    body: { ...ada, userId: 'bram', password: BRAM.password },
  })
  assert.equal(bram.body.mustChangePassword, true)
})

test('[WS15] the lobby token of a page is valid while the page is signed in', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  const { personToken } = await page.signIn({ userId: 'ada', password: ADA.password })
  const lobby = async () => {
    const socket = io(`${server.url}/lobby`, {
      path: '/signaling',
      transports: ['websocket'],
      reconnection: false,
      auth: { version: 2, person: personToken },
    })
    const result = new Promise<string>((resolve) => {
      socket.on('connect', () => resolve('in'))
      socket.on('connect_error', (error) => resolve(error.message))
    })
    const outcome = await result
    socket.disconnect()
    return outcome
  }
  assert.equal(await lobby(), 'in')
  await page.ask('DELETE', '/api/session')
  assert.notEqual(await lobby(), 'in')
})

for (const [how, end] of [
  ['signing out', (page: Page) => page.ask('DELETE', '/api/session')],
  [
    'a new password chosen in another browser',
    async (page: Page) => {
      const other = new Page(page.address('/').href)
      await other.signIn({ userId: 'ada', password: OWN })
      await other.ask('POST', '/api/password', { body: { current: OWN, next: `${OWN}, too` } })
    },
  ],
] as const) {
  test(`[WS15] ${how} closes the page’s lobby connection at once`, { timeout: 20_000 }, async () => {
    await using server = await startTester()
    const page = new Page(server.url)
    const { personToken } = await page.signIn({ userId: 'ada', password: ADA.password }, OWN)
    const socket = io(`${server.url}/lobby`, {
      path: '/signaling',
      transports: ['websocket'],
      reconnection: false,
      auth: { version: 2, person: personToken },
    })
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    const cut = new Promise<string>((resolve) => socket.once('disconnect', resolve))
    await end(page)
    const outcome = await Promise.race([cut, setTimeout(5_000, 'still there', { ref: false })])
    socket.disconnect()
    assert.equal(outcome, 'transport close')
  })
}
