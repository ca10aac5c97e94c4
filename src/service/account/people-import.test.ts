import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { ImportRow } from './people-import-plan.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }

async function opened() {
  const services = await openTestServices()
  const users = [
    { userId: 'ada', unionId: 'ada', name: 'Ada', admin: true },
    { userId: 'bram', unionId: 'bram', name: 'Bram', department: 'Books', password: 'stoker' },
    { userId: 'olga', unionId: 'olga', name: 'Olga', operator: true },
  ]
  const gus = { userId: 'gus', unionId: 'gus', name: 'Gus' }
  await services.seeding.apply({
    organizations: [
      { corpId: ACME, name: 'Acme', users },
      { corpId: GLOBEX, name: 'Globex', users: [gus] },
    ],
  })
  const run = (
    rows: readonly Omit<ImportRow, 'line'>[],
    {
      by = ada,
      dryRun = false,
      withPasswords = false,
    }: { by?: Principal; dryRun?: boolean; withPasswords?: boolean } = {},
  ) => {
    const numbered = rows.map((row, index) => ({ line: index + 2, ...row }))
    return services.peopleImport.run(by, ACME, { rows: numbered, dryRun, withPasswords })
  }
  const find = (userId: string) => services.directory.findUserById(ACME, userId)
  return { ...services, run, find }
}

test('[DI20] [DI21] a preview counts, and the import adds and changes what it counted', async () => {
  await using world = await opened()
  const rows = [
    { userId: 'wei', name: '王伟', unionId: 'wei' as UnionId, admin: true },
    { userId: 'cleo', name: 'Cleo' },
    { userId: 'bram', name: 'Bram S.', department: null },
    { userId: 'ada', name: 'Ada' },
  ]
  const counts = { added: 2, changed: 1, unchanged: 1, faults: [], passwords: [] }
  const changes = [
    {
      kind: 'added',
      userId: 'wei',
      name: '王伟',
      values: [
        { column: 'name', after: '王伟' },
        { column: 'admin', after: 'true' },
      ],
    },
    { kind: 'added', userId: 'cleo', name: 'Cleo', values: [{ column: 'name', after: 'Cleo' }] },
    {
      kind: 'changed',
      userId: 'bram',
      name: 'Bram S.',
      values: [
        { column: 'name', before: 'Bram', after: 'Bram S.' },
        { column: 'department', before: 'Books' },
      ],
    },
  ]
  assert.deepEqual(await world.run(rows, { dryRun: true }), { applied: false, ...counts, changes, addedUserIds: [] })
  assert.equal(await world.find('wei'), undefined)
  assert.deepEqual(await world.run(rows), { applied: true, ...counts, changes: [], addedUserIds: ['wei', 'cleo'] })
  const [bram, wei, cleo] = [await world.find('bram'), await world.find('wei'), await world.find('cleo')]
  assert.deepEqual([bram?.name, bram?.department, bram?.passwordHash], ['Bram S.', undefined, 'hash of stoker'])
  assert.deepEqual([wei?.unionId, wei?.admin, cleo?.admin], ['wei', true, false])
  assert.match(cleo?.unionId ?? '', /^\w{22}iEiE$/)
  const { people } = await world.directory.pagePeople(ACME, { query: 'wangwei', from: 0, limit: 9 })
  assert.deepEqual(
    people.map(({ userId }) => userId),
    ['wei'],
  )
  const { entries } = await world.audit.page(root, ACME, { limit: 9 })
  assert.deepEqual(entries.map(({ action, target }) => `${action} ${target.id}`).toReversed(), [
    'user-added wei',
    'user-added cleo',
    'user-changed bram',
    'administrator-added wei',
    'users-imported dingacme',
  ])
  assert.deepEqual((await world.run(rows)).unchanged, 4)
})

test('[DI21] a preview names 100 people, and first those whose administrator role changes', async () => {
  await using world = await opened()
  const people = Array.from({ length: 120 }, (_, index) => ({ userId: `u${index}`, name: 'U' }))
  const rows = [...people, { userId: 'bram', name: 'Bram', admin: true }]
  const { added, changed, changes } = await world.run(rows, { dryRun: true })
  assert.deepEqual([added, changed, changes.length], [120, 1, 100])
  const values = [{ column: 'admin', before: 'false', after: 'true' }]
  assert.deepEqual(changes[0], { kind: 'changed', userId: 'bram', name: 'Bram', values })
  assert.equal(changes[1]?.userId, 'u0')
})

test('[DI23] an import keeps a name of the seed that is shown in the same way', async () => {
  await using world = await opened()
  const bram = (await world.find('bram')) ?? assert.fail('the seed has them')
  await world.directory.saveUser({ ...bram, name: ' Bram  S. ' })
  const { changed, unchanged } = await world.run([{ userId: 'bram', name: 'Bram S.' }])
  assert.deepEqual([changed, unchanged], [0, 1])
  assert.equal((await world.run([{ userId: 'bram', name: 'Bram T.' }])).changed, 1)
})

test('[DI21] one fault keeps the whole file out, and each is named', async () => {
  await using world = await opened()
  await world.people.delete(root, ACME, 'bram')
  const outcome = await world.run([
    { userId: 'cleo', name: 'Cleo' },
    { userId: 'cleo', name: 'Cleo again' },
    { userId: 'ada', name: 'Ada', unionId: 'other' as UnionId },
    { userId: 'x', name: 'X', unionId: 'bram' as UnionId },
    { userId: 'y', name: 'Y', unionId: 'gus' as UnionId },
    { userId: 'olga', name: 'O' },
    { userId: 'bram', name: 'Bram', unionId: 'bram' as UnionId },
  ])
  assert.deepEqual(outcome.faults, [
    {
      line: 3,
      column: 'userId',
      code: 'repeated',
      values: { id: 'cleo', first: 2 },
      problem: '"cleo" is in line 2 already',
    },
    {
      line: 4,
      column: 'unionId',
      code: 'union-id-fixed',
      values: { unionId: 'ada' },
      problem: 'the person has the unionId "ada", which cannot change',
    },
    { line: 5, column: 'unionId', code: 'union-id-taken', problem: 'is or was another person’s' },
    { line: 6, column: 'unionId', code: 'union-id-taken', problem: 'is or was another person’s' },
    { line: 7, column: 'userId', code: 'only-operators', problem: 'only an operator changes this person' },
    {
      line: 8,
      column: 'unionId',
      code: 'repeated',
      values: { id: 'bram', first: 5 },
      problem: '"bram" is in line 5 already',
    },
  ])
  assert.equal(outcome.applied, false)
  assert.equal(await world.find('cleo'), undefined)
  const ofOperator = await world.run([{ userId: 'y', name: 'Y', unionId: 'gus' as UnionId }], { by: root })
  assert.equal(ofOperator.applied, true)
})

test('[DI12] [DI20] an import leaves an administrator who can sign in', async () => {
  await using world = await opened()
  const rows = [
    { userId: 'cleo', name: 'Cleo' },
    { userId: 'ada', name: 'Ada', admin: false },
  ]
  const fault = {
    line: 3,
    column: 'admin',
    code: 'no-administrator',
    problem: 'the organization would have no administrator',
  }
  assert.deepEqual((await world.run(rows)).faults, [fault])
  const handedOver = rows.map((row) => (row.userId === 'cleo' ? { ...row, admin: true } : row))
  assert.equal((await world.run(handedOver)).applied, true)
  assert.deepEqual([(await world.find('ada'))?.admin, (await world.find('cleo'))?.admin], [false, true])
  const bram = { ...ada, admin: false }
  await assert.rejects(world.run(rows, { by: bram }), { code: 'not-administrator' })
})

test('[DI24] the people who are added get passwords that they have to replace', async () => {
  await using world = await opened()
  const rows = [
    { userId: 'cleo', name: 'Cleo' },
    { userId: 'bram', name: 'B' },
  ]
  const { passwords } = await world.run(rows, { withPasswords: true })
  assert.deepEqual(
    passwords.map(({ userId, name }) => [userId, name]),
    [['cleo', 'Cleo']],
  )
  const [given] = passwords
  const claim = { organizationId: ACME, userId: 'cleo', password: given?.password ?? '', from: '::1' }
  assert.equal((await world.passwords.check(claim)).passwordGiven, true)
  assert.equal((await world.find('bram'))?.passwordHash, 'hash of stoker')
  const many = Array.from({ length: 1_001 }, (_, index) => ({ userId: `u${index}`, name: 'U' }))
  const refused = await world.run(many, { withPasswords: true })
  assert.match(refused.faults[0]?.problem ?? '', /^at most 1000 people/)
})
