import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { SCOPES } from './caller.ts'
import type { IssuedToken } from './token-issuer.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const HOUR_MS = 3_600_000
const [READ = '', WRITE = ''] = SCOPES
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }

async function opened() {
  const services = await openTestServices()
  const app = { clientId: 'seeded', clientSecret: 'of the seed', name: 'Seeded', scopes: [READ] }
  const seed = {
    organizations: [
      { corpId: ACME, name: 'Acme', apps: [app] },
      { corpId: GLOBEX, name: 'Globex' },
    ],
  }
  await services.seeding.apply(seed)
  const { accessTokens } = services
  const tokenOf = async (clientId: string, secret: string) => {
    const issued = await accessTokens.issueToApp(clientId, { secret, from: '::1' })
    return typeof issued === 'string' ? issued : (issued satisfies IssuedToken).token
  }
  const scopesOf = async (token: string) => [...((await accessTokens.authenticate(token))?.scopes ?? ['none'])]
  return { ...services, seed, tokenOf, scopesOf }
}

test('[DI15] an app is added with its secret, renamed, and its scopes take effect on the next call', async () => {
  await using world = await opened()
  const { apps } = world
  const { app, secret } = await apps.add(ada, ACME, { name: ' CI  2 ', scopes: [READ] })
  assert.match(app.clientId, /^ding[a-z0-9]{16}$/)
  assert.match(secret, /^\w{64}$/)
  assert.equal(app.name, 'CI 2')
  const token = await world.tokenOf(app.clientId, secret)
  assert.deepEqual(await world.scopesOf(token), [READ])
  await apps.change(ada, ACME, app.clientId, { name: 'CI', scopes: [READ, WRITE] })
  assert.deepEqual(await world.scopesOf(token), [READ, WRITE])
  const { apps: listed, next } = await apps.page(ada, ACME, { limit: 1 })
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['CI'],
  )
  assert.ok(next)
  const rest = await apps.page(ada, ACME, { limit: 9, after: next })
  assert.deepEqual(
    rest.apps.map(({ name }) => name),
    ['Seeded'],
  )
  const { entries } = await world.audit.page(ada, ACME, { limit: 9 })
  assert.deepEqual(
    entries.map(({ action, target, details }) => [action, target.id, details]),
    [
      ['app-changed', app.clientId, { name: 'CI', scopes: [READ, WRITE] }],
      ['app-added', app.clientId, { name: 'CI 2', scopes: [READ] }],
    ],
  )
  assert.ok(!JSON.stringify(entries).includes(secret))
})

test('[DI15] what is wrong with an app is refused, and other organizations do not have it', async () => {
  await using world = await opened()
  const { apps } = world
  const gus: Principal = { ...ada, organizationId: GLOBEX, userId: 'gus' }
  const unknown = { name: 'A', scopes: ['All'] }
  await assert.rejects(apps.add(ada, ACME, unknown), { code: 'scope-unknown' })
  await assert.rejects(apps.change(ada, ACME, 'seeded', unknown), { code: 'scope-unknown' })
  await assert.rejects(apps.add(gus, GLOBEX, { clientId: 'seeded', name: 'A', scopes: [] }), { code: 'app-exists' })
  for (const act of [
    () => apps.change(gus, GLOBEX, 'seeded', { name: 'Mine' }),
    () => apps.renewSecret(gus, GLOBEX, 'seeded', 0),
    () => apps.revoke(gus, GLOBEX, 'seeded'),
  ])
    await assert.rejects(act, { code: 'app-not-found' })
  for (const act of [
    async () => apps.page(gus, ACME, { limit: 1 }),
    () => apps.add(gus, ACME, { name: 'A', scopes: [] }),
    async () => apps.change(gus, ACME, 'seeded', { name: 'Mine' }),
    () => apps.renewSecret(gus, ACME, 'seeded', 0),
    () => apps.revoke(gus, ACME, 'seeded'),
  ])
    await assert.rejects(act, { code: 'not-administrator' })
})

test('[DI16] the previous secret and its tokens are valid for the hours of the overlap', async () => {
  await using world = await opened()
  const { apps, clock } = world
  const { app, secret: first } = await apps.add(ada, ACME, { name: 'CI', scopes: [READ] })
  const early = await world.tokenOf(app.clientId, first)
  const { secret: second, app: renewed } = await apps.renewSecret(ada, ACME, app.clientId, 1)
  assert.equal(renewed.formerSecret?.until, clock.now() + HOUR_MS)
  const later = await world.tokenOf(app.clientId, second)
  const ofFormer = await world.tokenOf(app.clientId, first)
  for (const token of [early, later, ofFormer]) assert.deepEqual(await world.scopesOf(token), [READ])
  clock.forward(HOUR_MS - 1)
  for (const token of [early, later, ofFormer]) assert.deepEqual(await world.scopesOf(token), [READ])
  clock.forward(1)
  for (const token of [early, ofFormer]) assert.deepEqual(await world.scopesOf(token), ['none'])
  assert.deepEqual(await world.scopesOf(later), [READ])
  assert.equal(await world.tokenOf(app.clientId, first), 'client-unknown')
  await apps.renewSecret(ada, ACME, app.clientId, 0)
  assert.deepEqual(await world.scopesOf(later), ['none'])
  assert.equal(await world.tokenOf(app.clientId, second), 'client-unknown')
})

test('[DI17] [DI19] a revoked app is gone permanently, also for a seed', async () => {
  await using world = await opened()
  const { apps } = world
  const token = await world.tokenOf('seeded', 'of the seed')
  assert.deepEqual(await world.scopesOf(token), [READ])
  await apps.revoke(ada, ACME, 'seeded')
  const isGone = async () => {
    assert.deepEqual(await world.scopesOf(token), ['none'])
    assert.equal(await world.tokenOf('seeded', 'of the seed'), 'client-unknown')
    assert.deepEqual((await apps.page(ada, ACME, { limit: 9 })).apps, [])
  }
  await isGone()
  await world.seeding.apply(world.seed)
  await isGone()
  await assert.rejects(apps.add(ada, ACME, { clientId: 'seeded', name: 'A', scopes: [] }), { code: 'app-exists' })
  await assert.rejects(apps.revoke(ada, ACME, 'seeded'), { code: 'app-not-found' })
})

test('[DI19] a seed does not replace a secret that was renewed', async () => {
  await using world = await opened()
  const { secret } = await world.apps.renewSecret(ada, ACME, 'seeded', 0)
  await world.seeding.apply(world.seed)
  assert.equal(await world.tokenOf('seeded', 'of the seed'), 'client-unknown')
  assert.deepEqual(await world.scopesOf(await world.tokenOf('seeded', secret)), [READ])
})
