import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { WebSession } from '../service/account/web-session-store.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { Store } from './store.ts'
import { ACME, BY_APP, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const MAX_SESSIONS = 3

const account = (userId: string, name: string, organizationId = ACME): User => ({
  organizationId,
  userId,
  unionId: `union-${userId}` as UnionId,
  name,
  admin: false,
})

async function fill(store: Store): Promise<void> {
  for (const id of [ACME, GLOBEX]) await store.directory.saveOrganization({ id, name: id })
  for (const person of [
    account('ada', 'Ada'),
    account('bob', 'ÉLAN'),
    account('cleo', 'ada lovelace'),
    account('Adam', 'Zoe'),
    account('x1', '王 芳'),
    account('eve', 'Adele', GLOBEX),
  ]) {
    await store.directory.saveUser(person)
  }
}

const session = (id: string, ms: number, userId = 'ada'): WebSession => ({
  id,
  tokenHash: `hash-${id}`,
  organizationId: ACME,
  userId,
  proof: 'password',
  browser: 'Firefox, Linux',
  openedAt: (T0 + ms) as EpochMs,
  lastSeenAt: (T0 + ms) as EpochMs,
})

export function testAccounts(newDatabase: NewDatabase): void {
  test('[RS41] a web session is found by its id or the hash of its token, listed newest first, touched, and ended by its person', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { webSessions } = store
    await fill(store)
    const [ada, bob] = [account('ada', ''), account('bob', '')]
    for (const kept of [session('a', 1), session('b', 2), session('z', 3, 'bob')])
      await webSessions.insert(kept, MAX_SESSIONS)
    assert.deepEqual(await webSessions.findByTokenHash('hash-a'), session('a', 1))
    assert.equal(await webSessions.findByTokenHash('hash-nobody'), undefined)
    assert.deepEqual(await webSessions.listOf(ada), [session('b', 2), session('a', 1)])
    assert.deepEqual(await webSessions.find(ada, 'a'), session('a', 1))
    assert.deepEqual([await webSessions.find(ada, 'z'), await webSessions.find(bob, 'a')], [undefined, undefined])
    await webSessions.touch('a', (T0 + 9) as EpochMs)
    assert.equal((await webSessions.findByTokenHash('hash-a'))?.lastSeenAt, T0 + 9)
    const has = async (id: string) => (await webSessions.findByTokenHash(`hash-${id}`)) !== undefined
    assert.deepEqual([await webSessions.delete(bob, 'a'), await has('a')], [false, true])
    assert.deepEqual([await webSessions.delete(ada, 'a'), await has('a')], [true, false])
    await webSessions.insert(session('c', 4), MAX_SESSIONS)
    await webSessions.deleteOthers(ada, 'c')
    assert.deepEqual(
      (await webSessions.listOf(ada)).map(({ id }) => id),
      ['c'],
    )
    await webSessions.deleteSeenBefore((T0 + 4) as EpochMs)
    assert.deepEqual([await has('c'), await has('z')], [true, false])
  })

  test('[RS41] if a person has too many web sessions, the new one and those seen last stay', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await fill(store)
    for (const kept of [session('a', 50), session('b', 20), session('c', 30)]) await store.webSessions.insert(kept, 9)
    await store.webSessions.insert(session('d', 10), MAX_SESSIONS)
    const ids = (await store.webSessions.listOf(account('ada', ''))).map(({ id }) => id)
    assert.deepEqual(ids.toSorted(), ['a', 'c', 'd'])
  })

  test('[RS42] a password that a person chose stays when the user is saved again with another one', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    await fill(store)
    const ada = account('ada', 'Ada')
    await directory.saveUser({ ...ada, passwordHash: 'given' })
    await directory.choosePassword(ada, 'chosen')
    const chosen = { ...ada, passwordHash: 'chosen', passwordChosen: true }
    assert.deepEqual(await directory.findUserById(ACME, 'ada'), chosen)
    await directory.saveUser({ ...ada, name: 'Ada L.', passwordHash: 'given' })
    assert.deepEqual(await directory.findUserById(ACME, 'ada'), { ...chosen, name: 'Ada L.' })
  })

  test('[RS43] people of one organization are found by words of their name or user id, page by page, by name', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await fill(store)
    const find = async (query: string, { from = 0, limit = 9 } = {}) =>
      (await store.directory.listPeople(ACME, { query, from, limit })).map(({ name }) => name)
    assert.deepEqual(await find('ada'), ['Ada', 'ada lovelace', 'Zoe'])
    assert.deepEqual(await find('ada', { limit: 2 }), ['Ada', 'ada lovelace'])
    assert.deepEqual(await find('ada', { from: 2 }), ['Zoe'])
    assert.deepEqual(await find('lace ada'), ['ada lovelace'])
    assert.deepEqual(await find('la'), ['ada lovelace', 'ÉLAN'])
    assert.deepEqual(await find('el'), ['ÉLAN', 'ada lovelace'])
    assert.deepEqual(await find('王'), ['王 芳'])
    assert.deepEqual(await find('wangf'), ['王 芳'])
    for (const pattern of ['%', '_', '!', "'"]) assert.deepEqual(await find(pattern), [])
    assert.deepEqual(await find(''), ['Ada', 'ada lovelace', 'ÉLAN', '王 芳', 'Zoe'])
    await store.directory.saveUser(account('ada', 'Countess'))
    assert.deepEqual(await find('count'), ['Countess'])
    assert.deepEqual((await store.directory.findOrganization(GLOBEX))?.name, GLOBEX)
    assert.deepEqual(
      (await store.directory.listOrganizations(1)).map(({ id }) => id),
      [ACME],
    )
  })

  test('[RS44] the ended conferences of a person are listed by latest end, with their own time', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [early, late, running] = [new Meeting(), new Meeting(), new Meeting()]
    await store.conferences.commit([late.create([user('eve')]), late.join('bob')])
    await store.conferences.commit([early.create(), early.wait(10).join('bob'), running.create(), running.join('bob')])
    await store.conferences.commit([early.wait(20).do({ type: 'close', ...BY_APP })])
    await store.conferences.commit([late.wait(90).do({ type: 'close', ...BY_APP })])
    const ended = (name: string, limit = 9) => store.rosters.listEnded(name as UnionId, limit)
    const meeting = { title: 'Weekly', startedAt: T0 }
    assert.deepEqual(await ended('bob'), [
      { ...meeting, conferenceId: late.id, endedAt: T0 + 90, joinedAt: T0, doneMs: 90 },
      { ...meeting, conferenceId: early.id, endedAt: T0 + 30, joinedAt: T0 + 10, doneMs: 20 },
    ])
    assert.deepEqual(await ended('eve'), [{ ...meeting, conferenceId: late.id, endedAt: T0 + 90, doneMs: 0 }])
    assert.equal((await ended('bob', 1)).length, 1)
    assert.deepEqual(await ended('nobody'), [])
  })
}
