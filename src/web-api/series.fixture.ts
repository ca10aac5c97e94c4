import fc from 'fast-check'
import { listOccurrences, problemOf, type Recurrence, type Series } from '../../contract/time/recurrence.ts'
import { withSeries } from '../service/booking/booking-dates.ts'
import { toCalendarFile } from './calendar-file.ts'
import { LINK, review } from './calendar.fixture.ts'

export const HOUR = 3_600_000
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'Europe/Dublin',
  'America/Santiago',
  'UTC',
]

/** The calendar file of a booking that repeats. */
export function fileOf(series: Series): string {
  const booking = { ...review, ...withSeries(series) }
  return toCalendarFile(booking, { link: LINK, withPasscode: true, language: 'en' })
}

const two = (value: number) => String(value).padStart(2, '0')
const starts = fc
  .record({ day: fc.integer({ min: 0, max: 3 * 365 }), minute: fc.integer({ min: 0, max: 24 * 12 - 1 }) })
  .map(({ day, minute }) => {
    const date = new Date(Date.UTC(2025, 0, 1) + day * 24 * HOUR).toISOString().slice(0, 10)
    // Changes of the clocks are at night: half of the meetings are then.
    const at = minute % 2 === 0 ? minute * 5 : (minute * 5) % 240
    return `${date}T${two(Math.floor(at / 60))}:${two(at % 60)}`
  })
const recurrences: fc.Arbitrary<Recurrence> = fc
  .record({
    frequency: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const),
    interval: fc.integer({ min: 1, max: 4 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
    count: fc.integer({ min: 1, max: 60 }),
    days: fc.option(fc.integer({ min: 0, max: 500 })),
    skipped: fc.uniqueArray(fc.nat(20), { maxLength: 3 }),
  })
  .map(({ frequency, interval, weekdays, count, days, skipped }) => ({
    frequency,
    interval,
    ...(frequency === 'weekly' && { weekdays }),
    end: days === null ? { count } : { until: String(days) },
    leftOut: skipped.map(String),
  }))
/** `until` and `leftOut` are numbers of days and of dates until they are applied to a start. */
export const anySeries = fc
  .record({ start: starts, timeZone: fc.constantFrom(...ZONES), recurrence: recurrences })
  .map(({ start, timeZone, recurrence }): Series => {
    const { end } = recurrence
    const later = (days: number) => new Date(Date.parse(`${start}Z`) + days * 24 * HOUR).toISOString().slice(0, 10)
    const whole = {
      start,
      timeZone,
      lengthMs: HOUR,
      recurrence: { ...recurrence, end: 'count' in end ? end : { until: later(Number(end.until)) }, leftOut: [] },
    }
    const dates = listOccurrences(whole).map(({ date }) => date)
    const leftOut = recurrence.leftOut.flatMap((index) => dates[Number(index)] ?? [])
    return { ...whole, recurrence: { ...whole.recurrence, leftOut } }
  })
  .filter((series) => problemOf(series) === undefined)
