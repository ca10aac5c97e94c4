import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import type { MadePasswordLink } from '../../contract/web/administration-types.ts'
import type { Me } from '../../contract/web/types.ts'
import { makeDataFolder, startServerProcess } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const OWN = 'difference engine'
const ok = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']]

/** The secret of a new link for Bram. `ada`: the page of an administrator. */
async function linkFor(ada: Page): Promise<string> {
  const { status, body } = await ada.ask<MadePasswordLink>('POST', '/api/people/bram/password-link')
  assert.equal(status, 200)
  return new URL(body.url).hash.slice(1)
}

test('[WS32] a link names the person, replaces the password, and ends all their other sign-ins', async () => {
  await using server = await startTester()
  const [ada, here, there] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await there.signIn({ userId: 'bram', password: BRAM.password })
  const token = await linkFor(ada)
  const asked = await here.ask('POST', '/api/password-link/owner', { body: { token } })
  assert.deepEqual(asked.body, { organization: 'Acme', userId: 'bram', name: BRAM.name })
  assert.equal((await there.ask('GET', '/api/session')).status, 200)
  const weak = await here.ask('POST', '/api/password-link', { body: { token, password: '123456789' } })
  assert.deepEqual(ok(weak), [400, 'password-weak'])
  const me = await here.ask<Me>('POST', '/api/password-link', { body: { token, password: OWN } })
  assert.deepEqual([me.body.userId, me.body.mustChangePassword], ['bram', false])
  assert.equal((await here.ask<Me>('GET', '/api/session')).body.userId, 'bram')
  assert.equal((await there.ask('GET', '/api/session')).status, 204)
  const again = await there.ask('POST', '/api/password-link', { body: { token, password: OWN } })
  assert.deepEqual(ok(again), [404, 'password-link-invalid'])
  const claim = { corpId: 'dingacme', userId: 'bram' }
  for (const [password, status] of [
    [BRAM.password, 403],
    [OWN, 200],
  ] as const)
    assert.equal(
      (await new Page(server.url).ask('POST', '/api/sign-in', { body: { ...claim, password } })).status,
      status,
    )
})

test('[WS32] the browser of somebody else is then signed in as the person of the link', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const token = await linkFor(ada)
  await ada.ask('POST', '/api/password-link/owner', { body: { token } })
  assert.equal((await ada.ask<Me>('GET', '/api/session')).body.userId, 'ada')
  await ada.ask('POST', '/api/password-link', { body: { token, password: OWN } })
  assert.equal((await ada.ask<Me>('GET', '/api/session')).body.userId, 'bram')
})

test('[WS30] the page of a link names its address to no other, and no log has the secret of a link', async () => {
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  const token = await linkFor(page)
  const document = await page.go('GET', page.address('/password'))
  assert.deepEqual([document.status, document.headers.get('referrer-policy')], [200, 'no-referrer'])
  await page.ask('POST', '/api/password-link/owner', { body: { token } })
  for (const status of [200, 404])
    assert.equal((await page.ask('POST', '/api/password-link', { body: { token, password: OWN } })).status, status)
  await server.end('SIGTERM')
  assert.equal(server.stderr().split('"/api/password-link"').length, 3)
  for (const secret of [token, OWN]) assert.ok(!server.stderr().includes(secret), secret)
  await rm(folder, { recursive: true })
})

test('[WS33] a token of a wrong shape is refused as malformed', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  for (const token of ['', 'x'.repeat(65), 1])
    assert.deepEqual(ok(await page.ask('POST', '/api/password-link/owner', { body: { token } })), [400, 'malformed'])
})
