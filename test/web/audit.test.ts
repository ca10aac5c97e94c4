import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, BRAM, GUS, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

test('[DI3] the audit log of an organization is for its administrators, and refuses what is no query', async () => {
  await using server = await startTester()
  const [ada, bram, gus, nobody] = [
    new Page(server.url),
    new Page(server.url),
    new Page(server.url),
    new Page(server.url),
  ]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  await gus.signIn({ corpId: 'dingglobex', userId: 'gus', password: GUS.password })
  const ask = async (page: Page, query = '') => {
    const { status, body } = await page.ask('GET', `/api/audit${query}`)
    return [status, body['code'] ?? body['entries']]
  }
  assert.deepEqual(await ask(ada), [200, []])
  assert.deepEqual(await ask(ada, '?corpId=dingacme&action=user-added&limit=3'), [200, []])
  assert.deepEqual(await ask(ada, '?corpId=dingglobex'), [403, 'not-administrator'])
  assert.deepEqual(await ask(bram), [403, 'not-administrator'])
  assert.deepEqual(await ask(gus), [403, 'not-administrator'])
  assert.deepEqual(await ask(nobody), [401, 'signed-out'])
  for (const query of ['?action=user-praised', '?cursor=x', '?cursor=e30', '?from=soon', '?limit=-1', '?corpId=a%00'])
    assert.deepEqual(await ask(ada, query), [400, 'malformed'], query)
})
