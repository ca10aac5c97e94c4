import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import type { NewPasswordLink } from './password-links.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }
type AnyLink = Pick<NewPasswordLink, 'url'>
const OWN = 'difference engine'
const DAY_MS = 86_400_000

/** Acme with its administrator Ada, the member Bram who signs in at a provider only, and Olga, who is an operator. */
async function opened() {
  const store = await openSqlite({ path: ':memory:' })
  const services = await openTestServices({ adapters: { store } })
  const users = [
    { userId: 'ada', unionId: 'ada', name: 'Ada', admin: true },
    { userId: 'bram', unionId: 'bram', name: 'Bram' },
    { userId: 'cleo', unionId: 'cleo', name: 'Cleo', password: 'asp' },
    { userId: 'olga', unionId: 'olga', name: 'Olga', operator: true },
  ]
  const seed = { organizations: [{ corpId: ACME, name: 'Acme', users }] }
  await services.seeding.apply(seed)
  const { passwordLinks } = services
  const client = { from: '::1', address: '::1', browser: 'Firefox' }
  const read = (link: AnyLink, from = '::1') => passwordLinks.read({ token: tokenOf(link), from })
  const use = (link: AnyLink, password = OWN) => passwordLinks.use({ ...client, token: tokenOf(link), password })
  const acts = async () => (await services.audit.page(root, ACME, { limit: 99 })).entries
  const rows = () => store.database.prepare('select * from password_link').all()
  return { ...services, seed, read, use, acts, rows }
}

const tokenOf = ({ url }: AnyLink) => new URL(url).hash.slice(1)
const invalid = { code: 'password-link-invalid' }

test('[WS30] an administrator makes a link, and nothing of it can be read afterwards', async () => {
  await using world = await opened()
  const { passwordLinks, passwords, clock } = world
  const link = await passwordLinks.make(ada, ACME, 'cleo')
  assert.match(link.url, /^https:\/\/meet\.example\/password#[\w-]{43}$/)
  assert.equal(link.expiresAt, clock.now() + DAY_MS)
  // Until it is used, the person signs in as before.
  await passwords.check({ organizationId: ACME, userId: 'cleo', from: '::1', password: 'asp' })
  const [entry] = await world.acts()
  assert.deepEqual([entry?.action, entry?.target.id], ['user-password-link-made', 'cleo'])
  const rows = world.rows()
  assert.equal(rows.length, 1)
  for (const kept of [entry, rows]) assert.ok(!JSON.stringify(kept).includes(tokenOf(link)))
})

test('[WS30] nobody else makes a link, and a person who is disabled gets none', async () => {
  await using world = await opened()
  const { passwordLinks, people } = world
  for (const by of [
    { ...ada, admin: false },
    { ...ada, organizationId: GLOBEX },
  ])
    await assert.rejects(async () => passwordLinks.make(by, ACME, 'cleo'), { code: 'not-administrator' })
  await assert.rejects(passwordLinks.make(ada, ACME, 'olga'), { code: 'not-operator' })
  await assert.rejects(passwordLinks.make(ada, ACME, 'nobody'), { code: 'user-not-found' })
  await people.disable(ada, ACME, 'cleo')
  await assert.rejects(passwordLinks.make(ada, ACME, 'cleo'), { code: 'user-disabled' })
  assert.deepEqual(
    (await world.acts()).map(({ action }) => action),
    ['user-disabled'],
  )
})

test('[WS31] a link is valid once, also for two at the same moment', async () => {
  await using world = await opened()
  const link = await world.passwordLinks.make(ada, ACME, 'cleo')
  assert.equal((await world.read(link)).userId, 'cleo')
  assert.equal((await world.read(link)).userId, 'cleo')
  const outcomes = await Promise.allSettled([world.use(link), world.use(link, `${OWN}, too`)])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  for (const again of [world.read(link), world.use(link)]) await assert.rejects(again, invalid)
})

test('[WS31] a link is valid for 24 hours, and then deleted', async () => {
  await using world = await opened()
  const link = await world.passwordLinks.make(ada, ACME, 'cleo')
  world.clock.forward(DAY_MS - 1)
  await world.passwordLinks.deleteExpired()
  assert.equal((await world.read(link)).userId, 'cleo')
  world.clock.forward(1)
  for (const late of [world.read(link), world.use(link)]) await assert.rejects(late, invalid)
  await world.passwordLinks.deleteExpired()
  assert.deepEqual(world.rows(), [])
})

type World = Awaited<ReturnType<typeof opened>>

for (const [what, userId, end] of [
  ['a newer link was made', 'cleo', ({ passwordLinks }: World) => passwordLinks.make(root, ACME, 'cleo')],
  [
    'the person chose another password',
    'cleo',
    ({ passwords }: World) => passwords.change({ organizationId: ACME, userId: 'cleo', password: 'asp' }, OWN),
  ],
  [
    'an administrator gave the person a password',
    'bram',
    ({ people }: World) => people.resetPassword(ada, ACME, 'bram'),
  ],
  [
    'a seed replaced the password',
    'cleo',
    ({ seeding, seed }: World) => {
      const organizations = seed.organizations.map((one) => ({
        ...one,
        users: one.users.map((user) => ({ ...user, ...(user.userId === 'cleo' && { password: 'new' }) })),
      }))
      return seeding.apply({ organizations })
    },
  ],
  ['the person was disabled', 'cleo', ({ people }: World) => people.disable(ada, ACME, 'cleo')],
  [
    'the person was disabled for a while',
    'cleo',
    async ({ people }: World) => {
      await people.disable(ada, ACME, 'cleo')
      await people.enable(ada, ACME, 'cleo')
    },
  ],
  ['the person was deleted', 'bram', ({ people }: World) => people.delete(ada, ACME, 'bram')],
  [
    'the person was deleted and added again',
    'bram',
    async ({ people }: World) => {
      await people.delete(ada, ACME, 'bram')
      await people.add(ada, ACME, { userId: 'bram', name: 'Bram' })
    },
  ],
] as const) {
  test(`[WS31] a link is no longer valid after ${what}`, async () => {
    await using world = await opened()
    const link = await world.passwordLinks.make(ada, ACME, userId)
    await end(world)
    for (const late of [world.read(link), world.use(link)]) await assert.rejects(late, invalid)
  })
}

test('[WS43] a link by mail ends an earlier one by mail, and not the link of an administrator', async () => {
  await using world = await opened()
  const { passwordLinks } = world
  await world.people.change(ada, ACME, 'cleo', { email: 'cleo@acme.example' })
  const mailed = async () => {
    const made = await passwordLinks.makeForMail({ organizationId: ACME, userId: 'cleo' })
    assert.ok(made)
    return made
  }
  const early = await mailed()
  const made = await passwordLinks.make(ada, ACME, 'cleo')
  await assert.rejects(world.read(early), invalid)
  const first = await mailed()
  const second = await mailed()
  await assert.rejects(world.read(first), invalid)
  for (const link of [made, second]) assert.equal((await world.read(link)).userId, 'cleo')
  await world.use(made)
  for (const late of [world.read(second), world.use(second, `${OWN}, too`)]) await assert.rejects(late, invalid)
})

test('[WS43] a link by mail ends when the address of the person changes, and the link of an administrator does not', async () => {
  await using world = await opened()
  const { passwordLinks, people } = world
  await people.change(ada, ACME, 'cleo', { email: 'cleo@acme.example' })
  const made = await passwordLinks.make(ada, ACME, 'cleo')
  const mailed = await passwordLinks.makeForMail({ organizationId: ACME, userId: 'cleo' })
  assert.ok(mailed)
  await people.change(ada, ACME, 'cleo', { email: 'new@acme.example' })
  await assert.rejects(world.read(mailed), invalid)
  assert.equal((await world.read(made)).userId, 'cleo')
})

test('[WS43] using a link by mail ends the link of an administrator', async () => {
  await using world = await opened()
  const { passwordLinks } = world
  await world.people.change(ada, ACME, 'cleo', { email: 'cleo@acme.example' })
  const made = await passwordLinks.make(ada, ACME, 'cleo')
  const mailed = await passwordLinks.makeForMail({ organizationId: ACME, userId: 'cleo' })
  assert.ok(mailed)
  await world.use(mailed)
  await assert.rejects(world.read(made), invalid)
})

test('[WS32] the new password has at least 10 characters and is not the current one; a wrong one does not use up the link', async () => {
  await using world = await opened()
  const { passwordLinks, passwords } = world
  await passwords.change({ organizationId: ACME, userId: 'cleo', password: 'asp' }, OWN)
  const link = await passwordLinks.make(ada, ACME, 'cleo')
  for (const weak of ['🙂'.repeat(9), OWN]) await assert.rejects(world.use(link, weak), { code: 'password-weak' })
  const { signedIn } = await world.use(link, '🙂'.repeat(10))
  assert.deepEqual([signedIn.user.userId, signedIn.mustChangePassword], ['cleo', false])
})

test('[WS32] the password that was chosen is the person’s own: no seed replaces it, and the audit log says that they chose it', async () => {
  await using world = await opened()
  const { passwordLinks, passwords, seeding, seed } = world
  await world.use(await passwordLinks.make(ada, ACME, 'cleo'))
  await seeding.apply(seed)
  const claim = { organizationId: ACME, userId: 'cleo', from: '::1', password: OWN }
  assert.equal((await passwords.check(claim)).passwordChosen, true)
  const [entry] = await world.acts()
  assert.partialDeepStrictEqual(entry, {
    action: 'user-password-chosen',
    by: { kind: 'person', userId: 'cleo' },
    target: { kind: 'user', id: 'cleo', name: 'Cleo' },
    address: '::1',
  })
  assert.ok(!JSON.stringify(entry).includes(OWN))
})

test('[WS33] invalid links are limited per address, and valid ones do not count', async () => {
  await using world = await opened()
  const link = await world.passwordLinks.make(ada, ACME, 'cleo')
  for (let count = 0; count < 40; count += 1) await world.read(link)
  const wrong = { token: 'x'.repeat(43), from: '::1' }
  for (let count = 0; count < 30; count += 1) await assert.rejects(world.passwordLinks.read(wrong), invalid)
  await assert.rejects(world.read(link), { code: 'too-many-tries' })
  assert.equal((await world.read(link, '::2')).userId, 'cleo')
})
