import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { NewPerson } from './person-changes.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }

/** Acme with its administrator Ada and the members Bram and Olga, who is an operator; Globex with nobody. */
async function opened() {
  const services = await openTestServices()
  const users = [
    { userId: 'ada', unionId: 'ada', name: 'Ada', admin: true },
    { userId: 'bram', unionId: 'bram', name: 'Bram', password: 'stoker' },
    { userId: 'olga', unionId: 'olga', name: 'Olga', operator: true },
  ]
  const seed = {
    organizations: [
      { corpId: ACME, name: 'Acme', users },
      { corpId: GLOBEX, name: 'Globex' },
    ],
  }
  await services.seeding.apply(seed)
  const acts = async () => (await services.audit.page(root, ACME, { limit: 99 })).entries.map(({ action }) => action)
  return { ...services, seed, acts }
}

test('[DI6] a person gets a new unionId, or one that nobody has or had', async () => {
  await using world = await opened()
  const { people } = world
  const add = (by: Principal, organizationId: OrganizationId, person: Omit<NewPerson, 'name'>) =>
    people.add(by, organizationId, { name: '  Cleo ', ...person })
  const { user } = await add(ada, ACME, { userId: 'cleo', department: 'Engines' })
  assert.match(user.unionId, /^\w{22}iEiE$/)
  assert.deepEqual([user.name, user.department], ['Cleo', 'Engines'])
  assert.deepEqual(await world.directory.findUserById(ACME, 'cleo'), user)
  await assert.rejects(add(ada, ACME, { userId: 'cleo' }), { code: 'user-exists' })
  await assert.rejects(add(ada, ACME, { userId: 'dora', unionId: 'bram' }), { code: 'union-id-taken' })
  await assert.rejects(add(root, 'nowhere' as OrganizationId, { userId: 'dora' }), { code: 'organization-not-found' })
  await people.delete(ada, ACME, 'bram')
  await assert.rejects(add(root, ACME, { userId: 'dora', unionId: 'bram' }), { code: 'union-id-taken' })
  assert.equal((await add(ada, ACME, { userId: 'bram', unionId: 'bram' })).user.unionId, 'bram')
  assert.deepEqual(await world.acts(), ['user-added', 'user-deleted', 'user-added'])
})

test('[DI6] only an operator gives a unionId that another organization knows', async () => {
  await using world = await opened()
  const gus = { ...ada, organizationId: GLOBEX, userId: 'gus' }
  const ofBram = { userId: 'b', name: 'B', unionId: 'bram' }
  await assert.rejects(world.people.add(gus, GLOBEX, ofBram), { code: 'union-id-taken' })
  await world.people.delete(ada, ACME, 'bram')
  await assert.rejects(world.people.add(gus, GLOBEX, ofBram), { code: 'union-id-taken' })
  assert.equal((await world.people.add(root, GLOBEX, ofBram)).user.unionId, 'bram')
})

test('[DI7] a change sets what it names, removes what is null, and says so in the audit log', async () => {
  await using world = await opened()
  const { people, directory } = world
  await people.change(ada, ACME, 'bram', {
    name: 'Bram S.',
    jobNumber: '7',
    department: 'Books',
    email: 'b@acme.example',
  })
  const changed = await people.change(ada, ACME, 'bram', { jobNumber: null, admin: true })
  assert.deepEqual(await directory.findUserById(ACME, 'bram'), changed)
  const { name, jobNumber, department, email, admin } = changed
  assert.deepEqual([name, jobNumber, department, email, admin], ['Bram S.', undefined, 'Books', 'b@acme.example', true])
  assert.equal((await directory.findUserByUnionId(ACME, 'bram' as UnionId))?.name, 'Bram S.')
  const found = await directory.pagePeople(ACME, { query: 'bram s', from: 0, limit: 9 })
  assert.equal(found.people.length, 1)
  const { entries } = await world.audit.page(root, ACME, { limit: 9 })
  assert.deepEqual(
    entries.map(({ action, details, target }) => [action, details, target.id]),
    [
      ['administrator-added', undefined, 'bram'],
      ['user-changed', { jobNumber: null }, 'bram'],
      ['user-changed', { name: 'Bram S.', jobNumber: '7', department: 'Books', email: 'b@acme.example' }, 'bram'],
    ],
  )
  await people.change(ada, ACME, 'bram', { admin: false })
  await people.change(ada, ACME, 'bram', { admin: false })
  assert.deepEqual((await world.acts()).slice(0, 2), ['administrator-removed', 'administrator-added'])
  await assert.rejects(people.change(ada, ACME, 'nobody', { name: 'N' }), { code: 'user-not-found' })
  await assert.rejects(people.change(ada, GLOBEX, 'bram', { name: 'N' }), { code: 'not-administrator' })
})

test('[DI10] a seed does not bring back a deleted person, and updates one who was added again', async () => {
  await using world = await opened()
  await world.people.delete(ada, ACME, 'bram')
  await world.seeding.apply(world.seed)
  assert.equal(await world.directory.findUserById(ACME, 'bram'), undefined)
  await world.people.add(ada, ACME, { userId: 'bram', unionId: 'bram', name: 'B' })
  await world.seeding.apply(world.seed)
  assert.equal((await world.directory.findUserById(ACME, 'bram'))?.name, 'Bram')
})

test('[DI11] a password that an administrator gave is not replaced by a seed', async () => {
  await using world = await opened()
  const { people, passwords, seeding } = world
  const password = await people.resetPassword(ada, ACME, 'bram')
  assert.match(password, /^\w{16}$/)
  const kept = world.seed.organizations.map((one) => ({
    ...one,
    ...(one.users && { users: one.users.map((user) => ({ ...user, keepPassword: true })) }),
  }))
  for (const organizations of [world.seed.organizations, kept]) await seeding.apply({ organizations })
  const bram = { organizationId: ACME, userId: 'bram', from: '::1' }
  assert.equal((await passwords.check({ ...bram, password })).passwordChosen, undefined)
  await assert.rejects(passwords.check({ ...bram, password: 'stoker' }), { code: 'pass-invalid' })
  assert.deepEqual(await world.acts(), ['user-password-reset'])
})

test('[DI12] the last administrator who can sign in stays, no matter who asks', async () => {
  await using world = await opened()
  const { people } = world
  const last = { code: 'last-administrator' }
  for (const by of [ada, root]) {
    await assert.rejects(people.change(by, ACME, 'ada', { admin: false }), last)
    await assert.rejects(people.disable(by, ACME, 'ada'), last)
    await assert.rejects(people.delete(by, ACME, 'ada'), last)
  }
  await people.change(ada, ACME, 'bram', { admin: true })
  const outcomes = await Promise.allSettled([people.disable(root, ACME, 'ada'), people.disable(root, ACME, 'bram')])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await people.delete(root, ACME, outcomes[0]?.status === 'fulfilled' ? 'ada' : 'bram')
})

test('[DI13] only an operator acts on operators, and makes them', async () => {
  await using world = await opened()
  const { people } = world
  const refused = { code: 'not-operator' }
  await assert.rejects(people.change(ada, ACME, 'olga', { name: 'O' }), refused)
  await assert.rejects(people.disable(ada, ACME, 'olga'), refused)
  await assert.rejects(people.delete(ada, ACME, 'olga'), refused)
  await assert.rejects(people.resetPassword(ada, ACME, 'olga'), refused)
  await assert.rejects(people.endSignIns(ada, ACME, 'olga'), refused)
  await assert.rejects(people.change(ada, ACME, 'bram', { operator: true }), refused)
  const olga: Principal = { ...ada, userId: 'olga', admin: false, operator: true }
  assert.equal((await people.change(olga, ACME, 'bram', { operator: true })).operator, true)
  await people.disable(olga, ACME, 'bram')
  assert.deepEqual(await world.acts(), ['user-disabled', 'operator-added'])
})

test('[DI1] nobody else administers people', async () => {
  await using world = await opened()
  const { people } = world
  for (const by of [
    { ...ada, admin: false },
    { ...ada, organizationId: GLOBEX },
  ]) {
    const refused = { code: 'not-administrator' }
    const page = { query: '', limit: 9 }
    await assert.rejects(async () => people.page(by, ACME, page), refused)
    await assert.rejects(async () => people.load(by, ACME, 'bram'), refused)
    await assert.rejects(async () => people.add(by, ACME, { userId: 'x', name: 'X' }), refused)
    await assert.rejects(async () => people.change(by, ACME, 'bram', { admin: true }), refused)
    await assert.rejects(async () => people.disable(by, ACME, 'bram'), refused)
    await assert.rejects(async () => people.enable(by, ACME, 'bram'), refused)
    await assert.rejects(async () => people.delete(by, ACME, 'bram'), refused)
    await assert.rejects(async () => people.resetPassword(by, ACME, 'bram'), refused)
    await assert.rejects(async () => people.endSignIns(by, ACME, 'bram'), refused)
  }
  assert.deepEqual(await world.acts(), [])
})
