import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Page } from '../web/page.ts'
import { ADA, BRAM, GUS, SEED, startTester, type Tester } from '../worlds/tester.ts'

const BACK = 'https://acme.example/signed-in'
const REQUEST = { clientId: 'dingacmeapp', redirectUri: BACK, responseType: 'code', scope: 'openid', state: 's1' }
const APP = { clientId: 'dingacmeapp', clientSecret: 'acme-secret' }

async function signedIn(tester: Tester, person: { userId: string; password: string } = BRAM): Promise<Page> {
  const page = new Page(tester.url)
  await page.signIn(person)
  return page
}

/** @returns the address to which the browser of the person goes */
async function allow(page: Page, given: object = {}): Promise<URL> {
  const body = { allow: true, request: { ...REQUEST, ...given } }
  const answer = await page.ask<{ url: string }>('POST', '/api/authorization', { body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return new URL(answer.body.url)
}

async function userToken(tester: Tester, page: Page): Promise<string> {
  const code = (await allow(page)).searchParams.get('authCode')
  const body = { ...APP, grantType: 'authorization_code', code }
  const { body: issued } = await tester.call('POST', '/v1.0/oauth2/userAccessToken', { body })
  return issued['accessToken'] as string
}

test('[OA1] [OA2] a page says who asks for what, and the person allows it or not', async () => {
  await using tester = await startTester()
  const page = await signedIn(tester)
  const asked = await page.ask('POST', '/api/authorization/request', { body: REQUEST })
  assert.deepEqual(asked.body, { app: 'Everything', tellsOrganization: false })
  const allowed = await allow(page)
  assert.equal(allowed.origin + allowed.pathname, BACK)
  assert.deepEqual([...allowed.searchParams.keys()], ['authCode', 'state'])
  const denied = await page.ask('POST', '/api/authorization', { body: { allow: false, request: REQUEST } })
  assert.equal(denied.body['url'], `${BACK}?error=access_denied&state=s1`)
})

test('[OA1] nobody is known to an app without being signed in, with a password of their own', async () => {
  await using tester = await startTester()
  const body = { allow: true, request: REQUEST }
  const nobody = await new Page(tester.url).ask('POST', '/api/authorization', { body })
  assert.deepEqual([nobody.status, nobody.body['code']], [401, 'signed-out'])
  const first = new Page(tester.url)
  const claim = { corpId: 'dingacme', userId: 'bram', password: BRAM.password }
  await first.ask('POST', '/api/session', { body: claim })
  const answer = await first.ask('POST', '/api/authorization', { body })
  assert.deepEqual([answer.status, answer.body['code']], [403, 'password-must-change'])
})

for (const [given, status, code] of [
  [{ clientId: 'nobody' }, 404, 'app-unknown'],
  [{ clientId: 'dingglobexapp' }, 400, 'redirect-not-allowed'],
  [{ redirectUri: 'http://localhost:3000/' }, 400, 'redirect-not-allowed'],
  [{ scope: 'everything' }, 400, 'authorization-malformed'],
] as const) {
  test(`[OA3] [OA4] a page is refused ${JSON.stringify(given)} as ${code}`, async () => {
    await using tester = await startTester()
    const page = await signedIn(tester)
    const answer = await page.ask('POST', '/api/authorization/request', { body: { ...REQUEST, ...given } })
    assert.deepEqual([answer.status, answer.body['code']], [status, code])
  })
}

test('[OA3] in a sandbox an app sends people to their own machine', async () => {
  await using tester = await startTester({ env: { ROLLCALL_SANDBOX: 'on' } })
  const page = await signedIn(tester)
  const url = await allow(page, { redirectUri: 'http://localhost:3000/back' })
  assert.equal(url.origin, 'http://localhost:3000')
})

test('[OA4] an app of another organization is refused', async () => {
  await using tester = await startTester()
  const page = new Page(tester.url)
  await page.signIn({ corpId: 'dingglobex', userId: GUS.userId, password: GUS.password })
  const answer = await page.ask('POST', '/api/authorization/request', { body: REQUEST })
  assert.deepEqual([answer.status, answer.body['code']], [403, 'app-elsewhere'])
})

test('[OA10] [OA11] the token of a person finds them and their colleagues', async () => {
  await using tester = await startTester()
  const token = await userToken(tester, await signedIn(tester))
  const find = async (unionId: string, given = token) =>
    tester.call('GET', `/v1.0/contact/users/${unionId}`, { token: given })
  const me = await find('me')
  assert.deepEqual([me.status, me.body['nick'], me.body['unionId']], [200, 'Bram', BRAM.unionId])
  assert.match(String(me.body['openId']), /^[A-Za-z0-9]{22}iEiE$/)
  assert.deepEqual((await find(BRAM.unionId)).body, me.body)
  assert.equal((await find(ADA.unionId)).body['nick'], 'Ada')
  const elsewhere = await find(GUS.unionId)
  assert.deepEqual([elsewhere.status, elsewhere.body['code']], [404, 'invalidParameter.user.notFound'])
  const ofApp = await find('me', await tester.token())
  assert.deepEqual([ofApp.status, ofApp.body['accessdenieddetail']], [403, { requiredScopes: ['Contact.User.Read'] }])
  assert.equal((await find('me', '0'.repeat(32))).body['code'], 'InvalidAuthentication')
  assert.equal((await find('me', '')).body['code'], 'AuthenticationFailed.MissingParameter')
  const lists = await tester.call('GET', `/v1.0/conference/users/lists?unionId=${BRAM.unionId}`, { token })
  assert.equal(lists.body['code'], 'InvalidAuthentication')
  tester.advance(7_200_000)
  assert.equal((await find('me')).body['code'], 'accesstoken.expired')
})

test('[OA12] an app asks who gave it a code, once', async () => {
  await using tester = await startTester()
  const page = await signedIn(tester, ADA)
  const code = (await allow(page)).searchParams.get('authCode')
  const ask = async (as?: 'dingglobexapp') => {
    const token = await tester.token(as)
    return (await tester.call('POST', `/topapi/v2/user/getuserinfo?access_token=${token}`, { body: { code } })).body
  }
  assert.equal((await ask('dingglobexapp'))['errcode'], 40078)
  assert.deepEqual((await ask())['result'], {
    userid: 'ada',
    unionid: ADA.unionId,
    name: 'Ada',
    sys: true,
    sys_level: 1,
  })
  assert.equal((await ask())['errcode'], 40078)
})

const SSO = { corpid: 'dingacme', ssoSecret: 'acme-sso-secret' }

/** Globex has a secret, too, and the third-party app signs people of Acme in. */
function withSuiteOfEverybody() {
  const [acme, globex] = SEED.organizations
  const [suite] = SEED.suites
  return {
    organizations: [acme, { ...globex, ssoSecret: 'globex-sso' }],
    suites: [{ ...suite, redirectUris: [BACK] }],
  }
}

async function ssoToken(tester: Tester, given: object = {}) {
  return (await tester.call('POST', '/v1.0/oauth2/ssoAccessToken', { body: { ...SSO, ...given } })).body
}

test('[OA14] an organization asks who gave a code to one of its apps, once', async () => {
  await using tester = await startTester({ seed: withSuiteOfEverybody() })
  const page = await signedIn(tester, ADA)
  const token = String((await ssoToken(tester))['accessToken'])
  const codeOf = async (given?: object) => (await allow(page, given)).searchParams.get('authCode')
  const ask = async (code: string | null, given = token) =>
    (await tester.call('GET', `/v1.0/oauth2/ssoUserInfo?code=${code ?? ''}`, { token: given })).body
  const code = await codeOf()
  const globex = String((await ssoToken(tester, { corpid: 'dingglobex', ssoSecret: 'globex-sso' }))['accessToken'])
  assert.equal((await ask(code, globex))['code'], 'invalidParameter.authCode.notFound')
  assert.deepEqual(await ask(code), {
    userId: 'ada',
    userName: 'Ada',
    corpId: 'dingacme',
    corpName: 'Acme',
    isAdmin: true,
  })
  assert.equal((await ask(code))['code'], 'invalidParameter.authCode.notFound')
  const ofSuite = await codeOf({ clientId: 'suiteacme' })
  assert.equal((await ask(ofSuite))['code'], 'invalidParameter.authCode.notFound')
  const late = await codeOf()
  tester.advance(5 * 60_000)
  assert.equal((await ask(late))['code'], 'invalidParameter.authCode.notFound')
  assert.equal((await ask(null))['code'], 'Missingcode')
})

test('[OA14] the token of an organization is for one operation, and no other token is valid there', async () => {
  await using tester = await startTester({ env: { ROLLCALL_SANDBOX: 'on' } })
  const token = String((await ssoToken(tester))['accessToken'])
  for (const path of [
    `/v1.0/conference/users/lists?unionId=${BRAM.unionId}`,
    '/v1.0/contact/users/me',
    '/sandbox/answers',
  ]) {
    assert.equal((await tester.call('GET', path, { token })).body['code'], 'InvalidAuthentication', path)
  }
  const others = ['0'.repeat(32), await tester.token(), await userToken(tester, await signedIn(tester))]
  for (const other of others) {
    const answer = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo?code=any', { token: other })
    assert.deepEqual([answer.status, answer.body['code']], [400, 'InvalidAuthentication'])
  }
  const none = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo?code=any', { token: '' })
  assert.equal(none.body['code'], 'AuthenticationFailed.MissingParameter')
  const missing = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo', { token })
  assert.equal(missing.body['code'], 'Missingcode')
  tester.advance(3_600_000)
  const late = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo', { token })
  assert.equal(late.body['code'], 'InvalidAuthentication')
})

test('[OA13] an administrator makes the secret, and a new one ends the former with its tokens', async () => {
  await using tester = await startTester()
  const seeded = await ssoToken(tester)
  assert.match(String(seeded['accessToken']), /^[0-9a-f]{32}$/)
  assert.equal(seeded['expireIn'], 3600)
  const member = await (await signedIn(tester)).ask('POST', '/api/organization/sso-secret')
  assert.deepEqual([member.status, member.body['code']], [403, 'not-administrator'])
  const administrator = await signedIn(tester, ADA)
  const { status, body } = await administrator.ask<{ ssoSecret: string }>('POST', '/api/organization/sso-secret')
  assert.deepEqual([status, body.ssoSecret.length], [200, 64])
  assert.equal((await ssoToken(tester))['code'], 'invalidCorpIdOrSsoSecret')
  const ended = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo', { token: String(seeded['accessToken']) })
  assert.equal(ended.body['code'], 'InvalidAuthentication')
  assert.equal((await ssoToken(tester, { ssoSecret: body.ssoSecret }))['expireIn'], 3600)
  const audit = await administrator.ask<{ entries: { action: string; by: object }[] }>('GET', '/api/audit')
  const entry = audit.body.entries.find(({ action }) => action === 'sso-secret-renewed')
  assert.deepEqual(entry?.by, { kind: 'person', corpId: 'dingacme', userId: 'ada', name: 'Ada' })
  assert.ok(!JSON.stringify(audit.body).includes(body.ssoSecret))
})

test('[OA13] a secret that was renewed stays after a start with the seed, and wrong ones are limited', async () => {
  const tester = await startTester()
  const administrator = await signedIn(tester, ADA)
  const { body } = await administrator.ask<{ ssoSecret: string }>('POST', '/api/organization/sso-secret')
  await tester.stop()
  await using again = await startTester({ dataFolder: tester.dataFolder })
  assert.equal((await ssoToken(again))['code'], 'invalidCorpIdOrSsoSecret')
  assert.equal((await ssoToken(again, { corpid: 'nobody' }))['code'], 'invalidCorpIdOrSsoSecret')
  assert.equal((await ssoToken(again, { corpid: 'dingglobex' }))['code'], 'invalidCorpIdOrSsoSecret')
  for (let tries = 1; tries < 20; tries += 1) await ssoToken(again, { ssoSecret: 'wrong' })
  const limited = await ssoToken(again, { ssoSecret: body.ssoSecret })
  assert.equal(limited['code'], 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')
})
