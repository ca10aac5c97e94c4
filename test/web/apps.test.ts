import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppSecret, AppsPage } from '../../contract/web/administration-types.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const READ = 'VideoConference.Conference.Read'

test('[DI15] [DI16] [DI17] an app that an administrator adds calls the API until it is revoked', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const { body } = await ada.ask<AppSecret>('POST', '/api/apps', { body: { name: 'CI', scopes: [READ] } })
  const { clientId } = body.app
  assert.deepEqual(body.app, { clientId, name: 'CI', scopes: [READ] })
  const getToken = async (secret: string) => {
    const answer = await new Page(server.url).ask<{ accessToken?: string }>('POST', '/v1.0/oauth2/accessToken', {
      body: { appKey: clientId, appSecret: secret },
    })
    return answer.body.accessToken
  }
  const list = `/v1.0/conference/users/lists?unionId=${ADA.unionId}`
  const status = async (token = '') => (await server.call('GET', list, { token })).status
  const token = await getToken(body.secret)
  assert.equal(await status(token), 200)
  const changed = await ada.ask('PATCH', `/api/apps/${clientId}`, { body: { scopes: [] } })
  assert.deepEqual(changed.body, { app: { clientId, name: 'CI', scopes: [] } })
  assert.equal(await status(token), 403)
  await ada.ask('PATCH', `/api/apps/${clientId}`, { body: { scopes: [READ] } })
  const renewed = await ada.ask<AppSecret>('POST', `/api/apps/${clientId}/secret`, { body: {} })
  assert.ok((renewed.body.app.formerSecretUntil ?? 0) > Date.now() + 23 * 3_600_000)
  for (const secret of [body.secret, renewed.body.secret]) assert.equal(await status(await getToken(secret)), 200)
  assert.equal(await status(token), 200)
  assert.equal((await ada.ask('DELETE', `/api/apps/${clientId}`)).status, 200)
  assert.equal(await status(token), 400)
  assert.equal(await getToken(renewed.body.secret), undefined)
})

test('[DI15] apps are listed page by page, for administrators only, and nonsense is refused', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const first = await ada.ask<AppsPage>('GET', '/api/apps?limit=2')
  const second = await ada.ask<AppsPage>('GET', `/api/apps?limit=2&cursor=${first.body.cursor}`)
  const names = [first, second].map(({ body }) => body.apps.map(({ name }) => name))
  assert.deepEqual([names, second.body.cursor], [[['Everything', 'Reader'], ['Writer']], undefined])
  assert.ok(first.body.scopes.includes(READ))
  for (const [page, path, method, body, expected] of [
    [bram, '', 'GET', undefined, [403, 'not-administrator']],
    [bram, '/dingacmeapp', 'DELETE', undefined, [403, 'not-administrator']],
    [ada, '', 'POST', { name: 'A', scopes: ['All'] }, [400, 'scope-unknown']],
    [ada, '', 'POST', { name: 'A', scopes: [], clientId: 'dingacmeapp' }, [409, 'app-exists']],
    [ada, '', 'POST', { name: '', scopes: [] }, [400, 'malformed']],
    [ada, '/dingacmeapp/secret', 'POST', { overlapHours: 721 }, [400, 'malformed']],
    [ada, '/dingglobexapp', 'PATCH', { name: 'Mine' }, [404, 'app-not-found']],
    [ada, '/nobody', 'DELETE', undefined, [404, 'app-not-found']],
  ] as const) {
    const answer = await page.ask(method, `/api/apps${path}`, { body })
    assert.deepEqual([answer.status, answer.body['code']], expected, `${method} ${path}`)
  }
})

test('[DI28] [OA3] an administrator sets where an app may send people, and it counts at once', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const path = '/api/apps/dingacmeread/redirect-uris'
  const back = 'https://reader.example/back?x=1'
  const asked = async () => {
    const request = { clientId: 'dingacmeread', redirectUri: back, responseType: 'code', scope: 'openid' }
    return (await bram.ask('POST', '/api/authorization/request', { body: request })).status
  }
  assert.deepEqual([(await ada.ask('GET', path)).body, await asked()], [{ redirectUris: [] }, 400])
  const set = await ada.ask('PUT', path, { body: { redirectUris: [back, 'http://localhost:3000/', back] } })
  assert.deepEqual(set.body, { redirectUris: ['http://localhost:3000/', back] })
  assert.deepEqual([(await ada.ask('GET', path)).body, await asked()], [set.body, 200])
  const { body } = await ada.ask<{ entries: { action: string; details: object }[] }>('GET', '/api/audit?limit=1')
  const [entry] = body.entries
  assert.deepEqual(
    [entry?.action, entry?.details],
    ['app-changed', { redirectUris: [back, 'http://localhost:3000/', back] }],
  )
  for (const [page, at, given, expected] of [
    [bram, path, { redirectUris: [] }, [403, 'not-administrator']],
    [ada, '/api/apps/dingglobexapp/redirect-uris', { redirectUris: [] }, [404, 'app-not-found']],
    [ada, path, { redirectUris: ['javascript:alert(1)'] }, [400, 'malformed']],
    [ada, path, { redirectUris: ['https://reader.example/#x'] }, [400, 'malformed']],
    [ada, path, {}, [400, 'malformed']],
  ] as const) {
    const answer = await page.ask('PUT', at, { body: given })
    assert.deepEqual([answer.status, answer.body['code']], expected, JSON.stringify(given))
  }
  assert.equal((await bram.ask('GET', path)).status, 403)
  await ada.ask('PUT', path, { body: { redirectUris: [] } })
  assert.equal(await asked(), 400)
})
