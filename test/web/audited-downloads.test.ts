import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

test('[WS16] an audited download is refused to other sites, and has no HEAD', async () => {
  await using server = await startTester()
  const page = new Page(server.url)
  await page.signIn(ADA)
  const count = async () => (await page.ask<{ entries: unknown[] }>('GET', '/api/audit')).body.entries.length
  const before = await count()
  for (const path of ['/api/people.csv', '/api/people/bram/data']) {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await page.ask('GET', path, { headers: { 'sec-fetch-site': site } })
      assert.deepEqual([answer.status, answer.body['code']], [403, 'cross-site'], `${site} ${path}`)
    }
    const head = await page.go('HEAD', page.address(path))
    assert.equal(head.headers.get('content-disposition'), null, path)
  }
  assert.equal(await count(), before)
  for (const path of ['/api/people.csv', '/api/people/bram/data'])
    for (const headers of [{ 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin' }])
      assert.equal((await page.go('GET', page.address(path), { headers })).status, 200)
  assert.equal(await count(), before + 4)
})
