import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  toOwnRoomId,
  type BookingId,
  type ConferenceId,
  type EpochMs,
  type OrganizationId,
  type UnionId,
} from '../conference/identity.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { Booking, OwnKind } from '../service/booking/booking-ports.ts'
import { ACME, BY_APP, Meeting, T0, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const ADA = 'ada' as UnionId

/** The `n`th of Ada's, with what `fields` have it be otherwise. */
export function booking(n: number, fields: Partial<Booking> = {}): Booking {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as BookingId,
    organizationId: ACME,
    version: 1,
    creator: { unionId: ADA, nick: 'Ada' },
    title: 'Review',
    startsAt: (T0 + 1) as EpochMs,
    endsAt: (T0 + 2) as EpochMs,
    roomCode: `5000000${n}`,
    linkToken: '1_x',
    passcode: '1',
    hostPasscode: '2',
    shareCode: `share${n}`,
    terms: defaultTerms(ADA),
    passive: { moziConfOpenRecordSetting: { recordAutoStart: 1 } },
    invitees: [],
    ringAtStart: false,
    bookedAt: T0,
    changedAt: T0,
    ...fields,
  }
}

export function testBookings(newDatabase: NewDatabase): void {
  test('[BK49] bookings made at the same time do not exceed the limit of a person', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const made = await Promise.all([1, 2, 3, 4, 5].map((n) => store.bookings.insertWithin(3, booking(n))))
    assert.equal(made.filter(Boolean).length, 3)
  })

  test('[HM16] [HM18] a person has one own room, which only its successor replaces', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const room = (n: number, fields: Partial<Booking> = {}) =>
      booking(n, { ...fields, id: toOwnRoomId(booking(n).id), roomCode: `600${n}`, shareCode: `room${n}` })
    const whose = { organizationId: ACME, unionId: ADA }
    assert.equal(await bookings.findOwnRoom(whose), undefined)
    const made = await Promise.all([1, 2].map((n) => bookings.insertOwnRoom(room(n))))
    assert.deepEqual(made.toSorted(), [false, true])
    const first = room(made[0] ? 1 : 2)
    assert.deepEqual(await bookings.findOwnRoom(whose), first)
    assert.deepEqual(await bookings.findByShareCode(first.shareCode), first)
    assert.equal(await bookings.findByShareCode(made[0] ? 'room2' : 'room1'), undefined, 'the other left nothing')
    const replacing = { replaces: first.id, at: T0 }
    const renewed = await Promise.all([3, 4].map((n) => bookings.insertOwnRoom(room(n), replacing)))
    assert.deepEqual(renewed.toSorted(), [false, true])
    assert.deepEqual(await bookings.findOwnRoom(whose), room(renewed[0] ? 3 : 4))
    assert.equal((await bookings.find(first.id))?.canceledAt, T0)
    assert.deepEqual(await bookings.listOwn({ ...whose, kind: 'once', after: T0 }, 9), [], 'it is in no list')
    assert.equal(await bookings.insertOwnRoom(room(5, { organizationId: GLOBEX })), true)
    assert.equal((await bookings.findOwnRoom({ ...whose, organizationId: GLOBEX }))?.roomCode, '6005')
  })

  test('[BK19] a booking is found by its id, its room code and its links, as it was stored', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const [one, two] = [booking(1), booking(2, { organizationId: GLOBEX, canceledAt: T0 })]
    await bookings.insert(one)
    await bookings.insert(two)
    assert.deepEqual(await bookings.find(one.id), one)
    assert.deepEqual(await bookings.findByRoomCode('50000002'), two)
    assert.deepEqual(await bookings.findByShareCode('share1'), one)
    await bookings.insertShortLink({ code: 'more', bookingId: two.id, app: { coolAppCode: 'x' } })
    assert.deepEqual(await bookings.findByShareCode('more'), two)
    for (const found of [bookings.find('x' as BookingId), bookings.findByRoomCode('5'), bookings.findByShareCode('')]) {
      assert.equal(await found, undefined)
    }
  })

  test('[BK19] of two changes of the same version, one is written completely', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const one = booking(1)
    await bookings.insert(one)
    const terms = { ...one.terms, waitingRoom: true }
    const moved = { ...one, version: 2, title: 'Moved', endsAt: (T0 + 9) as EpochMs, changedAt: (T0 + 1) as EpochMs }
    assert.deepEqual(
      (await Promise.all([bookings.update(moved), bookings.update({ ...one, version: 2, terms })])).sort(),
      [false, true],
    )
    const stored = await bookings.find(one.id)
    const next = { ...moved, version: 3, terms, passive: {}, canceledAt: T0 }
    assert.equal(stored?.version, 2)
    assert.equal(await bookings.update({ ...next, roomCode: '1' }), true)
    assert.deepEqual(await bookings.find(one.id), next, 'its code stays')
    assert.equal(await bookings.update(next), false)
  })

  test('[BK8] people who are first to join a booking at the same moment get the same conference', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const { id } = booking(1)
    await bookings.insert(booking(1))
    const take = (next: string, previous?: string) =>
      bookings.takeConference(id, {
        next: next as ConferenceId,
        ...(previous !== undefined && { previous: previous as ConferenceId }),
      })
    const taken = await Promise.all(['a', 'b', 'c'].map((next) => take(next)))
    assert.equal(new Set(taken).size, 1)
    const [first] = taken
    assert.equal(await take('d', 'somebody else’s'), first)
    assert.equal(await take('e', first), 'e')
    assert.equal((await bookings.find(id))?.conferenceId, 'e')
  })

  test('[BK6] the conferences of a booking are those held under it, newest first, with their number', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { id: bookingId } = booking(1)
    const booked = { ...defaultTerms(ADA), bookingId }
    const hold = (meeting: Meeting, organizationId = ACME) => {
      const secrets = { roomCode: '1', linkToken: 'link', passcode: '1', hostPasscode: '2' }
      const creator = { unionId: ADA, nick: 'Ada' }
      const details = { organizationId, title: 'Review', creator, autoTransferHost: true, booked, ...secrets }
      return meeting.do({ type: 'create', details, invitees: [], inviteCreator: false })
    }
    const [one, two, foreign, other] = [0, 5, 6, 7].map((at) => new Meeting({ at })) as [
      Meeting,
      Meeting,
      Meeting,
      Meeting,
    ]
    await store.conferences.commit([hold(one), one.do({ type: 'close', ...BY_APP }), hold(two)])
    await store.conferences.commit([hold(foreign, GLOBEX), other.create([], '1')])
    const filter = { organizationId: ACME, kind: 'booking', bookingId } as const
    const { rows, total } = await store.history.pageConferencesWithTotal(filter, { limit: 1 })
    assert.deepEqual([rows.map(({ id, bookingId: of }) => [id, of]), total], [[[two.id, bookingId]], 2])
    const after = { at: two.now, id: two.id }
    assert.deepEqual(
      (await store.history.listConferences(filter, { after, limit: 9 })).map(({ id }) => id),
      [one.id],
    )
    assert.equal((await store.conferences.findHead(other.id))?.bookingId, undefined)
  })

  test('[HM10] a person’s bookings are those that they made or have a role in and are not canceled, next end first', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings } = store
    const BOB = 'bob' as UnionId
    const ends = (n: number) => (T0 + n) as EpochMs
    const one = booking(1, { endsAt: ends(9) })
    const two = booking(2, { endsAt: ends(5), terms: { ...defaultTerms(BOB), coHosts: [ADA, BOB] } })
    await bookings.insert(one)
    await bookings.insert(two)
    await bookings.insert(booking(3, { organizationId: GLOBEX, endsAt: ends(7) }))
    await bookings.insert(booking(4, { canceledAt: T0 }))
    const own = async (
      unionId: UnionId,
      { after = 0, limit = 9, organizationId = ACME, kind = 'once' as OwnKind } = {},
    ) =>
      (await bookings.listOwn({ organizationId, unionId, kind, after: ends(after) }, limit)).map(
        ({ booking: { id } }) => Number(id.slice(-1)),
      )
    assert.deepEqual(await own(ADA), [2, 1])
    assert.deepEqual(await own(BOB), [2])
    assert.deepEqual(await own(ADA, { organizationId: GLOBEX }), [3])
    assert.deepEqual(await own(ADA, { after: 5 }), [1], 'what ends now is over')
    assert.deepEqual(await own(ADA, { limit: 1 }), [2])
    assert.equal(await bookings.update({ ...one, version: 2, endsAt: ends(3), terms: defaultTerms(BOB) }), true)
    assert.equal(await bookings.update({ ...two, version: 3, endsAt: ends(1) }), false)
    assert.deepEqual(
      [await own(ADA), await own(BOB)],
      [
        [1, 2],
        [1, 2],
      ],
    )
    assert.deepEqual(await bookings.listOwn({ organizationId: ACME, unionId: BOB, kind: 'once', after: T0 }, 1), [
      { booking: { ...one, version: 2, endsAt: ends(3), terms: defaultTerms(BOB) } },
    ])
    assert.equal(await bookings.update({ ...two, version: 2, canceledAt: T0 }), true)
    assert.deepEqual([await own(ADA), await own(BOB)], [[1], [1]])
  })

  test('[HM10] [BK35] a person’s list has kinds, and invitees have it too, with the conference held last', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings, conferences } = store
    const BOB = 'bob' as UnionId
    const recurrence = { frequency: 'daily', interval: 1, end: { count: 2 }, leftOut: ['2026-01-02'] } as const
    const series = { timeZone: 'Europe/Berlin', start: '2026-01-01T09:00', lengthMs: 60_000, recurrence }
    const planned = { invitees: [BOB], ringAtStart: true }
    const once = booking(1, { ...planned, timeZone: 'Asia/Shanghai' })
    const repeating = booking(2, { ...planned, series })
    const canceled = booking(3, { ...planned, canceledAt: (T0 + 1) as EpochMs })
    for (const each of [once, repeating, canceled]) await bookings.insert(each)
    const own = async (kind: OwnKind, after = 0) =>
      bookings.listOwn({ organizationId: ACME, unionId: BOB, kind, after: (T0 + after) as EpochMs }, 9)
    assert.deepEqual(
      [await own('once'), await own('repeating'), await own('canceled')],
      [[{ booking: once }], [{ booking: repeating }], [{ booking: canceled }]],
    )
    assert.deepEqual([(await own('once', 2)).length, (await own('canceled', 2)).length], [0, 1])
    assert.equal(await bookings.findLatestConference(once.id), undefined)

    const meeting = new Meeting()
    await bookings.takeConference(once.id, { next: meeting.id })
    assert.deepEqual(await own('once'), [{ booking: { ...once, conferenceId: meeting.id } }], 'it has not begun')
    await conferences.commit([meeting.create([], once.roomCode, once.id), meeting.join('ada')])
    const latest = { startedAt: T0, activeCount: 1, attendedCount: 1 }
    assert.deepEqual(await own('once'), [{ booking: { ...once, conferenceId: meeting.id }, latest }])
    assert.deepEqual(await bookings.findLatestConference(once.id), latest)
    const next = new Meeting().id
    await bookings.takeConference(once.id, { previous: meeting.id, next })
    assert.deepEqual(
      await own('once'),
      [{ booking: { ...once, conferenceId: next }, latest }],
      'the next has not begun',
    )
    assert.deepEqual(await bookings.findLatestConference(once.id), latest)
    const changed = { ...once, version: 2, invitees: [], series, timeZone: undefined, ringAtStart: false }
    assert.equal(await bookings.update(changed), true)
    assert.deepEqual(await own('once'), [])
    const { timeZone: _none, ...stored } = changed
    assert.deepEqual(await bookings.find(once.id), { ...stored, conferenceId: next })
  })

  test('[BK37] the next call of a booking is taken when it is due, by one server, and changes with the booking', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings, startRings } = store
    const at = (n: number) => (T0 + n) as EpochMs
    const one = booking(1)
    await bookings.insert(one, { ringAt: at(5) })
    await bookings.insert(booking(2))
    const take = (now: number, leaseMs = 100) => startRings.take({ now: at(now), leaseMs, limit: 9 })
    assert.deepEqual(await take(4), [])
    const ring = { bookingId: one.id, startsAt: at(5), attempt: 1 }
    assert.deepEqual([await take(5), await take(104)], [[ring], []], 'it is being done')
    const second = { ...ring, attempt: 2 }
    assert.deepEqual(await take(105), [second], 'its server is gone')
    await startRings.markDone(ring, undefined)
    await startRings.postpone(second, at(110))
    const third = { ...ring, attempt: 3 }
    assert.deepEqual([await take(109), await take(110, 0)], [[], [third]])
    assert.equal(await bookings.update({ ...one, version: 2 }, { ringAt: at(120) }), true)
    await startRings.markDone(third, undefined)
    await startRings.postpone(third, at(999))
    const moved = { ...ring, startsAt: at(120) }
    assert.deepEqual(await take(120, 0), [moved], 'the call of before the change is over')
    await startRings.markDone(moved, at(130))
    assert.deepEqual([await take(129), await take(130, 0)], [[], [{ ...moved, startsAt: at(130) }]])
    assert.equal(await bookings.update({ ...one, version: 3, canceledAt: T0 }), true)
    assert.deepEqual(await take(200), [])
    await bookings.update({ ...one, version: 4 }, { ringAt: at(7) })
    const [last] = await take(150)
    assert.ok(last)
    await startRings.markDone(last, undefined)
    assert.deepEqual(await take(300), [])
  })

  test('[BK48] a call that is due stays when its booking changes, and is not finished by an attempt of before', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { bookings, startRings } = store
    const at = (n: number) => (T0 + n) as EpochMs
    const one = booking(1)
    await bookings.insert(one, { ringAt: at(5) })
    const take = () => startRings.take({ now: at(10), leaseMs: 100, limit: 9 })
    const [earlier] = await take()
    assert.ok(earlier)
    await bookings.update({ ...one, version: 2, changedAt: at(10) }, { ringAt: at(120) })
    await startRings.markDone(earlier, undefined)
    await startRings.postpone(earlier, at(999))
    const [later] = await take()
    assert.deepEqual(later, { ...earlier, attempt: 3 })
    await startRings.markDone(later, at(120))
    assert.deepEqual(await startRings.take({ now: at(120), leaseMs: 0, limit: 9 }), [
      { ...earlier, startsAt: at(120), attempt: 1 },
    ])
  })
}
