import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { SeededSuite, User } from '../service/account/directory-entries.ts'
import type { TokenRecord } from '../service/account/token-store.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const UNION = 'union-ada' as UnionId

export function testDirectory(newDatabase: NewDatabase): void {
  test('[RS24] organizations, users and apps are updated by their own key, each in its organization', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    assert.equal(await directory.countOrganizations(), 0)
    for (const id of [ACME, GLOBEX]) await directory.saveOrganization({ id, name: 'first' })
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    assert.equal(await directory.countOrganizations(), 2)

    const app = { clientId: 'app', organizationId: ACME, name: 'CI', secretHash: 'h', scopes: ['b', 'a'] }
    await directory.saveApp(app)
    await directory.saveApp({ ...app, name: 'CD', scopes: [] })
    assert.deepEqual(await directory.findApp('app'), { ...app, name: 'CD', scopes: [] })
    assert.equal(await directory.findApp('nobody'), undefined)

    const ada: User = { organizationId: ACME, userId: 'ada', unionId: UNION, name: 'Ada', admin: false }
    await directory.saveUser({ ...ada, jobNumber: '7' })
    await directory.saveUser({ ...ada, organizationId: GLOBEX })
    await directory.saveUser({ ...ada, admin: true })
    assert.deepEqual(await directory.findUserById(ACME, 'ada'), { ...ada, admin: true })
    assert.deepEqual(await directory.findUserByUnionId(GLOBEX, UNION), { ...ada, organizationId: GLOBEX })
    assert.equal(await directory.findUserByUnionId(ACME, 'nobody' as UnionId), undefined)
    assert.equal(await directory.isPersonOfAny(UNION), true)
    assert.equal(await directory.isPersonOfAny('nobody' as UnionId), false)
    assert.equal(await directory.findUserById('nobody' as OrganizationId, 'ada'), undefined)
  })

  test('[OP10] the first organization is inserted once, with its person and app or not at all', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    const organization = { id: ACME, name: 'Acme' }
    const user: User = {
      organizationId: ACME,
      userId: 'ada',
      unionId: UNION,
      name: 'Ada',
      admin: true,
      passwordHash: 'p',
    }
    const app = { clientId: 'app', organizationId: ACME, name: 'CI', secretHash: 'h', scopes: ['a'] }
    await assert.rejects(directory.insertFirst({ organization, user, app: { ...app, secretHash: null as never } }))
    assert.deepEqual([await directory.countOrganizations(), await directory.findUserById(ACME, 'ada')], [0, undefined])
    assert.equal(await directory.insertFirst({ organization, user, app }), true)
    assert.deepEqual([await directory.findUserById(ACME, 'ada'), await directory.findApp('app')], [user, app])
    const other = { organization: { id: GLOBEX, name: 'Globex' }, user: { ...user, organizationId: GLOBEX }, app }
    assert.deepEqual([await directory.insertFirst(other), await directory.countOrganizations()], [false, 1])
  })

  test('[RS25] a user saved without a password keeps the stored one', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    const ada: User = { organizationId: ACME, userId: 'ada', unionId: UNION, name: 'Ada', admin: false }
    await store.directory.saveUser({ ...ada, passwordHash: 'first' })
    await store.directory.saveUser({ ...ada, name: 'Ada L.' })
    assert.deepEqual(await store.directory.findUserById(ACME, 'ada'), { ...ada, name: 'Ada L.', passwordHash: 'first' })
    await store.directory.saveUser({ ...ada, passwordHash: 'second' })
    assert.equal((await store.directory.findUserById(ACME, 'ada'))?.passwordHash, 'second')
  })

  test('[RS26] a third-party app has the organizations that it was last saved with, in that order', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const suite: SeededSuite = {
      suiteKey: 's',
      secretHash: 'h',
      ticketHash: 't',
      scopes: ['a'],
      authorized: [GLOBEX, ACME],
    }
    await store.directory.saveSuite(suite)
    assert.deepEqual(await store.directory.findSuite('s'), { ...suite, name: 's' })
    await Promise.all([store.directory.saveSuite(suite), store.directory.saveSuite(suite)])
    assert.deepEqual(await store.directory.findSuite('s'), { ...suite, name: 's' })
    const bare: SeededSuite = { suiteKey: 's', secretHash: 'h2', scopes: [], authorized: [] }
    await store.directory.saveSuite(bare)
    assert.deepEqual(await store.directory.findSuite('s'), { ...bare, name: 's' })
    assert.equal(await store.directory.findSuite('nobody'), undefined)
  })

  test('[RS27] tokens are found by hash, and the latest by client and organization, until they are deleted', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { tokens } = store
    const token = (tokenHash: string, ms: number, organizationId = ACME): TokenRecord => ({
      tokenHash,
      nonce: `nonce-${tokenHash}`,
      clientId: 'app',
      kind: 'app',
      organizationId,
      expiresAt: (T0 + ms) as EpochMs,
      secretMark: 'mark',
    })
    for (const record of [token('b', 20), token('a', 30), token('c', 10), token('d', 99, GLOBEX)]) {
      await tokens.save(record)
    }
    assert.deepEqual(await tokens.find('c'), token('c', 10))
    assert.deepEqual(await tokens.findLatest('app', ACME), token('a', 30))
    await tokens.save(token('b', 40))
    assert.deepEqual(await tokens.findLatest('app', ACME), token('b', 40))
    assert.equal(await tokens.findLatest('nobody', ACME), undefined)
    await tokens.deleteExpiredBefore((T0 + 30) as EpochMs)
    assert.equal(await tokens.find('c'), undefined)
    assert.deepEqual(await tokens.find('a'), token('a', 30))
  })

  test('[RS28] a secret of the server is created once and stays the same', async () => {
    await using database = await newDatabase()
    let made = 0
    const make = () => `secret-${++made}`
    const ask = async (name: string) => {
      await using store = await database.open()
      const answers = await Promise.all([1, 2].map(() => store.directory.findOrMakeServerSecret(name, make)))
      assert.equal(answers[0], answers[1])
      return answers[0]
    }
    const first = await ask('passes')
    assert.equal(await ask('passes'), first)
    assert.notEqual(await ask('links'), first)
  })
}
