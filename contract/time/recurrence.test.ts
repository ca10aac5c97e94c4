import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  findNextStart,
  listClockChanges,
  listHeldDates,
  listOccurrences,
  normalized,
  occurrenceAt,
  problemOf,
  type Recurrence,
  type Series,
} from './recurrence.ts'
import { clockChangeAt } from './wall-time.ts'

const HOUR = 3_600_000

function series(start: string, recurrence: Partial<Recurrence>, timeZone = 'UTC'): Series {
  const defaults: Recurrence = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] }
  return { timeZone, start, lengthMs: HOUR, recurrence: { ...defaults, ...recurrence } }
}
const startsOf = (of: Series) =>
  listOccurrences(of).map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 16))

test('[BK30] a booking repeats on days, weekdays or a day of the month', () => {
  for (const [start, recurrence, dates] of [
    ['2026-01-30T09:00', {}, ['2026-01-30', '2026-01-31', '2026-02-01']],
    ['2026-01-30T09:00', { interval: 2 }, ['2026-01-30', '2026-02-01', '2026-02-03']],
    ['2026-01-30T09:00', { end: { until: '2026-01-31' } }, ['2026-01-30', '2026-01-31']],
    // 1 June 2026 is a Monday.
    ['2026-06-03T09:00', { frequency: 'weekly', weekdays: [3, 1] }, ['2026-06-03', '2026-06-08', '2026-06-10']],
    [
      '2026-06-07T09:00',
      { frequency: 'weekly', interval: 2, weekdays: [1, 7] },
      ['2026-06-07', '2026-06-15', '2026-06-21'],
    ],
    ['2026-06-03T09:00', { frequency: 'weekly' }, ['2026-06-03', '2026-06-10', '2026-06-17']],
    ['2026-01-31T09:00', { frequency: 'monthly' }, ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['2026-11-15T09:00', { frequency: 'monthly', interval: 2 }, ['2026-11-15', '2027-01-15', '2027-03-15']],
    ['2026-01-30T09:00', { leftOut: ['2026-01-31'] }, ['2026-01-30', '2026-02-01']],
  ] as const) {
    assert.deepEqual(listHeldDates(series(start, recurrence)), dates)
  }
})

test('[BK30] a weekly booking begins on its first weekday, and only its own dates are left out', () => {
  const given = series('2026-06-02T09:00', {
    frequency: 'weekly',
    weekdays: [1, 5],
    leftOut: ['2026-06-08', '2026-06-02'],
  })
  const { start, recurrence } = normalized(given)
  assert.deepEqual([start, recurrence.leftOut], ['2026-06-05T09:00', ['2026-06-08']])
  assert.deepEqual(listHeldDates(normalized(given)), ['2026-06-05', '2026-06-12'])
})

test('[BK31] the local time stays when the clocks change', () => {
  const of = series('2026-03-27T18:00', {}, 'Europe/Berlin')
  assert.deepEqual(startsOf(of), ['2026-03-27T17:00', '2026-03-28T17:00', '2026-03-29T16:00'])
  assert.deepEqual(listClockChanges(of), [])
})

test('[BK31] a start that the clocks skip is moved later, and of one that comes twice it is the first', () => {
  const skipped = series('2026-03-28T02:30', {}, 'Europe/Berlin')
  assert.deepEqual(startsOf(skipped), ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'])
  assert.deepEqual(listClockChanges(skipped), [{ date: '2026-03-29', change: 'moved' }])
  assert.ok(listOccurrences(skipped).every(({ startsAt, endsAt }) => endsAt - startsAt === HOUR))
  const twice = series('2026-10-24T02:30', {}, 'Europe/Berlin')
  assert.deepEqual(startsOf(twice), ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'])
  assert.deepEqual(listClockChanges(twice), [{ date: '2026-10-25', change: 'first-of-two' }])
})

test('[BK32] a booking has at most 500 dates within two years, and at least one', () => {
  for (const [recurrence, problem] of [
    [{ end: { count: 500 } }, undefined],
    [{ end: { count: 501 } }, 'too-many-dates'],
    [{ end: { until: '2028-01-01' } }, 'too-many-dates'],
    [{ interval: 2, end: { until: '2028-01-01' } }, undefined],
    [{ interval: 2, end: { until: '2028-01-02' } }, 'too-many-dates'],
    [{ frequency: 'monthly', end: { count: 25 } }, undefined],
    [{ frequency: 'monthly', end: { count: 26 } }, 'too-many-dates'],
    [{ end: { until: '2025-12-31' } }, 'no-date'],
    [{ end: { count: 1 }, leftOut: ['2026-01-01'] }, 'no-date'],
  ] as const) {
    assert.equal(problemOf(series('2026-01-01T09:00', recurrence)), problem, JSON.stringify(recurrence))
  }
})

test('[BK32] a booking that goes on after the last year of the calendar is refused', { timeout: 10_000 }, () => {
  for (const [start, recurrence, problem] of [
    ['9999-11-30T09:00', { frequency: 'monthly' }, 'too-many-dates'],
    ['9999-12-30T09:00', { frequency: 'daily' }, 'too-many-dates'],
    ['9999-12-30T09:00', { frequency: 'daily', end: { count: 2 } }, undefined],
    ['9999-12-30T09:00', { frequency: 'weekly', weekdays: [3, 5] }, 'too-many-dates'],
  ] as const) {
    assert.equal(problemOf(series(start, recurrence)), problem, `${start} ${recurrence.frequency}`)
  }
})

test('[BK30] the current date is the first that is not over, or the last', () => {
  const of = series('2026-01-01T09:00', { end: { count: 4 }, leftOut: ['2026-01-03'] })
  const at = (text: string) => Date.parse(`${text}:00Z`)
  for (const [time, date, next] of [
    ['2025-12-01T00:00', '2026-01-01', '2026-01-01'],
    ['2026-01-01T08:59', '2026-01-01', '2026-01-01'],
    ['2026-01-01T09:00', '2026-01-01', '2026-01-02'],
    ['2026-01-01T09:59', '2026-01-01', '2026-01-02'],
    ['2026-01-01T10:00', '2026-01-02', '2026-01-02'],
    ['2026-01-02T10:00', '2026-01-04', '2026-01-04'],
    ['2026-01-04T10:00', '2026-01-04', undefined],
  ] as const) {
    assert.deepEqual([occurrenceAt(of, at(time)).date, findNextStart(of, at(time))?.date], [date, next], time)
  }
})

test('[BK31] every date on which the clocks skip or repeat the start is found, in any time zone and at any hour', () => {
  const found = new Set<string>()
  for (const timeZone of ['Europe/Berlin', 'Africa/Casablanca', 'Australia/Lord_Howe', 'America/Nuuk']) {
    for (const time of ['00:00', '01:45', '02:15', '23:30']) {
      const of = series(`2026-02-01T${time}`, { end: { count: 500 } }, timeZone)
      const expected = listHeldDates(of).flatMap((date) => {
        const change = clockChangeAt(`${date}T${time}`, timeZone)
        return change === undefined ? [] : [{ date, change }]
      })
      assert.deepEqual(listClockChanges(of), expected, `${timeZone} ${time}`)
      for (const { change } of expected) found.add(`${timeZone} ${change}`)
    }
  }
  assert.equal(found.size, 8, 'each zone skips and repeats one of the times')
})
