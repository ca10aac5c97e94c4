import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

export function testPasswordLinks(newDatabase: NewDatabase): void {
  const person = { organizationId: ACME, userId: 'ada', unionId: 'union-ada' as UnionId, name: 'Ada', admin: false }
  const key = { organizationId: ACME, userId: 'ada' }
  const link = { ...key, tokenHash: 'a', passwordMark: 'm', byMail: false, expiresAt: T0 as EpochMs }
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
      await within.deletePasswordLinks('bob')
      assert.deepEqual(await within.takePasswordLink('a'), link)
      await within.savePasswordLink(link)
      await within.deletePasswordLinks('ada')
      assert.equal(await within.takePasswordLink('a'), undefined)
      await within.savePasswordLink(link)
      await within.updateUser('ada', { chosenPasswordHash: 'h' })
    })
    const chosen = { ...person, passwordHash: 'h', passwordChosen: true as const }
    assert.deepEqual(await directory.findUserById(ACME, 'ada'), chosen)
    await directory.change(ACME, (within) => within.deleteUser(person))
    assert.equal(await passwordLinks.findByTokenHash('a'), undefined)
  })

  test('[WS43] a link by mail is kept beside the link of an administrator, and replaces only one by mail', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, passwordLinks } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveUser(person)
    const mailed = { ...newer, byMail: true }
    const latest = { ...mailed, tokenHash: 'c' }
    await directory.change(ACME, async (within) => {
      for (const one of [link, mailed, latest]) await within.savePasswordLink(one)
    })
    const found = () => Promise.all(['a', 'b', 'c'].map((tokenHash) => passwordLinks.findByTokenHash(tokenHash)))
    assert.deepEqual(await found(), [link, undefined, latest])
    await passwordLinks.deleteExpiredBefore(T0 as EpochMs)
    assert.deepEqual(await found(), [undefined, undefined, latest])
    await directory.change(ACME, async (within) => {
      assert.deepEqual(await within.takePasswordLink('c'), latest)
      assert.equal(await within.takePasswordLink('c'), undefined)
      for (const one of [link, mailed]) await within.savePasswordLink(one)
      await within.deletePasswordLinks('ada')
    })
    assert.deepEqual(await found(), [undefined, undefined, undefined])
    await directory.change(ACME, async (within) => {
      await within.savePasswordLink(mailed)
      await within.deleteUser(person)
    })
    assert.deepEqual(await found(), [undefined, undefined, undefined])
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

  test('[WS41] a mail is taken once until its lease ends, and asked for again meanwhile it is sent again', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { passwordMails } = store
    const mail = { organizationId: ACME, userId: 'nobody', language: 'zh-CN', requestedAt: T0 as EpochMs } as const
    await passwordMails.save(mail)
    await passwordMails.save({ ...mail, userId: 'other', requestedAt: (T0 + 500) as EpochMs })
    const take = (now: number) => passwordMails.take({ now: now as EpochMs, leaseMs: 100, limit: 9 })
    assert.deepEqual(await take(T0 - 1), [])
    const first = { ...mail, attempt: 1 }
    assert.deepEqual(await take(T0), [first])
    assert.deepEqual(await take(T0 + 99), [])
    const second = { ...mail, attempt: 2 }
    assert.deepEqual(await take(T0 + 100), [second])
    await passwordMails.markDone(first)
    await passwordMails.postpone(second, (T0 + 300) as EpochMs)
    assert.deepEqual(await take(T0 + 299), [])
    assert.deepEqual(await take(T0 + 300), [{ ...mail, attempt: 3 }])
    const again = { ...mail, language: 'en', requestedAt: (T0 + 310) as EpochMs } as const
    await passwordMails.save(again)
    await passwordMails.markDone({ ...mail, attempt: 3 })
    assert.deepEqual(await take(T0 + 310), [{ ...again, attempt: 1 }])
    await passwordMails.markDone({ ...again, attempt: 1 })
    assert.deepEqual(await take(T0 + 499), [])
    assert.equal((await take(T0 + 500)).length, 1)
  })
}
