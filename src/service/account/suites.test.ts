import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { SCOPES } from './caller.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const HOUR_MS = 3_600_000
const [READ = '', WRITE = ''] = SCOPES
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }

const seed = {
  organizations: [
    { corpId: ACME, name: 'Acme' },
    { corpId: GLOBEX, name: 'Globex' },
  ],
  suites: [{ suiteKey: 'seeded', suiteSecret: 'of the seed', authorizedCorpIds: [ACME], scopes: [READ] }],
}

async function opened() {
  const services = await openTestServices()
  await services.seeding.apply(seed)
  const { accessTokens } = services
  const tokenOf = async (suiteKey: string, secret: string, { corpId = ACME, ticket = 'any' } = {}) => {
    const issued = await accessTokens.issueToSuite(suiteKey, { secret, ticket, corpId, from: '::1' })
    return typeof issued === 'string' ? issued : issued.token
  }
  const scopesOf = async (token: string) => [...((await accessTokens.authenticate(token))?.scopes ?? ['none'])]
  const actsOf = async (organizationId: OrganizationId) => {
    const { entries } = await services.audit.page(root, organizationId, { limit: 20 })
    return entries.map(({ action, target }) => `${action} ${target.id}`)
  }
  return { ...services, tokenOf, scopesOf, actsOf }
}

test('[DI26] a third-party app is added, works for its organizations only, and changes on the next call', async () => {
  await using world = await opened()
  const { suites } = world
  const order = { name: ' Room  board ', scopes: [READ], authorized: [ACME, ACME], ticket: 'the ticket' }
  const { suite, secret } = await suites.add(root, order)
  assert.match(suite.suiteKey, /^suite[a-z0-9]{16}$/)
  assert.deepEqual([suite.name, suite.authorized], ['Room board', [ACME]])
  const { suiteKey } = suite
  const ticket = 'the ticket'
  assert.equal(await world.tokenOf(suiteKey, secret), 'ticket-invalid')
  assert.equal(await world.tokenOf(suiteKey, secret, { ticket, corpId: GLOBEX }), 'not-authorized')
  const token = await world.tokenOf(suiteKey, secret, { ticket })
  assert.deepEqual(await world.scopesOf(token), [READ])
  await suites.change(root, suiteKey, { scopes: [READ, WRITE] })
  assert.deepEqual(await world.scopesOf(token), [READ, WRITE])
  const changed = await suites.change(root, suiteKey, { name: 'Board', authorized: [GLOBEX] })
  assert.deepEqual([changed.name, changed.authorized, changed.scopes], ['Board', [GLOBEX], [READ, WRITE]])
  assert.deepEqual(await world.scopesOf(token), ['none'])
  const other = await world.tokenOf(suiteKey, secret, { ticket, corpId: GLOBEX })
  assert.deepEqual(await world.scopesOf(other), [READ, WRITE])
  const first = await suites.page(root, { limit: 1 })
  const rest = await suites.page(root, { limit: 1, ...(first.next && { after: first.next }) })
  assert.deepEqual(
    [...first.suites, ...rest.suites].map(({ name }) => name),
    ['Board', 'seeded'],
  )
  assert.equal(rest.next, undefined)
  await suites.revoke(root, suiteKey)
  assert.deepEqual(await world.scopesOf(other), ['none'])
  assert.equal(await world.tokenOf(suiteKey, secret, { ticket, corpId: GLOBEX }), 'client-unknown')
})

test('[DI27] the audit log of each organization has what concerns it', async () => {
  await using world = await opened()
  const { suites } = world
  await suites.add(root, { suiteKey: 's', name: 'S', scopes: [], authorized: [ACME] })
  await suites.change(root, 's', { authorized: [GLOBEX] })
  await suites.renewSecret(root, 's', 1)
  await suites.revoke(root, 's')
  assert.deepEqual(await world.actsOf(ACME), ['suite-changed s', 'suite-added s'])
  assert.deepEqual(await world.actsOf(GLOBEX), ['suite-revoked s', 'suite-secret-renewed s', 'suite-changed s'])
})

test('[DI27] an organization does not learn from its audit log for which others an app works', async () => {
  await using world = await opened()
  const { suites, audit } = world
  await suites.add(root, { suiteKey: 's', name: 'S', scopes: [], authorized: [ACME, GLOBEX] })
  await suites.change(root, 's', { authorized: [GLOBEX], name: 'T' })
  await suites.change(root, 's', { name: 'U' })
  const detailsOf = async (id: OrganizationId) =>
    (await audit.page(root, id, { limit: 9 })).entries.map((it) => it.details)
  assert.deepEqual(await detailsOf(ACME), [
    { name: 'T', authorized: false },
    { name: 'S', scopes: [], authorized: true },
  ])
  assert.deepEqual(await detailsOf(GLOBEX), [
    { name: 'U' },
    { name: 'T', authorized: true },
    { name: 'S', scopes: [], authorized: true },
  ])
})

test('[DI26] a new secret leaves the previous secret valid for the hours that are chosen, and no seed replaces it', async () => {
  await using world = await opened()
  const { suites, clock } = world
  const former = await world.tokenOf('seeded', 'of the seed')
  const { secret, suite } = await suites.renewSecret(root, 'seeded', 2)
  assert.equal(suite.formerSecret?.until, clock.now() + 2 * HOUR_MS)
  await world.seeding.apply(seed)
  for (const valid of ['of the seed', secret])
    assert.deepEqual(await world.scopesOf(await world.tokenOf('seeded', valid)), [READ])
  clock.forward(2 * HOUR_MS)
  assert.deepEqual(await world.scopesOf(former), ['none'])
  assert.equal(await world.tokenOf('seeded', 'of the seed'), 'client-unknown')
  await suites.change(root, 'seeded', { name: 'Named' })
  await world.seeding.apply(seed)
  assert.equal((await suites.page(root, { limit: 9 })).suites[0]?.name, 'Named')
  await suites.revoke(root, 'seeded')
  await world.seeding.apply(seed)
  assert.equal(await world.tokenOf('seeded', secret), 'client-unknown')
})

test('[DI26] only operators change third-party apps, and what cannot be is refused', async () => {
  await using world = await opened()
  const { suites, apps } = world
  const order = { name: 'S', scopes: [READ], authorized: [ACME] }
  for (const act of [
    () => suites.add(ada, order),
    () => suites.change(ada, 'seeded', { name: 'Mine' }),
    () => suites.renewSecret(ada, 'seeded', 1),
    () => suites.revoke(ada, 'seeded'),
    async () => suites.page(ada, { limit: 1 }),
  ])
    await assert.rejects(act, { code: 'not-operator' })
  await apps.add(ada, ACME, { clientId: 'app', name: 'App', scopes: [] })
  const nowhere = ['nowhere' as OrganizationId]
  for (const [code, act] of [
    ['app-exists', () => suites.add(root, { ...order, suiteKey: 'seeded' })],
    ['app-exists', () => suites.add(root, { ...order, suiteKey: 'app' })],
    ['scope-unknown', () => suites.add(root, { ...order, scopes: ['All'] })],
    ['organization-not-found', () => suites.add(root, { ...order, authorized: nowhere })],
    ['organization-not-found', () => suites.change(root, 'seeded', { authorized: nowhere })],
    ['scope-unknown', () => suites.change(root, 'seeded', { scopes: ['All'] })],
    ['suite-not-found', () => suites.change(root, 'nobody', { name: 'N' })],
    ['suite-not-found', () => suites.revoke(root, 'nobody')],
  ] as const)
    await assert.rejects(act, { code })
  await suites.revoke(root, 'seeded')
  await assert.rejects(suites.add(root, { ...order, suiteKey: 'seeded' }), { code: 'app-exists' })
})
