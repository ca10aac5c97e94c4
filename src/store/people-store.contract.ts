import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { UserPlace, UserQuery } from '../service/account/directory-store.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'
import type { Store } from './store.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const person = (userId: string, name: string, more: Partial<User> = {}): User => ({
  organizationId: ACME,
  userId,
  unionId: `union-${userId}` as UnionId,
  name,
  admin: false,
  ...more,
})
const entry = (id: string) => ({
  id,
  organizationId: ACME,
  at: T0,
  action: 'user-added' as const,
  by: { kind: 'terminal', user: 'root' } as const,
  target: { kind: 'user', id: 'ada' } as const,
})

async function add(store: Store, users: readonly User[]): Promise<void> {
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  const indexed = await store.directory.toIndexed(users)
  await store.directory.change(ACME, (within) => within.insertUsers(indexed))
}

export function testPeople(newDatabase: NewDatabase): void {
  test('[DI5] pages of people continue after the last one, in the order of the search, for every filter', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const users = Array.from({ length: 25 }, (_, index) =>
      person(`u${index}`, index % 3 === 0 ? 'Same Name' : `Name ${index % 7}`, { admin: index % 5 === 0 }),
    )
    await add(store, users)
    await store.directory.change(ACME, (within) => within.updateUser('u4', { disabledAt: T0 }))
    const all = async (query: Omit<UserQuery, 'limit' | 'after'>) => {
      const ids: string[] = []
      for (let after: UserPlace | undefined; ;) {
        const page = await store.directory.pageUsers(ACME, { ...query, ...(after && { after }), limit: 4 })
        if (page.length === 0) return ids
        ids.push(...page.map(({ user }) => user.userId))
        after = page.at(-1)?.place
      }
    }
    const found = async (query: string) =>
      (await store.directory.listPeople(ACME, { query, from: 0, limit: 99 })).map(({ userId }) => userId)
    for (const query of ['', 'name', 'am sa']) {
      assert.deepEqual(await all({ query, state: 'enabled' }), await found(query), query)
      assert.equal(new Set(await all({ query })).size, (await all({ query })).length)
    }
    assert.equal((await all({ query: '' })).length, 25)
    assert.deepEqual(await all({ query: '', state: 'disabled' }), ['u4'])
    assert.equal((await all({ query: '', isAdministrator: true })).length, 5)
  })

  test('[DI5] administrators find people by their details, by department, and those who have no password', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    await add(store, [
      person('ada', 'Ada', {
        department: 'Überwachung',
        jobNumber: 'X-007',
        email: 'ada@example.com',
        passwordHash: 'h',
      }),
      person('bram', 'Bram', { department: 'Überwachung' }),
      person('cleo', 'Cleo', { department: '市场部', subject: 's' }),
      person('dora', 'Dora', { email: '100%@example.org' }),
    ])
    const found = async (query: Omit<UserQuery, 'limit'>) =>
      (await directory.pageUsers(ACME, { ...query, limit: 9 })).map(({ user }) => user.userId)
    const finds = (query: string) => found({ query })
    assert.deepEqual(await finds('x-007'), ['ada'])
    assert.deepEqual(await finds('UBERWACH'), ['ada', 'bram'])
    assert.deepEqual(await finds('市场'), ['cleo'])
    assert.deepEqual(await finds('bram wach'), ['bram'])
    assert.deepEqual(await finds('0%@'), ['dora'])
    assert.deepEqual(await finds('example.c'), ['ada'])
    assert.deepEqual(await found({ query: '', department: 'Überwachung' }), ['ada', 'bram'])
    assert.deepEqual(await found({ query: '', department: 'wachung' }), [])
    assert.deepEqual(await found({ query: '', state: 'without-password' }), ['bram', 'dora'])
    assert.deepEqual(await found({ query: '', state: 'without-own-password' }), ['ada', 'bram', 'dora'])
    assert.deepEqual([...(await directory.listDepartments(ACME, 9))].toSorted(), ['Überwachung', '市场部'])
    assert.equal((await directory.listDepartments(ACME, 1)).length, 1)
    assert.deepEqual(await directory.listDepartments(GLOBEX, 9), [])
    const colleagues = await directory.listPeople(ACME, { query: 'wachung', from: 0, limit: 9 })
    assert.deepEqual(colleagues, [], 'colleagues are found by name')

    await directory.change(ACME, async (within) => {
      await within.updateUser('ada', { department: 'Press', jobNumber: null, chosenPasswordHash: 'own' })
      await within.updateUser('bram', { disabledAt: T0 })
      await within.saveUsers(await directory.toIndexed([person('dora', 'Dora', { department: 'Press' })]))
    })
    assert.deepEqual(await finds('press'), ['ada', 'dora'])
    assert.deepEqual([await finds('x-007'), await finds('ada@'), await finds('0%@')], [[], ['ada'], []])
    assert.deepEqual(await found({ query: '', state: 'without-password' }), ['dora'])
    assert.deepEqual(await found({ query: '', state: 'without-own-password' }), ['dora'])
    await directory.change(ACME, (within) => within.updateUser('ada', { givenPasswordHash: 'given' }))
    assert.deepEqual(await found({ query: '', state: 'without-own-password' }), ['ada', 'dora'])
    await directory.saveUser(person('ada', 'Ada', { jobNumber: '8' }))
    assert.deepEqual(
      [await finds('press 8'), await finds('ada@')],
      [['ada'], ['ada']],
      'a seed keeps what it does not name',
    )
  })

  test('[DI2] a change and its entry of the audit log are written together, or neither', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await add(store, [person('ada', 'Ada')])
    const failing = store.directory.change(ACME, async (within) => {
      await within.updateUser('ada', { admin: true, department: 'Engines', disabledAt: T0 })
      await within.record([entry('a')])
      throw new RangeError('no')
    })
    await assert.rejects(failing, RangeError)
    assert.deepEqual(await store.directory.findUserById(ACME, 'ada'), person('ada', 'Ada'))
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [])
    await store.directory.change(ACME, async (within) => {
      await within.updateUser('ada', { admin: true, department: 'Engines', givenPasswordHash: 'h' })
      await within.record([entry('a')])
    })
    assert.deepEqual(
      await store.directory.findUserById(ACME, 'ada'),
      person('ada', 'Ada', { admin: true, department: 'Engines', passwordHash: 'h', passwordGiven: true }),
    )
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [entry('a')])
  })

  test('[DI12] changes of one organization happen one after the other', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await add(store, [person('ada', 'Ada', { admin: true }), person('bram', 'Bram', { admin: true })])
    const outcomes = await Promise.all(
      ['ada', 'bram'].map((userId) =>
        store.directory.change(ACME, async (within) => {
          const hasOther = await within.hasOtherAdministrator(userId)
          if (hasOther) await within.updateUser(userId, { disabledAt: T0 })
          return hasOther
        }),
      ),
    )
    assert.deepEqual(outcomes.toSorted(), [false, true])
  })

  test('[DI10] a deleted person is gone with their sign-ins, and their unionId stays known', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await add(store, [person('ada', 'Ada')])
    await store.directory.saveOrganization({ id: GLOBEX, name: 'Globex' })
    const session = {
      id: 's',
      tokenHash: 'hash',
      organizationId: ACME,
      userId: 'ada',
      proof: 'password',
      browser: 'b',
      openedAt: T0,
      lastSeenAt: T0 as EpochMs,
    } as const
    await store.webSessions.insert(session, 9)
    const unionId = 'union-ada' as UnionId
    assert.equal(await store.directory.canSignInAnywhere(unionId), true)
    await store.directory.change(ACME, (within) => within.deleteUser(person('ada', 'Ada')))
    assert.equal(await store.webSessions.findByTokenHash('hash'), undefined)
    assert.equal(await store.directory.findUserById(ACME, 'ada'), undefined)
    assert.equal(await store.directory.wasDeleted(ACME, { unionId, userId: 'another' }), true)
    assert.equal(await store.directory.wasDeleted(GLOBEX, { unionId, userId: 'another' }), false)
    assert.equal(await store.directory.canSignInAnywhere(unionId), false)
    await store.directory.change(GLOBEX, async (within) => {
      assert.equal(await within.isUnionIdKnown(unionId), true)
      assert.equal(await within.isUnionIdKnown('union-x' as UnionId), false)
      assert.equal(await within.findFormerUserId(unionId), undefined)
    })
  })

  test('[DI8] a disabled person is in no search of colleagues, and in no organization that they can sign in to', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await add(store, [person('ada', 'Ada')])
    await store.directory.change(ACME, (within) => within.updateUser('ada', { disabledAt: T0 }))
    assert.deepEqual(await store.directory.listPeople(ACME, { query: '', from: 0, limit: 9 }), [])
    assert.equal((await store.directory.findUserById(ACME, 'ada'))?.disabled, true)
    assert.equal(await store.directory.canSignInAnywhere('union-ada' as UnionId), false)
    assert.equal(await store.directory.isPersonOfAny('union-ada' as UnionId), true)
  })

  test('[DI20] people are saved together: new ones, and what an import changes of the others', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await add(store, [person('ada', 'Ada', { passwordHash: 'h', passwordGiven: true, admin: true })])
    await store.directory.change(ACME, (within) => within.updateUser('ada', { disabledAt: T0, operator: true }))
    await store.directory.saveOrganization({ id: GLOBEX, name: 'Globex' })
    await store.directory.saveUser({ ...person('gus', 'Gus'), organizationId: GLOBEX })
    const ada = person('ada', 'Ada L.', { unionId: 'ignored' as UnionId, department: 'Engines' })
    const users = Array.from({ length: 1_500 }, (_, index) => person(`u${index}`, `Name ${index}`))
    const indexed = await store.directory.toIndexed([ada, ...users])
    await store.directory.change(ACME, (within) => within.saveUsers(indexed))
    assert.deepEqual(await store.directory.findUserById(ACME, 'ada'), {
      ...person('ada', 'Ada L.', { department: 'Engines', passwordHash: 'h', passwordGiven: true }),
      disabled: true,
      operator: true,
    })
    await store.directory.change(ACME, async (within) => {
      const found = await within.listUsers([...users.map(({ userId }) => userId), 'gus', 'nobody'])
      assert.equal(found.length, 1_500)
      await within.deleteUser(person('u7', 'Name 7'))
      const owners = await within.listUnionIdOwners(['union-u7', 'union-gus', 'union-x'] as UnionId[])
      assert.deepEqual(owners.get('union-u7' as UnionId), [{ organizationId: ACME, userId: 'u7' }])
      assert.deepEqual(owners.get('union-gus' as UnionId), [{ organizationId: GLOBEX, userId: 'gus' }])
      assert.equal(owners.size, 2)
      assert.deepEqual(await within.listAdministratorIds(), [])
    })
  })
}
