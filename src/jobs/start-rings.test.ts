import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import { userKey } from '../conference/identity.ts'
import { toWallTime } from '../../contract/time/wall-time.ts'
import type { OwnOrder } from '../service/booking/own-bookings.ts'
import { ada, bram, cleo, HOUR, MINUTE, openBooked, toStart, type Opened } from './start-rings.fixture.ts'
import { ringAtStarts } from './start-rings.ts'

test('[BK37] invitees are called once at the start, and the organizer is not called', async () => {
  const opened = await openBooked({ invitees: [bram.unionId, cleo.unionId, ada.unionId] })
  await opened.run()
  assert.deepEqual(await opened.called(), [], 'before the start')
  toStart(opened)
  await opened.run()
  assert.deepEqual(await opened.called(), ['bram by ada', 'cleo by ada'])
  assert.deepEqual(opened.errors, [])
  assert.deepEqual(await opened.store.startRings.take({ now: opened.clock.now(), leaseMs: 0, limit: 9 }), [])
})

test('[BK37] a call that is done again calls nobody a second time, even after its end', async () => {
  const opened = await openBooked()
  toStart(opened)
  const ring = { bookingId: opened.booking.id, startsAt: opened.booking.startsAt, attempt: 1 }
  assert.equal(await opened.startRings.ring(ring), undefined)
  const id = (await opened.store.bookings.find(opened.booking.id))?.conferenceId
  assert.ok(id)
  for (const { unionId } of [bram, cleo]) {
    const by = { kind: 'person', unionId } as const
    await opened.conductor.execute(id, { type: 'decline-ring', by, member: userKey(unionId) })
  }
  assert.deepEqual(await opened.called(), [])
  await opened.startRings.ring(ring)
  assert.deepEqual(await opened.called(), [])
})

test('[BK37] a call that fails is made later', async () => {
  const opened = await openBooked()
  toStart(opened)
  const { startRings, store, clock } = opened
  let failures = 1
  const failing = {
    ring: async (ring: Parameters<typeof startRings.ring>[0]) => {
      if (failures-- > 0) throw new Error('disk full')
      return startRings.ring(ring)
    },
  }
  const errors: unknown[] = []
  const run = () =>
    ringAtStarts({ startRings: failing, rings: store.startRings, clock, onError: (error) => errors.push(error) })
  await run()
  await run()
  assert.deepEqual([errors.length, await opened.called()], [1, []])
  clock.forward(1_000)
  await run()
  assert.deepEqual(await opened.called(), ['bram by ada', 'cleo by ada'])
})

test('[BK37] nobody is called if the booking does not say so, is canceled, moved, or over', async () => {
  for (const change of [
    async ({ ownBookings, booking, order }: Opened) =>
      ownBookings.change(ada, booking.id, { ...order, ringAtStart: false }),
    async ({ bookings, booking }: Opened) => bookings.cancel(ada, booking.id, ada.unionId),
    async ({ ownBookings, booking, order, clock }: Opened) => {
      const later = (ms: number) => toWallTime(booking.startsAt + ms, 'UTC')
      const plan = { ...order.plan, start: later(2 * HOUR), end: later(3 * HOUR) }
      await ownBookings.change(ada, booking.id, { ...order, plan })
      assert.ok(clock.now() < booking.startsAt)
    },
    async ({ clock }: Opened) => clock.forward(3 * HOUR),
  ]) {
    const opened = await openBooked()
    await change(opened)
    if (opened.clock.now() < opened.booking.startsAt) toStart(opened)
    await opened.run()
    assert.deepEqual([await opened.called(), opened.errors], [[], []])
  }
})

test('[BK48] a change between the start and the call does not lose the call, and decides who is called', async () => {
  const opened = await openBooked()
  const { ownBookings, booking, order } = opened
  toStart(opened)
  await ownBookings.change(ada, booking.id, { ...order, title: 'Renamed', invitees: [bram.unionId] })
  await opened.run()
  assert.deepEqual([await opened.called(), opened.errors], [['bram by ada'], []])
  for (const change of [
    (one: Opened) => one.ownBookings.change(ada, one.booking.id, { ...one.order, ringAtStart: false }),
    (one: Opened) => one.bookings.cancel(ada, one.booking.id, ada.unionId),
  ]) {
    const other = await openBooked()
    toStart(other)
    await change(other)
    await other.run()
    assert.deepEqual([await other.called(), other.errors], [[], []])
  }
})

test('[BK48] a booking that is moved at its start calls at the new start, also if its call was just being made', async () => {
  for (const isBeingMade of [false, true]) {
    const opened = await openBooked()
    const { ownBookings, booking, order, store, clock, startRings } = opened
    toStart(opened)
    const later = (ms: number) => toWallTime(booking.startsAt + ms, 'UTC')
    const move = () =>
      ownBookings.change(ada, booking.id, {
        ...order,
        plan: { ...order.plan, start: later(HOUR), end: later(2 * HOUR) },
      })
    if (isBeingMade) {
      const [ring] = await store.startRings.take({ now: clock.now(), leaseMs: 10_000, limit: 9 })
      assert.ok(ring)
      const next = await startRings.ring(ring)
      await move()
      await store.startRings.markDone(ring, next)
    } else await move()
    await opened.run()
    const due = await store.startRings.take({ now: (booking.startsAt + HOUR) as EpochMs, leaseMs: 0, limit: 9 })
    assert.deepEqual(
      due.map(({ startsAt }) => startsAt - booking.startsAt),
      [HOUR],
    )
    assert.equal((await opened.called()).length, isBeingMade ? 2 : 0)
  }
})

test('[BK37] a booking for the minute that is passing calls at once, also if it was moved there, and only once', async () => {
  const opened = await openBooked()
  const { ownBookings, booking, order, clock, run, called, store, ringing } = opened
  const later = (ms: number) => toWallTime(booking.startsAt + ms, 'UTC')
  const planAt = (ms: number) => ({ ...order.plan, start: later(ms), end: later(ms + HOUR) })
  const change = (ms: number, fields: Partial<OwnOrder> = {}) =>
    ownBookings.change(ada, booking.id, { ...order, plan: planAt(ms), ...fields })
  clock.forward(booking.startsAt - clock.now() - 5 * MINUTE + 20_000)
  await change(-6 * MINUTE)
  await run()
  assert.deepEqual(await called(), [], 'its start was more than a minute ago')
  const { booking: another } = await ownBookings.book(ada, { ...order, plan: planAt(-5 * MINUTE) })
  await change(-5 * MINUTE)
  await run()
  assert.deepEqual(await called(), ['bram by ada', 'cleo by ada'])
  assert.ok((await store.bookings.find(another.id))?.conferenceId, 'its call has begun its conference')
  const conferenceId = (await store.bookings.find(booking.id))?.conferenceId ?? assert.fail('it has not begun')
  for (const { unionId } of [bram, cleo]) await ringing.decline(conferenceId, unionId)
  for (const again of [{ title: 'Renamed' }, { ringAtStart: false }, { ringAtStart: true }]) {
    await change(-5 * MINUTE, again)
    await run()
    assert.deepEqual(await called(), [])
  }
})

test('[BK37] a booking whose call is due, and that is moved to the minute that is passing, calls at its new start', async () => {
  const opened = await openBooked()
  const { ownBookings, booking, order, clock, run, called } = opened
  toStart(opened, MINUTE + 20_000)
  const later = (ms: number) => toWallTime(booking.startsAt + ms, 'UTC')
  const plan = { ...order.plan, start: later(MINUTE), end: later(HOUR) }
  await ownBookings.change(ada, booking.id, { ...order, plan })
  await run()
  assert.deepEqual(await called(), ['bram by ada', 'cleo by ada'])
  assert.ok(clock.now() > booking.startsAt)
})

test('[BK37] people who are in the meeting are not called, and a meeting that has ended calls nobody', async () => {
  const opened = await openBooked()
  await opened.join(bram)
  toStart(opened)
  await opened.run()
  assert.deepEqual(await opened.called(), ['cleo by ada'])
  const held = await openBooked()
  await held.join(bram)
  toStart(held)
  const id = (await held.store.bookings.find(held.booking.id))?.conferenceId
  assert.ok(id)
  await held.conductor.execute(id, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  await held.run()
  assert.deepEqual([await held.called(), held.errors], [[], []])
})

test('[BK37] people who were removed from the meeting before its start are not called', async () => {
  for (const forbidRejoin of [true, false]) {
    const opened = await openBooked()
    const { conferenceId } = await opened.join(ada)
    await opened.join(bram)
    await opened.conductor.execute(conferenceId, {
      type: 'remove',
      by: { kind: 'person', unionId: ada.unionId },
      targets: [{ member: userKey(bram.unionId) }],
      forbidRejoin,
    })
    toStart(opened)
    await opened.run()
    assert.deepEqual([await opened.called(), opened.errors], [['cleo by ada'], []])
  }
})

test('[BK33] [BK37] a date that was held stays so when somebody looks at the meeting again', async () => {
  const recurrence = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] } as const
  const opened = await openBooked({ recurrence })
  const { admission, booking, clock, conductor, ownBookings } = opened
  toStart(opened)
  const { conferenceId } = await opened.join(bram)
  clock.forward(MINUTE)
  await conductor.execute(conferenceId, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  await admission.preview({ roomCode: booking.roomCode, person: cleo, from: '10.0.0.1' })
  const [listed] = await ownBookings.list(ada)
  assert.deepEqual([listed?.date.state, listed?.date.startsAt], ['upcoming', booking.startsAt + 24 * HOUR])
  await opened.run()
  assert.deepEqual([await opened.called(), opened.errors], [[], []])
})

test('[BK37] a repeating meeting calls on each date', async () => {
  const recurrence = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] } as const
  const opened = await openBooked({ recurrence })
  toStart(opened)
  await opened.run()
  assert.equal((await opened.called()).length, 2)
  const id = (await opened.store.bookings.find(opened.booking.id))?.conferenceId
  assert.ok(id)
  await opened.conductor.execute(id, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  await opened.run()
  assert.deepEqual(await opened.called(), [])
  opened.clock.forward(24 * HOUR)
  await opened.run()
  assert.deepEqual(await opened.called(), ['bram by ada', 'cleo by ada'])
  opened.clock.forward(10 * 24 * HOUR)
  await opened.run()
  assert.deepEqual(await opened.store.startRings.take({ now: opened.clock.now(), leaseMs: 0, limit: 9 }), [])
})

test('[BK47] one organizer calls people at the start of at most 20 meetings in an hour', async () => {
  const opened = await openBooked()
  const { store, clock, ownBookings, conductor, booking, order } = opened
  let calls = 0
  for (let round = 1; round <= 22; round += 1) {
    const at = (ms: number) => toWallTime(Math.ceil(clock.now() / MINUTE) * MINUTE + ms, 'UTC')
    const plan = { start: at(MINUTE), end: at(HOUR), timeZone: 'UTC' }
    const { booking: moved } = await ownBookings.change(ada, booking.id, { ...order, plan })
    clock.forward(moved.startsAt - clock.now() + 1)
    await opened.run()
    const called = await opened.called()
    calls += called.length
    const id = (await store.bookings.find(booking.id))?.conferenceId
    for (const { unionId } of called.length > 0 ? [bram, cleo] : []) {
      assert.ok(id)
      const by = { kind: 'person', unionId } as const
      await conductor.execute(id, { type: 'decline-ring', by, member: userKey(unionId) })
    }
  }
  assert.deepEqual([calls, opened.errors], [2 * 20, []])
})
