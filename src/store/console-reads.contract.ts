import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { NEVER_MS } from '../service/booking/booking-ports.ts'
import type { Grade } from '../service/quality/grade.ts'
import type { Position } from '../service/read/history-model.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, keyOf, Meeting, T0, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId

/** What the console reads beside the search of conferences. */
export function testConsoleReads(newDatabase: NewDatabase): void {
  test('[CO46] the upcoming bookings of an organization, or of one of its people, are paged by their ends', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const ends = (ms: number) => (T0 + ms) as EpochMs
    const recurrence = { frequency: 'daily', interval: 1, end: { count: 2 }, leftOut: [] } as const
    const series = { timeZone: 'UTC', start: '2026-01-01T09:00', lengthMs: 60_000, recurrence }
    for (const each of [
      booking(1, { endsAt: ends(20) }),
      booking(2, { endsAt: ends(10), invitees: ['bob' as UnionId] }),
      booking(3, { endsAt: ends(20) }),
      booking(4, { endsAt: ends(0) }),
      booking(5, { endsAt: ends(30), canceledAt: T0 }),
      booking(6, { endsAt: ends(30), organizationId: GLOBEX }),
      booking(7, { endsAt: ends(40), series, invitees: ['bob' as UnionId] }),
    ])
      await bookings.insert(each)
    assert.equal(await bookings.insertOwnRoom(booking(8, { id: 'room-8' as BookingId, endsAt: NEVER_MS })), true)
    const list = async (
      kind: 'once' | 'repeating',
      { after = { at: T0, id: '~' }, unionId, limit = 9 }: { after?: Position; unionId?: string; limit?: number } = {},
    ) => {
      const whose = { organizationId: ACME, kind, after, ...(unionId !== undefined && { unionId: unionId as UnionId }) }
      return (await bookings.listUpcoming(whose, limit)).map(({ booking: { id } }) => Number(id.slice(-1)))
    }
    assert.deepEqual([await list('once'), await list('repeating')], [[2, 1, 3], [7]])
    assert.deepEqual(await list('once', { limit: 2 }), [2, 1])
    assert.deepEqual(await list('once', { after: { at: ends(20), id: booking(1).id } }), [3])
    assert.deepEqual([await list('once', { unionId: 'bob' }), await list('repeating', { unionId: 'bob' })], [[2], [7]])
    assert.deepEqual(await list('once', { unionId: 'bob', after: { at: ends(10), id: booking(2).id } }), [])
  })

  test('[CO33] the bookings of an organization that begin in a time are counted, and those that begin first are listed', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const at = (ms: number) => (T0 + ms) as EpochMs
    const times = (from: number, length = 100) => ({ startsAt: at(from), endsAt: at(from + length) })
    const recurrence = { frequency: 'daily', interval: 1, end: { count: 2 }, leftOut: [] } as const
    for (const each of [
      booking(1, times(20, 1_000)),
      booking(2, times(10)),
      booking(3, times(9)),
      booking(4, times(30)),
      booking(5, { ...times(20), canceledAt: T0 }),
      booking(6, { ...times(20), organizationId: GLOBEX }),
      booking(7, {
        ...times(20),
        series: { timeZone: 'UTC', start: '2026-01-01T09:00', lengthMs: 60_000, recurrence },
      }),
    ])
      await bookings.insert(each)
    assert.equal(await bookings.insertOwnRoom(booking(8, { ...times(20), endsAt: NEVER_MS })), true)
    const list = async (limit: number) => {
      const { total, first } = await bookings.listStarting({ organizationId: ACME, from: at(10), to: at(30) }, limit)
      return [total, first.map(({ booking: { id } }) => Number(id.slice(-1)))]
    }
    assert.deepEqual(await list(9), [2, [2, 1]])
    assert.deepEqual(await list(1), [2, [2]])
  })

  test('[CO44] [CO45] the people of a conference have names by key and by session, and grades of all their sessions', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const other = new Meeting()
    const guest = { person: { kind: 'guest', guestId: 'g' }, nick: 'Guest', outside: true } as const
    await store.conferences.commit([
      meeting.create(),
      meeting.join('ada'),
      meeting.join('ada'),
      meeting.join('bob'),
      meeting.do({ type: 'join', participantId: meeting.sessionId(4), device: 'iOS', ...guest }),
      other.create(),
      other.join('eve'),
    ])
    const graded = (n: number, grade: Grade) => ({
      conferenceId: meeting.id,
      participantId: meeting.sessionId(n),
      at: (T0 + n) as EpochMs,
      summary: { roundTripTime: n },
      grade,
    })
    await store.quality.save([graded(1, 1), graded(2, 3), graded(4, 2)])
    const { meetingPeople } = store
    const sessions = [meeting.sessionId(2), meeting.sessionId(4), other.sessionId(1)]
    const names = await meetingPeople.findNames(meeting.id, { keys: [keyOf('bob'), keyOf('eve')], sessions })
    assert.deepEqual([...names.byKey], [[keyOf('bob'), { key: keyOf('bob'), nick: 'bob', unionId: 'bob' }]])
    assert.deepEqual(
      [...names.bySession].toSorted().map(([id, { nick }]) => [id, nick]),
      [
        [meeting.sessionId(2), 'ada'],
        [meeting.sessionId(4), 'Guest'],
      ],
    )
    const page = (after: number, limit: number) => meetingPeople.pageQuality(meeting.id, { after, limit })
    const shown = (await page(0, 9)).map(({ nick, sessions: count, graded: times, total }) => [
      nick,
      count,
      times,
      total,
    ])
    assert.deepEqual(shown, [
      ['ada', 2, 2, 4],
      ['bob', 1, 0, 0],
      ['Guest', 1, 1, 2],
    ])
    const [first] = await page(0, 1)
    assert.deepEqual(
      (await page(first?.seq ?? 0, 1)).map(({ nick }) => nick),
      ['bob'],
    )
  })
}
