import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { Directory } from '../service/account/directory.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import { createHash } from 'node:crypto'
import type { Secrets } from '../service/account/secrets.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { IssuedToken, TokenRefusal } from '../service/account/token-issuer.ts'
import { AccessTokens } from './access-tokens.ts'
import { ClientSecrets } from './client-secrets.ts'
import { memoryTryLimiter } from './try-limiter.ts'
import { CacheBudget } from '../service/cache-budget.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const LIFE_MS = 7_200_000
const APP = { secret: 'app-secret', from: '10.0.0.1' }
const RIGHT = { ...APP, secret: 'suite-secret', ticket: 'ticket', corpId: ACME }
const WRONG = { ...RIGHT, secret: 'wrong' }

/** Hashing is not what is tested here. */
const caches = new CacheBudget(2 ** 26)
const secrets: Secrets = {
  hash: async (secret) => `hash of ${secret}`,
  verify: async (secret, hash) => hash === `hash of ${secret}`,
}

/**
 * A directory with an app and a suite, and the tokens over it. `calls` are the methods of the store that were called.
 * `saveApp` and `saveSuite` change the directory in this process, `elsewhere` in another one.
 */
async function open({ cacheTrust = 'until-own-write' }: { cacheTrust?: CacheTrust } = {}) {
  const store = await openSqlite({ path: ':memory:' })
  let now = 1_780_000_000_000
  const calls: string[] = []
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        if (name === 'cacheTrust') return cacheTrust
        calls.push(String(name))
        return (target[name as keyof Part] as (...given: never[]) => unknown).bind(target)
      },
    })
  const directory = new Directory(counted(store.directory), caches)
  const elsewhere = new Directory(store.directory, caches)
  const limiter = memoryTryLimiter({ failures: 20, windowMs: 60_000 })
  const clientSecrets = new ClientSecrets({ secrets, limiter, wideLimiter: limiter, caches })
  const given = { directory, store: counted(store.tokens), clientSecrets, caches, clock: { now: () => now as EpochMs } }
  const start = () => new AccessTokens(given)
  const appOf = (secret: string, scopes: readonly string[]) => ({
    clientId: 'app',
    organizationId: ACME,
    name: 'App',
    secretHash: `hash of ${secret}`,
    scopes,
  })
  const suiteOf = (authorized: readonly OrganizationId[], ticketHash?: string) => ({
    suiteKey: 'suite',
    secretHash: 'hash of suite-secret',
    scopes: ['write'],
    authorized,
    ...(ticketHash !== undefined && { ticketHash }),
  })
  const saveApp = (secret: string, scopes: readonly string[] = ['read']) => directory.saveApp(appOf(secret, scopes))
  const saveSuite = (...suite: Parameters<typeof suiteOf>) => directory.saveSuite(suiteOf(...suite))
  for (const id of [ACME, GLOBEX]) await directory.saveOrganization({ id, name: id })
  await saveApp('app-secret')
  await saveSuite([ACME], 'hash of ticket')
  return {
    calls,
    start,
    saveApp,
    saveSuite,
    elsewhere: {
      saveApp: (secret: string, scopes: readonly string[]) => elsewhere.saveApp(appOf(secret, scopes)),
      saveSuite: (authorized: readonly OrganizationId[]) => elsewhere.saveSuite(suiteOf(authorized)),
    },
    /** What is stored of `token`. */
    storedOf: (token: string) =>
      store.tokens.find(createHash('sha256').update(token).digest('hex')).then((record) => record ?? assert.fail()),
    store: store.tokens,
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

test('[AT1] a token identifies the app; neither it nor the secret is stored', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', APP))
  assert.deepEqual(await tokens.authenticate(token), {
    clientId: 'app',
    kind: 'app',
    organizationId: ACME,
    scopes: new Set(['read']),
  })
  assert.doesNotMatch(JSON.stringify(await world.storedOf(token)), new RegExp(`${token}|app-secret`))
})

test('[AT2] an app that requests a token again gets the same one with a new expiry', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', APP))
  assert.ok(await tokens.authenticate(token))
  world.pass(LIFE_MS - 1)
  assert.equal(tokenOf(await tokens.issueToApp('app', APP)), token)
  world.pass(LIFE_MS - 1)
  assert.ok(await tokens.authenticate(token))
  world.pass(1)
  assert.equal(await tokens.authenticate(token), undefined)
  assert.notEqual(tokenOf(await tokens.issueToApp('app', APP)), token)
})

test('[AT2] an app that asks many times at the same time gets one token', async () => {
  await using world = await open()
  const tokens = world.start()
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => tokens.issueToApp('app', APP)))
  assert.equal(new Set(outcomes.map(tokenOf)).size, 1)
})

test('[AT3] a third-party app gets a new token each time; the earlier one stays valid until it expires', async () => {
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

test('[AT4] a token survives a restart and is the same when it is requested again', async () => {
  await using world = await open()
  const token = tokenOf(await world.start().issueToApp('app', APP))
  const restarted = world.start()
  assert.ok(await restarted.authenticate(token))
  assert.equal(tokenOf(await restarted.issueToApp('app', APP)), token)
})

test('[AT5] after a change of its secret an app gets a new token', async () => {
  await using world = await open()
  const token = tokenOf(await world.start().issueToApp('app', APP))
  await world.saveApp('new-secret')
  const restarted = world.start()
  assert.equal(await restarted.issueToApp('app', APP), 'client-unknown')
  const other = tokenOf(await restarted.issueToApp('app', { ...APP, secret: 'new-secret' }))
  assert.notEqual(other, token)
  assert.equal(tokenOf(await restarted.issueToApp('app', { ...APP, secret: 'new-secret' })), other)
})

test('[AT6] an expired token is treated like one that was never issued', async () => {
  await using world = await open()
  const tokens = world.start()
  for (const token of ['', 'x', '0'.repeat(32)]) assert.equal(await tokens.authenticate(token), undefined)
  const token = tokenOf(await tokens.issueToApp('app', APP))
  assert.equal(await tokens.authenticate(token.toUpperCase()), undefined)
  world.pass(LIFE_MS)
  assert.equal(await tokens.authenticate(token), undefined)
  assert.equal(await world.start().authenticate(token), undefined)
})

test('[AT7] the unified operation gives an app its current token, and a third-party app a new one', async () => {
  await using world = await open()
  const tokens = world.start()
  const app = { ...APP, corpId: ACME }
  const token = tokenOf(await tokens.issueToApp('app', APP))
  assert.equal(tokenOf(await tokens.issue('app', app)), token)
  assert.notEqual(tokenOf(await tokens.issue('suite', RIGHT)), tokenOf(await tokens.issue('suite', RIGHT)))
  assert.equal(await tokens.issue('app', { ...app, corpId: GLOBEX }), 'not-authorized')
  assert.equal(await tokens.issue('suite', { ...RIGHT, corpId: GLOBEX }), 'not-authorized')
})

test('[AT8] if no other server writes to the store, a cached token needs no read of it', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', APP))
  await tokens.authenticate(token)
  world.calls.length = 0
  world.pass(LIFE_MS - 1)
  const caller = tokens.authenticate(token)
  assert.ok(!(caller instanceof Promise))
  assert.equal(caller?.clientId, 'app')
  assert.deepEqual(world.calls, [])
})

test('[AT8] if other servers write to the store, their change of an app takes effect within 5 s', async () => {
  await using world = await open({ cacheTrust: 'when-read' })
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', APP))
  await tokens.authenticate(token)
  await world.elsewhere.saveApp('app-secret', [])
  world.pass(4_999)
  assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set(['read']))
  world.pass(1)
  assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set())
  await world.elsewhere.saveApp('other-secret', [])
  world.pass(5_000)
  assert.equal(await tokens.authenticate(token), undefined)
})

test('[AT8] if other servers write to the store, a withdrawn authorization takes effect within 5 s', async () => {
  await using world = await open({ cacheTrust: 'when-read' })
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToSuite('suite', RIGHT))
  await tokens.authenticate(token)
  await world.elsewhere.saveSuite([GLOBEX])
  world.pass(5_000)
  assert.equal(await tokens.authenticate(token), undefined)
})

for (const cacheTrust of ['until-own-write', 'when-read'] as const) {
  test(`[AT12] a revoked scope takes effect with the next call, also after a renewal, with trust ${cacheTrust}`, async () => {
    await using world = await open({ cacheTrust })
    const tokens = world.start()
    const token = tokenOf(await tokens.issueToApp('app', APP))
    await tokens.authenticate(token)
    await world.saveApp('app-secret', [])
    assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set())
    await world.saveApp('app-secret', ['write'])
    assert.equal(tokenOf(await tokens.issueToApp('app', APP)), token)
    assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set(['write']))
  })

  test(`[AT12] a changed secret ends the tokens of the old one with the next call, with trust ${cacheTrust}`, async () => {
    await using world = await open({ cacheTrust })
    const tokens = world.start()
    const token = tokenOf(await tokens.issueToApp('app', APP))
    await tokens.authenticate(token)
    await world.saveApp('new-secret')
    assert.equal(await tokens.authenticate(token), undefined)
    assert.equal(await world.start().authenticate(token), undefined)
    const next = tokenOf(await tokens.issueToApp('app', { ...APP, secret: 'new-secret' }))
    assert.equal((await tokens.authenticate(next))?.clientId, 'app')
  })

  test(`[AT12] a withdrawn authorization takes effect with the next call, with trust ${cacheTrust}`, async () => {
    await using world = await open({ cacheTrust })
    const tokens = world.start()
    const token = tokenOf(await tokens.issueToSuite('suite', RIGHT))
    await tokens.authenticate(token)
    await world.saveSuite([GLOBEX], 'hash of ticket')
    assert.equal(await tokens.authenticate(token), undefined)
  })
}

test('[AT12] a change of an app while its token is read is not missed', async () => {
  await using world = await open()
  const tokens = world.start()
  const token = tokenOf(await tokens.issueToApp('app', APP))
  const reading = tokens.authenticate(token)
  await world.saveApp('app-secret', [])
  await reading
  assert.deepEqual((await tokens.authenticate(token))?.scopes, new Set())
})

test('[AT4] a token that an earlier version issued is valid until it expires', async () => {
  await using world = await open()
  const token = tokenOf(await world.start().issueToApp('app', APP))
  const { secretMark: _unknown, ...older } = await world.storedOf(token)
  await world.store.save(older)
  assert.equal((await world.start().authenticate(token))?.clientId, 'app')
})

test('[AT10] a wrong id, secret, ticket or organization gives no token', async () => {
  await using world = await open()
  const tokens = world.start()
  assert.equal(await tokens.issueToApp('app', WRONG), 'client-unknown')
  assert.equal(await tokens.issueToApp('suite', RIGHT), 'client-unknown')
  assert.equal(await tokens.issueToApp('nobody', APP), 'client-unknown')
  assert.equal(await tokens.issueToSuite('suite', WRONG), 'client-unknown')
  assert.equal(await tokens.issueToSuite('app', RIGHT), 'client-unknown')
  assert.equal(await tokens.issueToSuite('suite', { ...RIGHT, ticket: 'stale' }), 'ticket-invalid')
  assert.equal(await tokens.issueToSuite('suite', { ...RIGHT, corpId: GLOBEX }), 'not-authorized')
  assert.equal(await tokens.issue('nobody', WRONG), 'client-unknown')
  assert.equal(await tokens.issue('app', WRONG), 'client-unknown')
  assert.equal(await tokens.issue('suite', WRONG), 'client-unknown')
})

test('[AT10] a third-party app without a configured ticket accepts any ticket', async () => {
  await using world = await open()
  await world.saveSuite([ACME, GLOBEX])
  tokenOf(await world.start().issueToSuite('suite', { ...RIGHT, ticket: 'any', corpId: GLOBEX }))
})
