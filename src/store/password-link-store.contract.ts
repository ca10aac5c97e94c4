import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

export function testPasswordLinks(newDatabase: NewDatabase): void {
  const person = { organizationId: ACME, userId: 'ada', unionId: 'union-ada' as UnionId, name: 'Ada', admin: false }
  const link = { organizationId: ACME, userId: 'ada', tokenHash: 'a', passwordMark: 'm', expiresAt: T0 as EpochMs }
  const newer = { ...link, tokenHash: 'b', passwordMark: 'n', expiresAt: (T0 + 2) as EpochMs }

  test('[WS31] a link for a password is found by the hash of its token, replaced, taken once, and gone with its person', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, passwordLinks } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveUser(person)
    await directory.change(ACME, (within) => within.savePasswordLink(link))
    assert.deepEqual(await passwordLinks.findByTokenHash('a'), link)
    await directory.change(ACME, (within) => within.savePasswordLink(newer))
    assert.equal(await passwordLinks.findByTokenHash('a'), undefined)
    assert.deepEqual(await passwordLinks.findByTokenHash('b'), newer)
    await directory.change(ACME, async (within) => {
      assert.equal(await within.takePasswordLink('a'), undefined)
      assert.deepEqual(await within.takePasswordLink('b'), newer)
      assert.equal(await within.takePasswordLink('b'), undefined)
      await within.savePasswordLink(link)
      await within.deletePasswordLink('bob')
      assert.deepEqual(await within.takePasswordLink('a'), link)
      await within.savePasswordLink(link)
      await within.deletePasswordLink('ada')
      assert.equal(await within.takePasswordLink('a'), undefined)
      await within.savePasswordLink(link)
      await within.updateUser('ada', { chosenPasswordHash: 'h' })
    })
    const chosen = { ...person, passwordHash: 'h', passwordChosen: true as const }
    assert.deepEqual(await directory.findUserById(ACME, 'ada'), chosen)
    await directory.change(ACME, (within) => within.deleteUser(person))
    assert.equal(await passwordLinks.findByTokenHash('a'), undefined)
  })

  test('[WS31] links for passwords are deleted when they have expired', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, passwordLinks } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveUser(person)
    await directory.change(ACME, (within) => within.savePasswordLink(newer))
    await passwordLinks.deleteExpiredBefore((T0 + 1) as EpochMs)
    assert.deepEqual(await passwordLinks.findByTokenHash('b'), newer)
    await passwordLinks.deleteExpiredBefore((T0 + 2) as EpochMs)
    assert.equal(await passwordLinks.findByTokenHash('b'), undefined)
  })
}
