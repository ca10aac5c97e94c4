import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, T0, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const ADA = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada' } as const

/** Five entries of Acme, of which the second and third are of the same time. */
const ENTRIES: readonly AuditEntry[] = [
  { id: 'e', at: 0, action: 'user-added', by: ADA, target: 'bram', address: '192.0.2.1', details: { name: 'Bram' } },
  { id: 'c', at: 1, action: 'user-disabled', by: ADA, target: 'bram' },
  { id: 'd', at: 1, action: 'user-enabled', by: { kind: 'terminal', user: 'root' } as const, target: 'bram' },
  { id: 'a', at: 2, action: 'user-added', by: ADA, target: 'cleo', details: { scopes: ['a', 'b'], size: null } },
  { id: 'b', at: 3, action: 'user-deleted', by: ADA, target: 'bram' },
].map(({ at, target, ...entry }) => ({
  ...(entry as Pick<AuditEntry, 'id' | 'action' | 'by'>),
  organizationId: ACME,
  at: (T0 + at) as EpochMs,
  target: { kind: 'user', id: target, name: target.toUpperCase() },
}))

export function testAudit(newDatabase: NewDatabase): void {
  test('[DI3] entries come newest first, page by page, each as it was written, and those of others never', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    for (const entry of ENTRIES) await store.audit.insert(entry)
    await store.audit.insert({ ...(ENTRIES[0] as AuditEntry), organizationId: GLOBEX })
    const pages: AuditEntry[][] = []
    for (;;) {
      const last = pages.at(-1)?.at(-1)
      const page = await store.audit.list(ACME, {}, { ...(last && { after: last }), limit: 2 })
      if (page.length === 0) break
      pages.push([...page])
    }
    assert.deepEqual(
      pages.map((page) => page.map(({ id }) => id)),
      [['b', 'a'], ['d', 'c'], ['e']],
    )
    const byId = new Map(ENTRIES.map((entry) => [entry.id, entry]))
    for (const entry of pages.flat()) assert.deepEqual(entry, byId.get(entry.id))
  })

  test('[DI3] entries are found by action, actor, target and time', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    for (const entry of ENTRIES) await store.audit.insert(entry)
    const idsOf = async (filter: Parameters<typeof store.audit.list>[1]) =>
      (await store.audit.list(ACME, filter, { limit: 9 })).map(({ id }) => id)
    assert.deepEqual(await idsOf({ action: 'user-added' }), ['a', 'e'])
    assert.deepEqual(await idsOf({ actor: 'root' }), ['d'])
    assert.deepEqual(await idsOf({ target: 'cleo' }), ['a'])
    assert.deepEqual(await idsOf({ from: (T0 + 1) as EpochMs, to: (T0 + 3) as EpochMs }), ['a', 'd', 'c'])
    assert.deepEqual(await idsOf({ actor: 'ada', target: 'bram', to: (T0 + 3) as EpochMs }), ['c', 'e'])
    assert.deepEqual(await idsOf({ target: 'nobody\0' }), [])
  })

  test('[CO47] the entry of the audit log is stored with a change, and not with one that another change overtook', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const one = booking(1)
    await store.bookings.insert(one)
    const audit = (id: string): AuditEntry => ({
      id,
      organizationId: ACME,
      at: T0,
      action: 'booking-changed',
      by: { kind: 'terminal', user: 'root' },
      target: { kind: 'booking', id: one.id, name: 'Moved' },
    })
    const changed = { ...one, version: 2, title: 'Moved' }
    assert.equal(await store.bookings.update(changed, { audit: audit('a') }), true)
    assert.equal(await store.bookings.update(changed, { audit: audit('b') }), false)
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [audit('a')])
  })
}
