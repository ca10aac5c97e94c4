import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditPage, NewScimToken, ScimTokens } from '../../contract/web/administration-types.ts'
import { Page } from '../web/page.ts'
import { BRAM, GUS, startTester } from '../worlds/tester.ts'
import { CompanyDirectory, openDirectory } from './directory.ts'
import { describeStores } from './stores.ts'

const PATH = '/api/organization/scim-token'

describeStores('tokens of the directory', (start) => {
  test('[SC1] [SC2] a token works until it is replaced and the hours are over, or until it is revoked', async () => {
    await using server = await start()
    const { ada, directory: first } = await openDirectory(server.url)
    const status = async ({ token }: CompanyDirectory) =>
      (await new CompanyDirectory(server.url, token).send('GET', '/Users')).status
    const renew = async (overlapHours: number) => {
      const { body } = await ada.ask<NewScimToken>('POST', PATH, { body: { overlapHours } })
      return new CompanyDirectory(server.url, body.token)
    }
    const tokens = async () => (await ada.ask<ScimTokens>('GET', PATH)).body.tokens
    assert.equal(await status(first), 200)
    const second = await renew(1)
    const [current, former] = await tokens()
    assert.equal(current?.endsAt, undefined)
    assert.equal(former?.endsAt, (current?.madeAt ?? 0) + 3_600_000)
    assert.deepEqual([await status(first), await status(second)], [200, 200])
    const third = await renew(1)
    assert.equal((await tokens()).length, 2)
    assert.deepEqual([await status(first), await status(second), await status(third)], [401, 200, 200])
    server.advance(3_600_000)
    assert.deepEqual([await status(second), await status(third), (await tokens()).length], [401, 200, 1])
    const fourth = await renew(0)
    assert.deepEqual([await status(third), await status(fourth)], [401, 200])
    assert.deepEqual((await ada.ask('DELETE', PATH)).body, { ok: true })
    assert.deepEqual([await status(fourth), await tokens()], [401, []])
    assert.deepEqual((await ada.ask('DELETE', PATH)).body, { ok: true })
    const { body } = await ada.ask<AuditPage>('GET', '/api/audit')
    const acts = body.entries.map(({ action, details }) => [action, details?.['overlapHours']])
    assert.deepEqual(acts, [
      ['scim-token-revoked', undefined],
      ...[0, 1, 1, undefined].map((hours) => ['scim-token-made', hours]),
    ])
    assert.ok(!JSON.stringify(body).includes(third.token))
  })

  test('[SC4] the directory of an organization neither sees nor changes people of another', async () => {
    await using server = await start()
    const { directory } = await openDirectory(server.url)
    const gus = `/Users/${GUS.unionId}`
    for (const [method, body] of [
      ['GET', undefined],
      ['DELETE', undefined],
      ['PUT', { userName: 'gus', active: false }],
      ['PATCH', { Operations: [{ op: 'replace', path: 'active', value: false }] }],
    ] as const)
      assert.equal((await directory.send(method, gus, body)).status, 404, method)
    assert.deepEqual(await directory.find('userName eq "gus"'), [])
    const all = await directory.send<{ Resources: { userName: string }[] }>('GET', '/Users')
    assert.deepEqual(
      all.body.Resources.map(({ userName }) => userName),
      ['ada', 'bram', 'cleo'],
    )
    // The same name in another organization is free, and is somebody else.
    const namesake = await directory.add({ userName: 'gus' })
    assert.notEqual(namesake.id, GUS.unionId)
    assert.equal((await new Page(server.url).signIn({ ...GUS, corpId: 'dingglobex' })).unionId, GUS.unionId)
  })
})

test('[SC1] only administrators of the organization make, see and revoke its tokens', async () => {
  await using server = await startTester()
  const [bram, ada] = [new Page(server.url), (await openDirectory(server.url)).ada]
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  for (const [page, query, method, body, code] of [
    [bram, '', 'GET', undefined, 'not-administrator'],
    [bram, '', 'POST', {}, 'not-administrator'],
    [bram, '', 'DELETE', undefined, 'not-administrator'],
    [ada, '?corpId=dingglobex', 'POST', {}, 'not-administrator'],
    [ada, '', 'POST', { overlapHours: 721 }, 'malformed'],
    [new Page(server.url), '', 'GET', undefined, 'signed-out'],
  ] as const)
    assert.equal((await page.ask(method, `${PATH}${query}`, { body })).body['code'], code, `${method} ${query}`)
})

test('[SC3] without a valid token everything below /scim/v2 is 401, and the token opens nothing else', async () => {
  await using server = await startTester()
  const { directory } = await openDirectory(server.url)
  const { token } = directory
  const app = await server.token()
  for (const wrong of ['', 'x', app, token.slice(0, -1), `${token}x`, `${token}, ${token}`])
    for (const path of ['/Users', '/Groups', '/ServiceProviderConfig', `/Users/${BRAM.unionId}`]) {
      directory.token = wrong
      const answer = await directory.send('GET', path)
      assert.deepEqual([answer.status, answer.headers.get('www-authenticate')], [401, 'Bearer'], `${wrong} ${path}`)
      assert.deepEqual(answer.body, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
        detail: 'The token is missing, unknown, or no longer valid.',
      })
    }
  const headers = { authorization: `Bearer ${token}` }
  for (const path of ['/api/people', '/api/audit', PATH])
    assert.equal((await fetch(server.url + path, { headers })).status, 401, path)
  const list = `/v1.0/conference/users/lists?unionId=${BRAM.unionId}`
  assert.equal((await server.call('GET', list, { token })).status, 400)
})
