import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toOwnRoomId, type BookingId, type ConferenceId, type EpochMs } from '../conference/identity.ts'
import { OPEN_MEETINGS } from '../conference/terms.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { RetentionRun } from '../service/privacy/retention-store.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, Meeting, T0, type NewDatabase } from './meeting.contract.ts'
import type { Store } from './store.ts'

const DAY_MS = 86_400_000
const at = (days: number) => (T0 + days * DAY_MS) as EpochMs
const NOW = at(100)
const TAKE = { now: NOW, leaseMs: 1_000, limit: 9 }
/** A retention of 30 days. */
const BEFORE = at(70)

/** Acme keeps meetings for this many days. `deletesAt`: from when on it deletes. */
async function choose({ directory }: Store, retentionDays: number | undefined, deletesAt = T0) {
  const settings = { ...(retentionDays !== undefined && { retentionDays }), guests: true, meetings: OPEN_MEETINGS }
  await directory.change(ACME, (within) => within.saveSettings(settings, { deletesAt }))
}

/** A conference of two people with everything that is stored with one; times in days. It is in progress without an end. */
export async function hold(
  store: Store,
  { start, end, bookingId }: { start: number; end?: number; bookingId?: BookingId },
): Promise<ConferenceId> {
  const meeting = new Meeting({ at: start * DAY_MS })
  await store.conferences.commit([meeting.create([], '10000001', bookingId), meeting.join('ada'), meeting.join('bram')])
  const sample = { conferenceId: meeting.id, participantId: meeting.sessionId(1), at: meeting.now }
  await store.quality.save([{ ...sample, summary: { roundTripTime: 10 }, grade: 3 }])
  if (end !== undefined) {
    meeting.now = at(end)
    await store.conferences.commit([meeting.do({ type: 'close', by: { kind: 'app', clientId: 'app' } })])
  }
  return meeting.id
}

const entryOf = (counts: object): AuditEntry => ({
  id: 'a',
  organizationId: ACME,
  at: NOW,
  action: 'meetings-deleted',
  by: { kind: 'server' },
  target: { kind: 'organization', id: ACME },
  details: { ...counts },
})

/** Deletes batch after batch until there is nothing left. @returns the run after the last one */
async function deleteAll({ retention }: Store, taken: RetentionRun): Promise<RetentionRun> {
  for (let run = taken, until = 2_000; ; until += 1) {
    const batch = await retention.deleteBatch(run, { before: BEFORE, leasedUntil: (NOW + until) as EpochMs })
    assert.ok(batch)
    run = batch.run
    if (batch.conferences.length + batch.bookings === 0) return run
  }
}

async function take({ retention }: Store): Promise<RetentionRun> {
  const [run] = await retention.take(TAKE)
  return run ?? assert.fail('no run is due')
}

export function testRetention(newDatabase: NewDatabase): void {
  test('[CO64] old conferences are deleted, in several batches; recent ones and those in progress stay', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await choose(store, 30)
    const old: ConferenceId[] = []
    for (let start = 0; start < 45; start += 1) old.push(await hold(store, { start, end: start + 1 }))
    const kept = [await hold(store, { start: 1, end: 70 }), await hold(store, { start: 1 })]
    const revision = await store.pastChanges.findRevision()
    await deleteAll(store, await take(store))
    for (const id of old) {
      assert.deepEqual([await store.conferences.findHead(id), await store.conferences.readLog(id)], [undefined, []])
      assert.equal(await store.rosters.findPage(id, { after: 0, limit: 9 }), undefined)
    }
    for (const id of kept)
      assert.equal((await store.rosters.findPage(id, { after: 0, limit: 9 }))?.page.members.length, 2)
    assert.notEqual(await store.pastChanges.findRevision(), revision)
  })

  test('[CO64] bookings are deleted that are over or canceled, and of which no conference is left', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    await choose(store, 30)
    const times = (end: number) => ({ startsAt: at(end - 1), endsAt: at(end) })
    const room = toOwnRoomId(booking(9).id)
    const all = {
      over: booking(1, times(10)),
      held: booking(2, times(10)),
      heldLately: booking(3, times(10)),
      canceled: booking(4, { ...times(200), canceledAt: at(10) }),
      upcoming: booking(5, times(200)),
      recent: booking(6, times(70)),
    }
    for (const one of Object.values(all)) await bookings.insert(one, { ringAt: one.startsAt })
    const own = booking(9, { id: room, roomCode: '6009', shareCode: 'room9', endsAt: at(1e6) })
    await bookings.insertOwnRoom(own)
    const ids = await Promise.all(
      [all.held.id, all.heldLately.id, room].map(async (bookingId, index) => {
        const id = await hold(store, { start: 9, end: index === 1 ? 80 : 10, bookingId })
        return bookings.takeConference(bookingId, { next: id })
      }),
    )
    await deleteAll(store, await take(store))
    const left = await Promise.all([...Object.values(all), own].map(async ({ id }) => (await bookings.find(id))?.id))
    assert.deepEqual(left, [undefined, undefined, all.heldLately.id, undefined, all.upcoming.id, all.recent.id, room])
    assert.equal(await bookings.findByShareCode(all.over.shareCode), undefined)
    assert.equal((await bookings.find(all.heldLately.id))?.conferenceId, ids[1])
    // The next conference of the room is a new one, also for a request that read the room before.
    const next = 'f'.repeat(24) as ConferenceId
    assert.equal((await bookings.find(room))?.conferenceId, undefined)
    assert.equal(await bookings.takeConference(room, { previous: ids[2] as ConferenceId, next }), next)
  })

  test('[CO64] the audit log keeps who acted in a deleted meeting, without its topic and without other people', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { audit, bookings } = store
    await choose(store, 30)
    const over = booking(1, { startsAt: at(1), endsAt: at(2) })
    await bookings.insert(over)
    const [old, recent] = [await hold(store, { start: 0, end: 1 }), await hold(store, { start: 0, end: 99 })]
    const by = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada' } as const
    const acts = [
      { id: 'c', action: 'member-removed', target: { kind: 'conference', id: old, name: 'Weekly' } },
      { id: 'b', action: 'booking-changed', target: { kind: 'booking', id: over.id, name: 'Review' } },
      { id: 'a', action: 'member-removed', target: { kind: 'conference', id: recent, name: 'Weekly' } },
    ] as const
    const entries = acts.map((act) => ({ ...act, organizationId: ACME, at: NOW, by, details: { name: 'Bram' } }))
    for (const entry of entries) await audit.insert(entry)
    await deleteAll(store, await take(store))
    const forgot = ({ id, organizationId, at: then, action, target }: (typeof entries)[number]) => {
      const { kind, id: targetId } = target
      return { id, organizationId, at: then, action, by, target: { kind, id: targetId } }
    }
    assert.deepEqual(
      await audit.list(ACME, {}, { limit: 9 }),
      entries.map((entry, index) => (index < 2 ? forgot(entry) : entry)),
    )
  })

  test('[CO65] one server at a time has a run, and the next one counts on after a crash', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { retention } = store
    await choose(store, 30, NOW)
    assert.deepEqual(await retention.take({ ...TAKE, now: (NOW - 1) as EpochMs }), [], 'not yet')
    for (const start of [1, 2]) await hold(store, { start, end: start })
    const first = await take(store)
    assert.equal(first.days, 30)
    assert.deepEqual(await retention.take({ ...TAKE, now: (NOW + 999) as EpochMs }), [])
    const leasedUntil = (NOW + 5_000) as EpochMs
    const batch = await retention.deleteBatch(first, { before: BEFORE, leasedUntil })
    assert.equal(batch?.conferences.length, 2)
    // Its server is gone. Another one takes the run.
    const [second] = await retention.take({ ...TAKE, now: leasedUntil })
    assert.ok(second)
    await hold(store, { start: 3, end: 3 })
    assert.equal(await retention.deleteBatch(batch.run, { before: BEFORE, leasedUntil }), undefined)
    const run = await deleteAll(store, second)
    const end = { nextAt: at(101), toEntry: entryOf }
    assert.equal(await retention.finish(first, end), false)
    assert.equal(await retention.finish(run, end), true)
    const entries = () => store.audit.list(ACME, {}, { limit: 9 })
    assert.deepEqual(await entries(), [entryOf({ conferences: 3, bookings: 0 })])
    const [next] = await retention.take({ ...TAKE, now: at(101) })
    assert.ok(next)
    await retention.finish(next, end)
    assert.equal((await entries()).length, 1, 'nothing was deleted')
  })

  test('[CO65] a run ends when the days change, and what it deleted is noted though nothing more is', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { retention } = store
    await choose(store, 30)
    await hold(store, { start: 1, end: 1 })
    const batch = await retention.deleteBatch(await take(store), { before: BEFORE, leasedUntil: at(101) })
    assert.ok(batch)
    await hold(store, { start: 1, end: 1 })
    await choose(store, undefined)
    assert.equal(await retention.deleteBatch(batch.run, { before: BEFORE, leasedUntil: at(102) }), undefined)
    const last = await take(store)
    assert.equal(last.days, undefined)
    await retention.finish(last, { nextAt: at(101), toEntry: entryOf })
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [entryOf({ conferences: 1, bookings: 0 })])
    assert.deepEqual(await retention.take({ ...TAKE, now: at(200) }), [])
  })
}
