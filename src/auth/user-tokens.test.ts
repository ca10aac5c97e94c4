import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { openTestServices } from '../server/services.fixture.ts'
import type { User } from '../service/account/directory-entries.ts'
import { UserTokens } from './user-tokens.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const ADA: User = { organizationId: ACME, userId: 'ada', unionId: 'ada-union' as UnionId, name: 'Ada', admin: false }
const GUS: User = { ...ADA, organizationId: GLOBEX, userId: 'gus', unionId: 'gus-union' as UnionId, name: 'Gus' }
const BACK = 'https://app.example/back'
const PROOF = { secret: 's3cret', from: '192.0.2.1' }
const SCOPES = ['Contact.User.Read']
const LIFE_MS = 7_200_000
const DAY_MS = 24 * 3_600_000

async function open() {
  const services = await openTestServices()
  const { directory, userTokens, authorizations, store, clock } = services
  for (const id of [ACME, GLOBEX]) await directory.saveOrganization({ id, name: id })
  for (const user of [ADA, GUS]) await directory.saveUser(user)
  const secretHash = 'hash of s3cret'
  for (const clientId of ['app', 'other']) {
    await directory.saveApp({ clientId, organizationId: ACME, name: `The ${clientId}`, secretHash, scopes: SCOPES })
    await store.userTokens.saveRedirectUris(clientId, [BACK])
  }
  const request = { clientId: 'app', redirectUri: BACK, responseType: 'code', scope: 'openid corpid', state: 'a b' }
  const allow = async (user = ADA, given: object = {}) => {
    const url = await authorizations.allow(user, { ...request, ...given })
    return url.searchParams.get('authCode') as string
  }
  const exchange = async (code: string, clientId = 'app') => userTokens.exchange(clientId, { ...PROOF, code })
  const tokenOf = async (code: string) => {
    const issued = await exchange(code)
    if (typeof issued === 'string') throw new Error(issued)
    return issued
  }
  const pass = (ms: number) => clock.forward(ms)
  return { ...services, request, allow, exchange, tokenOf, pass }
}

/** The code of what `work` is refused with. */
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: { code: string }) => error.code,
  )

test('[OA2] the address that the browser goes to keeps its own parameters', async () => {
  await using services = await open()
  const redirectUri = `${BACK}?from=rollcall`
  await services.store.userTokens.saveRedirectUris('app', [redirectUri])
  const asked = { ...services.request, redirectUri }
  const allowed = await services.authorizations.allow(ADA, asked)
  assert.deepEqual([...allowed.searchParams.keys()], ['from', 'authCode', 'state'])
  assert.equal(allowed.searchParams.get('state'), 'a b')
  const denied = await services.authorizations.deny(ADA, asked)
  assert.equal(denied.href, `${redirectUri}&error=access_denied&state=a+b`)
})

for (const [what, given, code] of [
  ['an unknown app', { clientId: 'nobody' }, 'app-unknown'],
  ['another address', { redirectUri: 'https://elsewhere.example/' }, 'redirect-not-allowed'],
  ['another response type', { responseType: 'token' }, 'authorization-malformed'],
  ['no scope', { scope: '' }, 'authorization-malformed'],
  ['another scope', { scope: 'openid contact' }, 'authorization-malformed'],
] as const) {
  test(`[OA3] [OA4] ${what} is refused, also if the person denies it`, async () => {
    await using services = await open()
    const asked = { ...services.request, ...given }
    for (const act of ['load', 'allow', 'deny'] as const) {
      assert.equal(await refusalOf(services.authorizations[act](ADA, asked)), code)
    }
  })
}

test('[OA4] an app asks only people of organizations for which it works', async () => {
  await using services = await open()
  assert.equal(await refusalOf(services.authorizations.load(GUS, services.request)), 'app-elsewhere')
  assert.deepEqual(await services.authorizations.load(ADA, services.request), {
    app: 'The app',
    tellsOrganization: true,
  })
})

test('[OA5] a code is for one app, one use and five minutes', async () => {
  await using services = await open()
  const { allow, exchange, pass } = services
  const code = await allow()
  assert.equal(await exchange(code, 'other'), 'code-unknown')
  assert.equal(typeof (await exchange(code)), 'object')
  assert.equal(await exchange(code), 'code-unknown')
  const late = await allow()
  pass(5 * 60_000)
  assert.equal(await exchange(late), 'code-unknown')
})

test('[OA6] [OA7] a valid token stays the same with a new lifetime, and an expired one is replaced', async () => {
  await using services = await open()
  const { allow, tokenOf, pass, userTokens } = services
  const first = await tokenOf(await allow())
  assert.match(first.token, /^[0-9a-f]{32}$/)
  assert.match(first.refreshToken, /^[0-9a-f]{32}$/)
  assert.deepEqual([first.lifeS, first.corpId], [7200, ACME])
  pass(LIFE_MS - 1)
  const again = await tokenOf(await allow(ADA, { scope: 'openid' }))
  assert.deepEqual([again.token, again.refreshToken, again.corpId], [first.token, first.refreshToken, undefined])
  pass(LIFE_MS - 1)
  const holder = await userTokens.authenticate(first.token)
  assert.ok(typeof holder === 'object' && holder.user.userId === 'ada' && holder.clientId === 'app')
  pass(1)
  assert.equal(await userTokens.authenticate(first.token), 'expired')
  const renewed = await userTokens.refresh('app', { ...PROOF, refreshToken: first.refreshToken })
  assert.ok(typeof renewed === 'object' && renewed.token !== first.token)
  assert.equal(renewed.refreshToken, first.refreshToken)
  assert.equal(await userTokens.authenticate(first.token), 'unknown')
  assert.equal(typeof (await userTokens.authenticate(renewed.token)), 'object')
  pass(30 * DAY_MS)
  assert.equal(await userTokens.refresh('app', { ...PROOF, refreshToken: first.refreshToken }), 'refresh-unknown')
})

test('[OA7] a refresh token is of one app', async () => {
  await using services = await open()
  const { refreshToken } = await services.tokenOf(await services.allow())
  for (const [clientId, given] of [
    ['other', refreshToken],
    ['app', '0'.repeat(32)],
  ] as const) {
    const renewed = await services.userTokens.refresh(clientId, { ...PROOF, refreshToken: given })
    assert.equal(renewed, 'refresh-unknown')
  }
})

test('[OA8] a wrong secret uses up no code, and is counted', async () => {
  await using services = await open()
  const { allow, exchange, userTokens } = services
  const code = await allow()
  const guess = () => userTokens.exchange('app', { secret: 'guess', from: PROOF.from, code })
  for (let times = 0; times < 3; times += 1) assert.equal(await guess(), 'client-unknown')
  assert.equal(await guess(), 'too-many-tries')
  const elsewhere = await userTokens.exchange('app', { secret: PROOF.secret, from: '192.0.2.9', code })
  assert.equal(typeof elsewhere, 'object')
  assert.equal(await exchange(code, 'nobody'), 'client-unknown')
})

for (const [what, change] of [
  ['the secret of the app', { secretHash: 'hash of another' }],
  ['the organization for which it works', { organizationId: GLOBEX }],
] as const) {
  test(`[OA9] a change of ${what} ends the tokens of people`, async () => {
    await using services = await open()
    const { token, refreshToken } = await services.tokenOf(await services.allow())
    const app = { clientId: 'app', organizationId: ACME, name: 'The app', secretHash: 'hash of s3cret', scopes: SCOPES }
    await services.directory.saveApp({ ...app, ...change })
    assert.equal(await services.userTokens.authenticate(token), 'unknown')
    const renewed = await services.userTokens.refresh('app', { ...PROOF, refreshToken })
    assert.notEqual(typeof renewed, 'object')
  })
}

for (const [what, user] of [
  ['disabled', { ...ADA, disabled: true }],
  ['deleted', undefined],
] as const) {
  test(`[OA9] a person who is ${what} has no tokens and no codes`, async () => {
    await using services = await open()
    const { token, refreshToken } = await services.tokenOf(await services.allow())
    const code = await services.allow()
    const { accessTokens: clients, store, clock } = services
    const directory = { findUserById: async () => user }
    const later = new UserTokens({ clients, directory, store: store.userTokens, clock })
    assert.equal(await later.authenticate(token), 'unknown')
    assert.equal(await later.refresh('app', { ...PROOF, refreshToken }), 'refresh-unknown')
    assert.equal(await later.exchange('app', { ...PROOF, code }), 'code-unknown')
  })
}
