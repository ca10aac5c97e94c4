import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPEN_MEETINGS } from '../../conference/terms.ts'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import { currentDate, toSchedule, type LocalPlan } from './booking-dates.ts'
import { newBooking } from './new-booking.ts'
import type { Booking, LatestConference } from './booking-ports.ts'

const HOUR = 3_600_000
const ids = { uuid: () => 'x', digits: () => '1', letters: () => 'x', object: () => 'x' }
const ada = {
  organizationId: 'acme',
  unionId: 'ada' as UnionId,
  userId: 'ada',
  name: 'Ada',
  admin: false,
} as Parameters<typeof newBooking>[0]
const at = (text: string) => Date.parse(`${text}:00Z`) as EpochMs

function booking(plan: Partial<LocalPlan>, fields: Partial<Booking> = {}): Booking {
  const schedule = toSchedule({ start: '2026-06-01T14:00', end: '2026-06-01T15:00', timeZone: 'UTC', ...plan })
  return {
    ...newBooking(ada, { title: 'Review', ...schedule, bookedAt: 0 as EpochMs, defaults: OPEN_MEETINGS }, ids),
    ...schedule,
    ...fields,
  }
}
const daily = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] } as const
const held = (from: string, to?: string, attendedCount = 2): LatestConference => ({
  startedAt: at(from),
  ...(to !== undefined && { endedAt: at(to) }),
  activeCount: to === undefined ? 2 : 0,
  attendedCount,
})
const show = (of: Booking, now: string, latest?: LatestConference) => {
  const { startsAt, state, heldEarly } = currentDate(of, latest, at(now))
  return [new Date(startsAt).toISOString().slice(0, 10), state, heldEarly !== undefined]
}

test('[BK33] a booking that takes place once has one state', () => {
  const once = booking({})
  const early = held('2026-06-01T13:36', '2026-06-01T13:50')
  for (const [now, latest, state, heldEarly] of [
    ['2026-06-01T13:00', undefined, 'upcoming', false],
    ['2026-06-01T14:30', undefined, 'upcoming', false],
    ['2026-06-01T15:00', undefined, 'over', false],
    ['2026-06-01T13:40', held('2026-06-01T13:36'), 'going-on', false],
    ['2026-06-01T15:30', held('2026-06-01T13:36'), 'going-on', false],
    ['2026-06-01T13:52', early, 'upcoming', true],
    ['2026-06-01T14:30', early, 'upcoming', true],
    ['2026-06-01T14:30', held('2026-06-01T13:36', '2026-06-01T14:00'), 'over', false],
    ['2026-06-01T14:31', held('2026-06-01T14:00', '2026-06-01T14:00', 0), 'upcoming', false],
  ] as const) {
    assert.deepEqual(show(once, now, latest), ['2026-06-01', state, heldEarly], now)
  }
  assert.equal(show({ ...once, canceledAt: at('2026-06-01T13:00') }, '2026-06-01T13:40', early)[1], 'canceled')
})

test('[BK33] a repeating booking shows the date of its running conference, or the next one', () => {
  const of = booking({ recurrence: daily })
  for (const [now, latest, date, state] of [
    ['2026-06-01T14:30', undefined, '2026-06-01', 'upcoming'],
    ['2026-06-01T15:00', undefined, '2026-06-02', 'upcoming'],
    ['2026-06-01T14:30', held('2026-06-01T14:00', '2026-06-01T14:20'), '2026-06-02', 'upcoming'],
    ['2026-06-01T15:30', held('2026-06-01T14:00'), '2026-06-01', 'going-on'],
    ['2026-06-02T13:40', held('2026-06-02T13:36'), '2026-06-02', 'going-on'],
    ['2026-06-02T14:30', held('2026-06-01T14:00', '2026-06-01T15:20'), '2026-06-02', 'upcoming'],
    ['2026-06-03T14:30', held('2026-06-03T14:00', '2026-06-03T14:20'), '2026-06-03', 'over'],
    ['2026-06-03T15:00', undefined, '2026-06-03', 'over'],
  ] as const) {
    assert.deepEqual(show(of, now, latest), [date, state, false], now)
  }
})

test('[BK31] a meeting that takes place once keeps its length if the clocks skip its start', () => {
  const night = (start: string, end: string) =>
    toSchedule({ start: `2026-03-29T${start}`, end: `2026-03-29T${end}`, timeZone: 'Europe/Berlin' })
  assert.deepEqual(night('02:30', '03:30'), {
    startsAt: at('2026-03-29T01:30'),
    endsAt: at('2026-03-29T02:30'),
    series: undefined,
    timeZone: 'Europe/Berlin',
  })
  const { startsAt, endsAt } = night('01:00', '04:00')
  assert.equal(endsAt - startsAt, 2 * HOUR, 'until 4:00 on the clock')
})
