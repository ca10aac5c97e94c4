import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Me } from '../../contract/web/types.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { startProvider, visitProvider } from './provider.ts'

/** Where the server redirects the browser after sign-in, and who is signed in. */
async function comeBack(page: Page, url: URL) {
  const answer = await page.go('GET', page.address(url.pathname + url.search))
  const me = await page.ask<Me>('GET', '/api/session')
  return { to: answer.headers.get('location'), status: answer.status, userId: me.body.userId, me: me.body }
}

test('[WS18] a provider signs in the person whose userId it names, with code, PKCE, state and nonce', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const page = new Page(server.url)
  const options = (await page.ask('GET', '/api/sign-in-options')).body
  assert.deepEqual(options['sso'], { name: 'Acme’s directory' })
  const start = await page.go('GET', page.address('/api/sso/start'))
  const asked = new URL(start.headers.get('location') ?? '').searchParams
  assert.deepEqual(
    [asked.get('response_type'), asked.get('code_challenge_method'), asked.get('client_id')],
    ['code', 'S256', 'rollcall'],
  )
  for (const name of ['code_challenge', 'state', 'nonce']) assert.ok((asked.get(name)?.length ?? 0) >= 43, name)
  assert.match(start.headers.getSetCookie().join(), /^rollcall-departure=[^;]+; Max-Age=600; .*HttpOnly; SameSite=Lax$/)

  const back = await visitProvider(page, 'ada', '/room/1?a=b#c')
  const { to, status, me } = await comeBack(page, back)
  assert.deepEqual([to, status], ['/room/1?a=b#c', 302])
  assert.deepEqual([me.unionId, me.hasPassword], [ADA.unionId, true])
  assert.ok(!page.cookies.has('rollcall-departure'))
})

test('[WS19] a person signed in by the provider need not change a password that they did not use', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const page = new Page(server.url)
  const { me } = await comeBack(page, await visitProvider(page, 'cleo'))
  assert.deepEqual([me.hasPassword, me.mustChangePassword], [false, false])
  assert.equal((await page.ask('GET', '/api/home')).status, 200)
  const ada = new Page(server.url)
  assert.equal((await comeBack(ada, await visitProvider(ada, 'ada'))).me.mustChangePassword, false)
})

test('[WS20] a wrong state, another browser, a repeated callback and an invented code sign nobody in', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const failed = { to: '/?signin=failed', status: 302, userId: undefined }
  const outcome = async (page: Page, url: URL) => {
    const { me: _me, ...rest } = await comeBack(page, url)
    return rest
  }
  const forged = new Page(server.url)
  const wrongState = await visitProvider(forged, 'ada')
  wrongState.searchParams.set('state', 'x'.repeat(43))
  assert.deepEqual(await outcome(forged, wrongState), failed)

  const [page, other] = [new Page(server.url), new Page(server.url)]
  const back = await visitProvider(page, 'ada')
  assert.deepEqual(await outcome(other, back), failed)
  const made = new URL(back)
  made.searchParams.set('code', 'made-up')
  const kept = page.cookies.get('rollcall-departure') ?? ''
  assert.deepEqual(await outcome(page, made), failed)
  page.cookies.set('rollcall-departure', kept)
  assert.equal((await outcome(page, back)).userId, 'ada')

  assert.equal((await other.go('GET', other.address(back.pathname + back.search))).headers.get('location'), failed.to)
  other.cookies.set('rollcall-departure', kept)
  assert.deepEqual(await outcome(other, back), failed)
  const late = new Page(server.url)
  const tooLate = await visitProvider(late, 'ada')
  server.advance(11 * 60_000)
  assert.deepEqual(await outcome(late, tooLate), failed)
})

test('[WS21] a person who is known only to the provider is refused and not created', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  for (const name of ['gus', 'nobody', 'Ada']) {
    const page = new Page(server.url)
    const { to, userId } = await comeBack(page, await visitProvider(page, name))
    assert.deepEqual([to, userId], ['/?signin=unknown', undefined], name)
  }
  const ada = new Page(server.url)
  await comeBack(ada, await visitProvider(ada, 'ada'))
  const { body } = await ada.ask<{ people: { name: string }[] }>('GET', '/api/colleagues?q=')
  assert.deepEqual(
    body.people.map(({ name }) => name),
    ['Ada', 'Bram', 'Cleo'],
  )
})

test('[DI8] a disabled person is refused at the return from the provider', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await comeBack(ada, await visitProvider(ada, 'ada'))
  assert.equal((await ada.ask('POST', '/api/people/bram/disable')).status, 200)
  const { to, userId } = await comeBack(bram, await visitProvider(bram, 'bram'))
  assert.deepEqual([to, userId], ['/?signin=unknown', undefined])
})

test('[WS21] the claim with the userId is a setting; an unverified email address identifies nobody', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester({ env: { ROLLCALL_OIDC_USER_CLAIM: 'email' } })
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  assert.equal((await comeBack(ada, await visitProvider(ada, 'ada'))).userId, 'ada')
  assert.equal((await comeBack(bram, await visitProvider(bram, 'bram'))).to, '/?signin=unknown')
})

test('[WS22] the return path always leads to this server', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/.//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
  ]) {
    const page = new Page(server.url)
    assert.equal((await comeBack(page, await visitProvider(page, 'ada', to))).to, '/', to)
  }
})

test('[WS22] a return path too long for a cookie is dropped, and the sign-in still works', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const fits = `/app?login=${'x'.repeat(1_000)}`
  for (const [to, end] of [
    [fits, fits],
    [`/app?login=${'中'.repeat(1_000)}`, '/'],
  ] as const) {
    const page = new Page(server.url)
    const back = await visitProvider(page, 'ada', to)
    assert.ok(`rollcall-departure=${page.cookies.get('rollcall-departure')}`.length < 4_096)
    assert.equal((await comeBack(page, back)).to, end)
  }
})

test('[WS22] if the server is mounted below a path, the return path is below it too', async () => {
  await using provider = await startProvider()
  const below = 'https://meet.example/rooms'
  await using server = await provider.startTester({ env: { ROLLCALL_PUBLIC_URL: below } })
  for (const [name, to] of [
    ['ada', '/rooms/settings'],
    ['nobody', '/rooms/?signin=unknown&to=%2Fsettings'],
  ] as const) {
    const page = new Page(server.url)
    const back = await visitProvider(page, name, '/settings')
    assert.ok(back.href.startsWith(`${below}/api/sso/back?`))
    back.pathname = back.pathname.slice('/rooms'.length)
    assert.equal((await comeBack(page, back)).to, to)
  }
})

test('[WS28] a failed sign-in at the provider keeps the page to which the next attempt leads', async () => {
  await using provider = await startProvider()
  await provider.fallOver()
  await using server = await provider.startTester()
  const to = '/app?roomCode=47'
  const page = new Page(server.url)
  const start = await page.go('GET', page.address(`/api/sso/start?${new URLSearchParams({ to }).toString()}`))
  assert.equal(start.headers.get('location'), '/?signin=unavailable&to=%2Fapp%3FroomCode%3D47')
  await provider.getUp()
  const unknown = await comeBack(page, await visitProvider(page, 'nobody', to))
  assert.equal(unknown.to, '/?signin=unknown&to=%2Fapp%3FroomCode%3D47')
  const forged = await visitProvider(page, 'ada', to)
  forged.searchParams.set('state', 'x'.repeat(43))
  assert.equal((await comeBack(page, forged)).to, '/?signin=failed&to=%2Fapp%3FroomCode%3D47')
})

test('[WS23] a provider that is down does not keep the server from starting; the page learns that and can try again', async () => {
  await using provider = await startProvider()
  await provider.fallOver()
  await using server = await provider.startTester()
  const page = new Page(server.url)
  for (let i = 0; i < 2; i += 1) {
    const answer = await page.go('GET', page.address('/api/sso/start'))
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/?signin=unavailable'])
  }
  assert.equal((await new Page(server.url).signIn(ADA)).userId, 'ada')
  await provider.getUp()
  const back = await visitProvider(page, 'ada')
  await provider.fallOver()
  assert.equal((await comeBack(page, back)).to, '/?signin=failed')
  await provider.getUp()
  assert.equal((await comeBack(page, await visitProvider(page, 'ada'))).userId, 'ada')
})

test('[WS24] without a provider there are no provider routes', async () => {
  await using server = await startTester()
  for (const path of ['/api/sso/start', '/api/sso/back?code=x&state=y']) {
    const { status, body } = await new Page(server.url).ask('GET', path)
    assert.deepEqual([status, body['code']], [404, 'provider-absent'])
  }
})
