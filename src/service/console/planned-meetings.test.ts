import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWallTime } from '../../../contract/time/wall-time.ts'
import type { BookingId, EpochMs } from '../../conference/identity.ts'
import type { Principal } from '../account/principal.ts'
import { withSeries } from '../booking/booking-dates.ts'
import type { Booking } from '../booking/booking-ports.ts'
import { ada as member, HOUR, link, opened } from '../entry/meetings.fixture.ts'
import { PlannedMeetings } from './planned-meetings.ts'

const ACME = member.organizationId
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }
const DAY = 24 * HOUR

async function openPlanned() {
  const world = await opened()
  const { store, clock, booking } = world
  clock.forward(60_000 - (clock.now() % 60_000)) // a series begins at a whole minute
  // The booking of the world is moved out of the day.
  const later = { startsAt: (booking.startsAt + 3 * DAY) as EpochMs, endsAt: (booking.endsAt + 3 * DAY) as EpochMs }
  await store.bookings.update({ ...booking, ...later, version: booking.version + 1 })
  let made = 0
  const make = async (title: string, inMs: number, fields: Partial<Booking> = {}) => {
    made += 1
    const startsAt = (clock.now() + inMs) as EpochMs
    const code = String(made)
    const own = { id: `b${made}` as BookingId, roomCode: code, shareCode: code, linkToken: code, title }
    const whole = { ...booking, ...own, startsAt, endsAt: (startsAt + HOUR) as EpochMs, ...fields }
    await store.bookings.insert(whole)
    return whole
  }
  const daily = (inMs: number, lengthMs = HOUR) =>
    withSeries({
      timeZone: 'UTC',
      start: toWallTime(clock.now() + inMs, 'UTC'),
      lengthMs,
      recurrence: { frequency: 'daily', interval: 1, end: { count: 9 }, leftOut: [] },
    })
  const planned = new PlannedMeetings({ store: store.bookings, clock })
  const load = async (inMs = 12 * HOUR) => {
    const { total, first } = await planned.load(ada, ACME, (clock.now() + inMs) as EpochMs)
    return { total, first, titles: first.map((own) => own.booking.title) }
  }
  return { ...world, make, daily, planned, load }
}

test('[CO33] all booked meetings that begin later in the day are counted, and the first 20 are listed', async () => {
  const { make, daily, load, clock } = await openPlanned()
  for (let n = 0; n < 30; n += 1) await make(`once ${n}`, HOUR + n)
  // More than are read at once, and all end after those above.
  for (let n = 0; n < 210; n += 1) await make(`daily ${n}`, 0, { ...daily(2 * HOUR) })
  await make('first', 1, { ...daily(HOUR / 2) })
  await make('tomorrow', 12 * HOUR)
  await make('canceled', HOUR, { canceledAt: clock.now() })
  await make('of others', HOUR, { organizationId: 'globex' as typeof ACME })
  const { total, titles } = await load()
  assert.equal(total, 30 + 210 + 1)
  assert.deepEqual(titles, ['first', ...Array.from({ length: 19 }, (_, n) => `once ${n}`)])
})

test('[CO33] a meeting that repeats is planned at its next start, also while its last date goes on over midnight', async () => {
  const { make, daily, load, clock, store } = await openPlanned()
  const night = await make('night', 0, daily(HOUR, 2 * HOUR))
  const startOf = async () => (await load(DAY)).first.map(({ date }) => [date.startsAt - clock.now(), date.state])
  assert.deepEqual(await startOf(), [[HOUR, 'upcoming']])
  clock.forward(HOUR + HOUR / 2)
  assert.deepEqual(await startOf(), [[23.5 * HOUR, 'upcoming']])
  await store.bookings.update({ ...night, ...daily(4 * HOUR), version: night.version + 1 })
  assert.deepEqual(await startOf(), [[4 * HOUR, 'upcoming']])
  clock.forward(9 * DAY)
  assert.deepEqual(await startOf(), [])
})

test('[CO33] a meeting that was begun early is not planned while it is in progress', async () => {
  const { make, load, services, conductor, clock } = await openPlanned()
  const early = await make('early', HOUR)
  const ticket = async () => {
    const shown = { roomCode: early.roomCode, from: '10.0.0.1', proof: link(early.linkToken), nick: 'G', device: 'Win' }
    return (await services.admission.admit({ ...shown, device: 'Win' })).ticket
  }
  assert.deepEqual((await load()).titles, ['early'])
  const { conferenceId } = await services.admission.enter(await ticket())
  assert.deepEqual(await load(), { total: 0, first: [], titles: [] })
  clock.forward(1_000)
  await conductor.execute(conferenceId, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  const { first } = await load()
  assert.deepEqual(
    first.map(({ date }) => [date.state, date.heldEarly !== undefined]),
    [['upcoming', true]],
  )
})

test('[CO25] only administrators read what is planned', async () => {
  const { planned } = await openPlanned()
  const bram = { ...ada, userId: 'bram', admin: false }
  await assert.rejects(planned.load(bram, ACME, 1 as EpochMs), { code: 'not-administrator' })
})
