import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { User } from '../service/account/directory-entries.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId

const person = (organizationId: OrganizationId, userId: string, more: Partial<User> = {}): User => ({
  organizationId,
  userId,
  unionId: `union-${userId}` as UnionId,
  name: userId,
  admin: false,
  ...more,
})

const entry = (id: string): AuditEntry => ({
  id,
  organizationId: ACME,
  at: T0,
  action: 'scim-token-made',
  by: { kind: 'terminal', user: 'root' },
  target: { kind: 'organization', id: ACME },
})

export function testCompanyDirectories(newDatabase: NewDatabase): void {
  test('[SC8] people are looked up by name in any case, by externalId and by subject, in their organization', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    const nina = { userName: 'Nina@Acme', externalId: 'X1', subject: 'issuer 1', scimNames: { givenName: 'Nina' } }
    for (const [id, users] of [
      [ACME, [person(ACME, 'nina', nina), person(ACME, 'Bob')]],
      [GLOBEX, [person(GLOBEX, 'nina', { externalId: 'X1' })]],
    ] as const) {
      await directory.saveOrganization({ id, name: id })
      const indexed = await directory.toIndexed(users)
      await directory.change(id, (within) => within.insertUsers(indexed))
    }
    await directory.saveUser(person(ACME, 'Seeded'))
    const find = async (by: 'userName' | 'externalId' | 'subject', value: string, organizationId = ACME) =>
      (await directory.listUsersBy(organizationId, { by, value })).map(({ userId }) => userId)
    assert.deepEqual(await find('userName', 'nina@ACME'), ['nina'])
    assert.deepEqual(await find('userName', 'nina'), [])
    assert.deepEqual(await find('userName', 'nina', GLOBEX), ['nina'])
    assert.deepEqual(await find('userName', 'bob'), ['Bob'])
    assert.deepEqual(await find('userName', 'seeded'), ['Seeded'])
    assert.deepEqual([await find('externalId', 'X1'), await find('externalId', 'x1')], [['nina'], []])
    assert.deepEqual([await find('subject', 'issuer 1'), await find('subject', 'issuer 1', GLOBEX)], [['nina'], []])
    assert.deepEqual(await directory.findUserById(ACME, 'nina'), person(ACME, 'nina', nina))
    // An import leaves these as they are, and a change does not.
    const imported = await directory.toIndexed([person(ACME, 'nina', { name: 'Nina Wu' })])
    await directory.change(ACME, (within) => within.saveUsers(imported))
    assert.deepEqual(await directory.findUserById(ACME, 'nina'), person(ACME, 'nina', { ...nina, name: 'Nina Wu' }))
    await directory.change(ACME, async (within) => {
      await within.updateUser('nina', { userName: 'Ni', externalId: null, scimNames: {} })
      assert.deepEqual(
        (await within.listUsersBy({ by: 'userName', value: 'NI' })).map(({ scimNames }) => scimNames),
        [{}],
      )
    })
    assert.deepEqual([await find('userName', 'nina@acme'), await find('externalId', 'X1')], [[], []])
    const page = await directory.pageUsersById(ACME, { from: 1, limit: 1 })
    assert.deepEqual([page.total, page.users.length], [3, 1])
  })

  test('[WS37] how people signed in who were deleted or erased is known, and not that of others', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, erasures } = store
    const now = T0
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    const users = [
      person(ACME, 'nina', { userName: 'Nina@Acme', subject: 'issuer 1' }),
      person(ACME, 'omar', { userName: 'omar@acme', subject: 'issuer 2' }),
      person(ACME, 'pia', { subject: 'issuer 3' }),
    ]
    const indexed = await directory.toIndexed(users)
    await directory.change(ACME, async (within) => {
      await within.insertUsers(indexed)
      for (const user of users.slice(0, 2)) await within.deleteUser(user)
      const { unionId, userId } = users[1] as User
      await within.insertErasure({ unionId, userId, pseudonym: 'former-1', at: now })
    })
    const run = await erasures.takeOne(
      { organizationId: ACME, unionId: (users[1] as User).unionId },
      { now, leaseMs: 1_000 },
    )
    await erasures.finish(run ?? assert.fail('it is due'), now)
    await directory.change(ACME, async (within) => {
      const was = (userName: string, subject: string) => within.wasSignIn({ userName, subject })
      assert.deepEqual(await within.listErasures(), [])
      for (const [userName, subject] of [
        ['NINA@acme', 'issuer 9'],
        ['new', 'issuer 1'],
        ['Omar@acme', 'issuer 9'],
        ['new', 'issuer 2'],
        ['omar', 'issuer 9'],
      ] as const)
        assert.equal(await was(userName, subject), true, `${userName} ${subject}`)
      assert.equal(await was('pia', 'issuer 3'), false)
      assert.equal(await was('new', 'issuer 9'), false)
    })
  })

  test('[SC1] [SC2] a token of a directory is found by its hash, replaced, and deleted', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { scimTokens } = store
    const token = (id: string, organizationId = ACME) => ({
      tokenHash: `hash-${id}`,
      organizationId,
      id,
      madeAt: (T0 + Number(id)) as EpochMs,
    })
    const until = (T0 + 99) as EpochMs
    const ids = async () => (await scimTokens.list(ACME)).map(({ id, endsAt }) => [id, endsAt])
    await scimTokens.replace(token('9', GLOBEX), until, { ...entry('9'), organizationId: GLOBEX })
    for (const id of ['1', '2', '3']) await scimTokens.replace(token(id), until, entry(id))
    assert.deepEqual(await ids(), [
      ['3', undefined],
      ['2', until],
    ])
    assert.deepEqual(await scimTokens.find('hash-2'), { ...token('2'), endsAt: until })
    assert.equal(await scimTokens.find('hash-1'), undefined)
    await scimTokens.deleteAll(ACME, entry('4'))
    await scimTokens.deleteAll(ACME, entry('5'))
    assert.deepEqual([await ids(), (await scimTokens.list(GLOBEX)).length], [[], 1])
    const audited = await store.audit.list(ACME, {}, { limit: 9 })
    assert.deepEqual(audited.map(({ id }) => id).toSorted(), ['1', '2', '3', '4'])
  })
}
