import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookingId, EpochMs } from '../conference/identity.ts'
import { OPEN_MEETINGS } from '../conference/terms.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, T0 } from './meeting.contract.ts'
import { hold } from './retention-store.contract.ts'
import { openSqlite, type SqliteStore } from './sqlite.ts'

/** The tables with a row that contains one of the texts anywhere. */
function tablesWith({ database }: SqliteStore, texts: readonly string[]): readonly string[] {
  const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).all()
  return tables
    .map(({ name }) => String(name))
    .filter((name) => {
      const rows = JSON.stringify(database.prepare(`select * from "${name}"`).all())
      return texts.some((text) => rows.includes(text))
    })
}

test('[CO64] [EV8] after a meeting and its booking are deleted, no row of any table is about them', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  const one = booking(1, { ringAtStart: true })
  await store.bookings.insert(one, { ringAt: one.startsAt })
  const id = await hold(store, { start: 0, end: 1, bookingId: one.id })
  await store.bookings.takeConference(one.id, { next: id })
  const about = [id, `${id.slice(-12)}000000000001`, one.id, one.shareCode] satisfies readonly (string | BookingId)[]
  assert.deepEqual(tablesWith(store, about).toSorted(), [
    'booking',
    'booking_ring',
    'conference',
    'conference_event',
    'member',
    'outbox',
    'own_booking',
    'quality_sample',
    'session',
    'session_grade',
    'short_link',
    'title_piece',
  ])
  const settings = { retentionDays: 1, guests: true, meetings: OPEN_MEETINGS }
  await store.directory.change(ACME, (within) => within.saveSettings(settings, { deletesAt: T0 }))
  const now = (T0 + 1e12) as EpochMs
  let [run] = await store.retention.take({ now, leaseMs: 1, limit: 1 })
  for (const until of [2, 3]) {
    assert.ok(run)
    run = (await store.retention.deleteBatch(run, { before: now, leasedUntil: (now + until) as EpochMs }))?.run
  }
  assert.deepEqual(tablesWith(store, about), [])
})
