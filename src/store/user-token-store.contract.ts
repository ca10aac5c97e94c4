import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import type { UserCode, UserGrant } from '../service/account/user-token-store.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

const after = (ms: number) => (T0 + ms) as EpochMs

const code = (codeHash: string, ms: number): UserCode => ({
  codeHash,
  clientId: 'app',
  organizationId: ACME,
  userId: 'ada',
  scopes: ['openid', 'corpid'],
  expiresAt: after(ms),
})

const grant = (name: string, ms: number, userId = 'ada'): UserGrant => ({
  clientId: 'app',
  organizationId: ACME,
  userId,
  scopes: ['openid'],
  secretMark: 'mark',
  access: { hash: `access ${name}`, nonce: 'a', expiresAt: after(ms) },
  refresh: { hash: `refresh ${name}`, nonce: 'r', expiresAt: after(ms + 10) },
})

export function testUserTokens(newDatabase: NewDatabase): void {
  test('[RS58] codes are taken once by their app, and what an app holds for a person is one entry until it expires', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { userTokens } = store
    await userTokens.saveRedirectUris('app', ['https://b.example/', 'https://a.example/', 'https://a.example/'])
    await userTokens.saveRedirectUris('other', [])
    assert.deepEqual(await userTokens.listRedirectUris('app'), ['https://a.example/', 'https://b.example/'])
    await userTokens.saveRedirectUris('app', ['https://c.example/'])
    assert.deepEqual(await userTokens.listRedirectUris('app'), ['https://c.example/'])
    assert.deepEqual(await userTokens.listRedirectUris('other'), [])

    await userTokens.insertCode(code('one', 5))
    await userTokens.insertCode(code('two', 50))
    assert.deepEqual(await userTokens.findCode('one'), code('one', 5))
    assert.equal(await userTokens.findCode('none'), undefined)
    assert.equal(await userTokens.takeCode('other', 'one'), undefined)
    const taken = await Promise.all([userTokens.takeCode('app', 'one'), userTokens.takeCode('app', 'one')])
    assert.deepEqual(
      taken.filter((one) => one !== undefined),
      [code('one', 5)],
    )

    await userTokens.saveGrant(grant('first', 5))
    await userTokens.saveGrant(grant('bram', 50, 'bram'))
    assert.deepEqual(await userTokens.findGrantByAccess('access first'), grant('first', 5))
    await userTokens.saveGrant(grant('second', 6))
    assert.equal(await userTokens.findGrantByAccess('access first'), undefined)
    assert.deepEqual(await userTokens.findGrantByRefresh('refresh second'), grant('second', 6))
    const ada = { clientId: 'app', organizationId: ACME, userId: 'ada' }
    assert.deepEqual(await userTokens.findGrant(ada), grant('second', 6))
    assert.equal(await userTokens.findGrant({ ...ada, clientId: 'other' }), undefined)

    await userTokens.deleteExpiredBefore(after(20))
    assert.equal(await userTokens.findGrant(ada), undefined)
    assert.deepEqual(await userTokens.findGrantByAccess('access bram'), grant('bram', 50, 'bram'))
    assert.deepEqual(await userTokens.takeCode('app', 'two'), code('two', 50))
  })
}
