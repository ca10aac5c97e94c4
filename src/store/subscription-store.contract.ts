import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { StoredDelivery } from '../service/subscription/subscription-store.ts'
import type { Subscription } from '../service/subscription/subscription.ts'
import { T0, type NewDatabase } from './meeting.contract.ts'
import type { Store } from './store.ts'

const ACME = 'dingacme' as OrganizationId

const SUBSCRIPTION: Subscription = {
  id: 's1',
  organizationId: ACME,
  clientId: 'app',
  types: ['booking_change'],
  route: { way: 'callback', url: 'https://app.example/', token: 't', aesKey: 'k' },
  paused: false,
  createdAt: T0,
  cursor: 0,
}

function entryOf(id: string): AuditEntry {
  const target = { kind: 'app', id: 'app' } as const
  return { id, organizationId: ACME, at: T0, action: 'subscription-added', by: { kind: 'server' }, target }
}

function deadOf(eventId: number): StoredDelivery {
  return { eventId, isTarget: false, subject: 'b', state: 'dead', attempts: 3, firstAt: T0, nextAt: T0 }
}

/** Subscribes an app. */
export async function insertSubscription({ directory, subscriptions }: Store): Promise<void> {
  await directory.saveOrganization({ id: ACME, name: 'Acme' })
  await directory.saveApp({ clientId: 'app', organizationId: ACME, name: 'App', secretHash: 'h', scopes: [] })
  await subscriptions.insert(SUBSCRIPTION, 10, entryOf('added'))
}

export function testSubscriptions(newDatabase: NewDatabase): void {
  test('[DL21] dead deliveries are taken once, the oldest first, even if several servers take them at the same time', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { subscriptions, directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveApp({ clientId: 'app', organizationId: ACME, name: 'App', secretHash: 'h', scopes: [] })
    for (const id of ['s1', 's2']) await subscriptions.insert({ ...SUBSCRIPTION, id }, 10, entryOf(id))
    await subscriptions.claim({ holder: 'one', now: T0, leaseMs: 1, streamClients: [] })
    const waiting = { ...deadOf(9), state: 'waiting' } as const
    const lease = (subscriptionId: string) => ({ subscriptionId, holder: 'one' })
    await subscriptions.settle([{ lease: lease('s1'), deliveries: [...[5, 3, 1].map(deadOf), waiting] }])
    await subscriptions.settle([{ lease: lease('s2'), deliveries: [2, 4].map(deadOf) }])
    assert.deepEqual(await subscriptions.takeDead([], 10), [])
    assert.deepEqual(await subscriptions.takeDead(['s1'], 1), [deadOf(1)])
    const both = await Promise.all([1, 2, 3].map(() => subscriptions.takeDead(['s1', 's2'], 10)))
    assert.deepEqual(
      both.flat().map(({ eventId }) => eventId),
      [2, 3, 4, 5],
    )
    assert.equal((await subscriptions.countWaiting('s1')).deliveries, 1)
  })

  test('[DL6] [DL7] outcomes of several subscriptions are stored together, but for those that another server has', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { subscriptions, directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveApp({ clientId: 'app', organizationId: ACME, name: 'App', secretHash: 'h', scopes: [] })
    for (const id of ['s1', 's2', 's3']) await subscriptions.insert({ ...SUBSCRIPTION, id }, 10, entryOf(id))
    await subscriptions.claim({ holder: 'one', now: T0, leaseMs: 1, streamClients: [] })
    const outcomes = (subscriptionId: string, holder: string) => ({
      lease: { subscriptionId, holder },
      deliveries: [deadOf(4)],
      cursor: 4,
    })
    const all = [outcomes('s3', 'one'), outcomes('s2', 'two'), outcomes('s1', 'one')]
    assert.deepEqual(await subscriptions.settle(all), [true, false, true])
    const stored = await Promise.all(
      ['s1', 's2', 's3'].map(async (id) => [(await subscriptions.find(id))?.cursor, await subscriptions.countDead(id)]),
    )
    assert.deepEqual(stored, [
      [4, 1],
      [0, 0],
      [4, 1],
    ])
    assert.deepEqual(await subscriptions.settle([]), [])
  })

  test('[DL22] a third-party app is claimed in the organizations that authorize it, with its scopes', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { subscriptions, directory } = store
    const globex = 'dingglobex' as OrganizationId
    for (const id of [ACME, globex]) await directory.saveOrganization({ id, name: id })
    const suite = { suiteKey: 'suite', secretHash: 'h', scopes: ['qyapi_get_member'], authorized: [ACME, globex] }
    await directory.saveSuite(suite)
    for (const organizationId of suite.authorized)
      await subscriptions.insert(
        { ...SUBSCRIPTION, id: organizationId, organizationId, clientId: 'suite' },
        10,
        entryOf(organizationId),
      )
    const claim = async () => {
      const claimed = await subscriptions.claim({ holder: 'one', now: T0, leaseMs: 1, streamClients: [] })
      return claimed.map(({ subscription, scopes }) => [subscription.id, ...scopes]).toSorted()
    }
    const [ofAcme, ofGlobex] = [
      [ACME, 'qyapi_get_member'],
      [globex, 'qyapi_get_member'],
    ]
    assert.deepEqual(await claim(), [ofAcme, ofGlobex])
    await directory.saveSuite({ ...suite, authorized: [globex] })
    assert.deepEqual(await claim(), [ofGlobex])
    await directory.changeSuite('suite', (within) => within.update({ revokedAt: T0 }))
    assert.deepEqual(await claim(), [])
  })

  test('[DL24] the latest success and failure are kept until there are newer ones', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { subscriptions, directory } = store
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    await directory.saveApp({ clientId: 'app', organizationId: ACME, name: 'App', secretHash: 'h', scopes: [] })
    for (const id of ['s1', 's2']) await subscriptions.insert({ ...SUBSCRIPTION, id }, 10, entryOf(id))
    await subscriptions.claim({ holder: 'one', now: T0, leaseMs: 1, streamClients: [] })
    const lease = { subscriptionId: 's1', holder: 'one' }
    const failure = { at: T0, failure: 'wrong-status', status: 503 }
    await subscriptions.settle([{ lease, deliveries: [deadOf(1)], cursor: 1, latest: { failure } }])
    await subscriptions.settle([{ lease, deliveries: [], cursor: 2, latest: { successAt: T0 } }])
    await subscriptions.settle([{ lease, deliveries: [], cursor: 3, latest: {} }])
    const latest = await subscriptions.listLatest(['s1', 's2'])
    assert.deepEqual([latest.get('s1'), latest.get('s2')], [{ successAt: T0, failure }, {}])
    assert.equal((await subscriptions.listLatest([])).size, 0)
  })
}
