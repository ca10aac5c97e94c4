import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { App } from '../service/account/directory-entries.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

const NOWHERE = 'nowhere' as OrganizationId

const appOf = (clientId: string, name: string): App => ({
  clientId,
  organizationId: ACME,
  name,
  secretHash: 'first',
  scopes: ['a'],
})

export function testApps(newDatabase: NewDatabase): void {
  test('[DI16] [DI17] an app keeps its renewed secret and its revocation when it is saved as a seed says', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    const seeded = appOf('seeded', 'Seeded')
    await directory.saveApp(seeded)
    const formerSecret = { hash: 'first', until: (T0 + 5) as EpochMs }
    await directory.change(ACME, async (within) => {
      await within.updateApp('seeded', { name: 'Other', scopes: [], secret: { hash: 'second', former: formerSecret } })
      await within.insertApp(appOf('added', 'Added'))
      assert.deepEqual(await Promise.all(['seeded', 'added', 'nobody'].map((id) => within.isClientKnown(id))), [
        true,
        true,
        false,
      ])
    })
    const renewed: App = { ...seeded, name: 'Other', scopes: [], secretHash: 'second', formerSecret }
    assert.deepEqual(await directory.findApp('seeded'), renewed)
    await directory.saveApp(seeded)
    assert.deepEqual(await directory.findApp('seeded'), { ...renewed, name: 'Seeded', scopes: ['a'] })
    await directory.change(ACME, (within) => within.updateApp('seeded', { revokedAt: T0 }))
    await directory.saveApp(seeded)
    assert.equal(await directory.findApp('seeded'), undefined)
    await directory.change(ACME, async (within) => {
      assert.deepEqual([await within.findApp('seeded'), await within.isClientKnown('seeded')], [undefined, true])
    })
    assert.deepEqual(await directory.pageApps(ACME, { limit: 9 }), [appOf('added', 'Added')])
  })

  test('[DI15] apps come by name, and a page continues after the last one', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    for (const [id, name] of [
      ['c', 'Same'],
      ['a', 'Zoo'],
      ['b', 'Same'],
    ] as const)
      await directory.saveApp(appOf(id, name))
    const first = await directory.pageApps(ACME, { limit: 1 })
    const last = first[0] ?? assert.fail('there are apps')
    const rest = await directory.pageApps(ACME, { limit: 9, after: last })
    assert.deepEqual(
      [...first, ...rest].map(({ clientId }) => clientId),
      ['b', 'c', 'a'],
    )
  })

  test('[DI26] a third-party app keeps its name, its renewed secret and its revocation when it is saved as a seed says', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    const seeded = { suiteKey: 'seeded', secretHash: 'first', scopes: ['a'], authorized: [ACME] }
    await directory.saveSuite(seeded)
    const formerSecret = { hash: 'first', until: (T0 + 5) as EpochMs }
    await directory.changeSuite('seeded', async (within) => {
      assert.deepEqual([await within.isClientKnown(), await within.listKnown([ACME, NOWHERE])], [true, [ACME]])
      const secret = { hash: 'second', former: formerSecret }
      await within.update({ name: 'Other', scopes: [], secret, authorized: [NOWHERE, ACME] })
    })
    const renewed = { ...seeded, name: 'Other', scopes: [], secretHash: 'second', formerSecret }
    assert.deepEqual(await directory.findSuite('seeded'), { ...renewed, authorized: [NOWHERE, ACME] })
    await directory.saveSuite({ ...seeded, scopes: ['b'] })
    assert.deepEqual(await directory.findSuite('seeded'), { ...renewed, scopes: ['b'] })
    await directory.changeSuite('seeded', (within) => within.update({ revokedAt: T0 }))
    await directory.saveSuite(seeded)
    assert.equal(await directory.findSuite('seeded'), undefined)
    await directory.changeSuite('seeded', async (within) => {
      assert.deepEqual([await within.find(), await within.isClientKnown()], [undefined, true])
    })
    assert.deepEqual(await directory.pageSuites({ limit: 9 }), [])
  })

  test('[DI26] third-party apps come by name, with all their organizations, and a page continues after the last one', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory } = store
    const authorized = [NOWHERE, ACME]
    for (const [suiteKey, name] of [
      ['c', 'Same'],
      ['a', 'Zoo'],
      ['b', 'Same'],
    ] as const)
      await directory.changeSuite(suiteKey, (within) =>
        within.insert({ suiteKey, name, secretHash: 'h', ticketHash: 't', scopes: ['s'], authorized }),
      )
    const first = await directory.pageSuites({ limit: 1 })
    assert.deepEqual(first, [
      { suiteKey: 'b', name: 'Same', secretHash: 'h', ticketHash: 't', scopes: ['s'], authorized },
    ])
    const rest = await directory.pageSuites({ limit: 9, after: { name: 'Same', suiteKey: 'b' } })
    assert.deepEqual(
      rest.map(({ suiteKey }) => suiteKey),
      ['c', 'a'],
    )
  })
}
