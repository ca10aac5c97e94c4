import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { DirectoryStore } from '../service/account/directory-store.ts'
import type { Secrets } from '../service/account/secrets.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { IssuedToken, TokenRefusal } from '../service/account/token-issuer.ts'
import { AccessTokens } from './access-tokens.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const LIFE_MS = 7_200_000
const WRONG = { secret: 'wrong', ticket: 'ticket', corpId: ACME }
const RIGHT = { secret: 'suite-secret', ticket: 'ticket', corpId: ACME }

/** Hashing is not what is tested here. */
const secrets: Secrets = {
  hash: async (secret) => `hash of ${secret}`,
  verify: async (secret, hash) => hash === `hash of ${secret}`,
}

/** A directory with an app and a suite, and the tokens over it. */
async function open({ exclusive = true } = {}) {
  const store = await openSqlite({ path: ':memory:' })
  const { directory } = store
  let now = 1_780_000_000_000
  const calls: string[] = []
  const counted = new Proxy(directory, {
    get(target, name: keyof DirectoryStore) {
      calls.push(name)
      return (target[name] as (...given: never[]) => unknown).bind(target)
    },
  })
  const start = () => new AccessTokens({ directory: counted, secrets, clock: { now: () => now as EpochMs }, exclusive })
  const saveApp = (secret: string, scopes: readonly string[] = ['read']) =>
    directory.saveApp({ clientId: 'app', organizationId: ACME, name: 'App', secretHash: `hash of ${secret}`, scopes })
  const saveSuite = (authorized: readonly OrganizationId[], ticketHash?: string) =>
    directory.saveSuite({
      suiteKey: 'suite',
      secretHash: 'hash of suite-secret',
      scopes: ['write'],
      authorized,
      ...(ticketHash !== undefined && { ticketHash }),
    })
  for (const id of [ACME, GLOBEX]) await directory.saveOrganization({ id, name: id })
  await saveApp('app-secret')
  await saveSuite([ACME], 'hash of ticket')
  return {
    directory,
    calls,
    start,
    saveApp,
    saveSuite,
    pass: (ms: number) => (now += ms),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

function tokenOf(outcome: IssuedToken | TokenRefusal): string {
  assert.ok(typeof outcome === 'object', String(outcome))
  assert.equal(outcome.lifeS, 7_200)
  assert.match(outcome.token, /^[0-9a-f]{32}$/)
  return outcome.token
}

test('[AT1] a token says who asks, and neither it nor the secret is kept', async () => {
  await using world = await open()
  const tokens = world.start()
  const saved: unknown[] = []
  const { saveToken } = world.directory
  world.directory.saveToken = (token) => (saved.push(token), saveToken.call(world.directory, token))
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  assert.deepEqual(await tokens.authenticate(token), {
    clientId: 'app',
    kind: 'app',
    organizationId: ACME,
    scopes: new Set(['read']),
  })
  assert.equal(saved.length, 1)
  assert.doesNotMatch(JSON.stringify(saved), new RegExp(`${token}|app-secret`))
})

test('[AT2] an app that asks again gets the same token, with its life renewed', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  assert.ok(await tokens.authenticate(token))
  world.pass(LIFE_MS - 1)
  assert.equal(tokenOf(await tokens.issueToApp('app', 'app-secret')), token)
  world.pass(LIFE_MS - 1)
  assert.ok(await tokens.authenticate(token))
  world.pass(1)
  assert.equal(await tokens.authenticate(token), undefined)
  assert.notEqual(tokenOf(await tokens.issueToApp('app', 'app-secret')), token)
})

test('[AT2] an app that asks many times at once gets one token', async () => {
  await using world = await open()
  const tokens = world.start()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => tokens.issueToApp('app', 'app-secret')))
  assert.equal(new Set(outcomes.map(tokenOf)).size, 1)
})

test('[AT3] a suite gets a new token each time, and the older one stays valid until it expires', async () => {
  await using world = await open()
  const tokens = world.start()
  const first = tokenOf(await tokens.issueToSuite('suite', RIGHT))
  world.pass(LIFE_MS / 2)
  const second = tokenOf(await tokens.issueToSuite('suite', RIGHT))
  assert.notEqual(first, second)
  for (const token of [first, second]) {
    assert.deepEqual(await tokens.authenticate(token), {
      clientId: 'suite',
      kind: 'suite',
      organizationId: ACME,
      scopes: new Set(['write']),
    })
  }
  world.pass(LIFE_MS / 2)
  assert.equal(await tokens.authenticate(first), undefined)
  assert.ok(await tokens.authenticate(second))
})

test('[AT4] a token holds across a restart, and is the same when asked for again', async () => {
  await using world = await open()
  const token = tokenOf(await world.start().issueToApp('app', 'app-secret'))
  const restarted = world.start()
  assert.ok(await restarted.authenticate(token))
  assert.equal(tokenOf(await restarted.issueToApp('app', 'app-secret')), token)
})

test('[AT5] after a change of its secret an app gets another token', async () => {
  await using world = await open()
  const token = tokenOf(await world.start().issueToApp('app', 'app-secret'))
  await world.saveApp('new-secret')
  const restarted = world.start()
  assert.equal(await restarted.issueToApp('app', 'app-secret'), 'client-unknown')
  const other = tokenOf(await restarted.issueToApp('app', 'new-secret'))
  assert.notEqual(other, token)
  assert.equal(tokenOf(await restarted.issueToApp('app', 'new-secret')), other)
})

test('[AT6] a token never issued is nobody’s, and an expired one as little', async () => {
  await using world = await open()
  const tokens = world.start()
  for (const token of ['', 'x', '0'.repeat(32)]) assert.equal(await tokens.authenticate(token), undefined)
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  assert.equal(await tokens.authenticate(token.toUpperCase()), undefined)
  world.pass(LIFE_MS)
  assert.equal(await tokens.authenticate(token), undefined)
  assert.equal(await world.start().authenticate(token), undefined)
})

test('[AT7] the unified operation gives an app its token, and a suite a new one', async () => {
  await using world = await open()
  const tokens = world.start()
  const app = { secret: 'app-secret', corpId: ACME }
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  assert.equal(tokenOf(await tokens.issue('app', app)), token)
  const suite = { secret: 'suite-secret', corpId: ACME }
  assert.notEqual(tokenOf(await tokens.issue('suite', suite)), tokenOf(await tokens.issue('suite', suite)))
  assert.equal(await tokens.issue('app', { ...app, corpId: GLOBEX }), 'not-authorized')
  assert.equal(await tokens.issue('suite', { ...suite, corpId: GLOBEX }), 'not-authorized')
})

test('[AT8] with a store of our own a token is known without asking it', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  await tokens.authenticate(token)
  world.calls.length = 0
  world.pass(LIFE_MS - 1)
  const caller = tokens.authenticate(token)
  assert.ok(!(caller instanceof Promise))
  assert.equal(caller?.clientId, 'app')
  assert.deepEqual(world.calls, [])
})

test('[AT8] in a store that others write to, a right taken away is gone after 5 s', async () => {
  await using world = await open({ exclusive: false })
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', 'app-secret'))
  await tokens.authenticate(token)
  await world.saveApp('app-secret', [])
  world.pass(4_999)
  assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set(['read']))
  world.pass(1)
  assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set())
})

test('[AT8] a suite whose authorisation was taken back is nobody’s any more', async () => {
  await using world = await open({ exclusive: false })
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToSuite('suite', RIGHT))
  await tokens.authenticate(token)
  await world.saveSuite([GLOBEX], 'hash of ticket')
  world.pass(5_000)
  assert.equal(await tokens.authenticate(token), undefined)
})

test('[AT10] a wrong id, secret, ticket or organisation gives no token', async () => {
  await using world = await open()
  const tokens = world.start()
  assert.equal(await tokens.issueToApp('app', 'wrong'), 'client-unknown')
  assert.equal(await tokens.issueToApp('suite', 'suite-secret'), 'client-unknown')
  assert.equal(await tokens.issueToApp('nobody', 'app-secret'), 'client-unknown')
  assert.equal(await tokens.issueToSuite('suite', WRONG), 'client-unknown')
  assert.equal(await tokens.issueToSuite('app', RIGHT), 'client-unknown')
  assert.equal(await tokens.issueToSuite('suite', { ...RIGHT, ticket: 'stale' }), 'ticket-invalid')
  assert.equal(await tokens.issueToSuite('suite', { ...RIGHT, corpId: GLOBEX }), 'not-authorized')
  assert.equal(await tokens.issue('nobody', WRONG), 'client-unknown')
  assert.equal(await tokens.issue('app', WRONG), 'client-unknown')
  assert.equal(await tokens.issue('suite', WRONG), 'client-unknown')
})

test('[AT10] a suite without a set ticket takes any', async () => {
  await using world = await open()
  await world.saveSuite([ACME, GLOBEX])
  tokenOf(await world.start().issueToSuite('suite', { ...RIGHT, ticket: 'any', corpId: GLOBEX }))
})
