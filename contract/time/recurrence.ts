import { getDayOfWeek, parseDate, type CalendarDate } from '@internationalized/date'
import { listZoneChanges } from './time-zone-changes.ts'
import {
  clockChangeAt,
  dateOf,
  toInstant,
  toWallTime,
  type ClockChange,
  type WallDate,
  type WallTime,
} from './wall-time.ts'

/** How a meeting repeats. */
export type Recurrence = Readonly<{
  frequency: 'daily' | 'weekly' | 'monthly'
  /** 2: every second day, week or month. */
  interval: number
  /** For `weekly`: 1 for Monday to 7 for Sunday. Without it, the weekday of the first date. */
  weekdays?: readonly number[]
  /** By number of dates, left-out ones included, or by date. */
  end: Readonly<{ count: number } | { until: WallDate }>
  /** Dates on which it does not take place. */
  leftOut: readonly WallDate[]
}>

/** A repeating meeting: always at the same wall time, for the same length. */
export type Series = Readonly<{
  timeZone: string
  /** The wall time of its first date. */
  start: WallTime
  lengthMs: number
  recurrence: Recurrence
}>

/** One date of a series. `startsAt` and `endsAt` in epoch milliseconds. */
export type Occurrence = Readonly<{ date: WallDate; startsAt: number; endsAt: number }>

/** Why a series is refused. */
export type SeriesProblem = 'too-many-dates' | 'no-date'

/** A series has at most this many dates, left-out ones included. */
const MAX_DATES = 500
/** The last date of a series is at most this long after its first. */
const MAX_YEARS = 2
/** More days, weeks or months than a series lasts. */
const MAX_STEP = MAX_YEARS * 366 + 7
const DAY_MS = 86_400_000

/** The series with `start` moved to its first date, which may be later in a weekly series. Keeps only left-out dates of the series. */
export function normalized(series: Series): Series {
  const dates = new Set(listDates(series))
  const [first = dateOf(series.start)] = dates
  const { recurrence, start } = series
  const leftOut = [...new Set(recurrence.leftOut)].filter((date) => dates.has(date)).sort()
  return { ...series, start: first + start.slice(first.length), recurrence: { ...recurrence, leftOut } }
}

/** Why the series is refused; `undefined` if it is not. */
export function problemOf(series: Series): SeriesProblem | undefined {
  const dates = listDates(series)
  const latest = parseDate(dateOf(series.start)).add({ years: MAX_YEARS }).toString()
  const { end } = series.recurrence
  const isCutOff = 'count' in end ? dates.length < end.count : end.until > latest
  if (dates.length > MAX_DATES || isCutOff) return 'too-many-dates'
  return listHeldDates(series).length === 0 ? 'no-date' : undefined
}

/** The dates on which the series takes place, in order, without those left out. */
export function listHeldDates(series: Series): readonly WallDate[] {
  const leftOut = new Set(series.recurrence.leftOut)
  return listDates(series).filter((date) => !leftOut.has(date))
}

/** The occurrences of the series, in order. */
export function listOccurrences(series: Series): readonly Occurrence[] {
  return listHeldDates(series).map((date) => toOccurrence(series, date))
}

/** The first occurrence that is not over at `at`, in epoch milliseconds; the last one if all are over. */
export function occurrenceAt(series: Series, at: number): Occurrence {
  const dates = listHeldDates(series)
  // Only a few dates are converted: conversions to a time zone are slow.
  let [low, high] = [0, dates.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (toOccurrence(series, dates[middle] as WallDate).endsAt > at) high = middle
    else low = middle + 1
  }
  return toOccurrence(series, dates[low] as WallDate)
}

/** The next occurrence that begins after `at`. */
export function findNextStart(series: Series, at: number): Occurrence | undefined {
  const shift = { ...series, lengthMs: 0 }
  const { date, startsAt } = occurrenceAt(shift, at)
  return startsAt > at ? toOccurrence(series, date) : undefined
}

/** The dates on which the clocks change at the start of the series. */
export function listClockChanges(series: Series): readonly Readonly<{ date: WallDate; change: ClockChange }>[] {
  const { timeZone } = series
  const dates = listHeldDates(series)
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return []
  const [from, to] = [toOccurrence(series, first).startsAt - DAY_MS, toOccurrence(series, last).startsAt + DAY_MS]
  const near = new Set(listZoneChanges(timeZone, { from, to }).flatMap(({ at }) => datesAround(at, timeZone)))
  // Only a few dates are converted: conversions to a time zone are slow.
  return dates
    .filter((date) => near.has(date))
    .flatMap((date) => {
      const change = clockChangeAt(wallTimeOn(series, date), timeZone)
      return change === undefined ? [] : [{ date, change }]
    })
}

/** The dates within a day of a moment. Half days leave out none, also if the clocks change then. */
function datesAround(at: number, timeZone: string): readonly WallDate[] {
  return [-1, -0.5, 0, 0.5, 1].map((days) => dateOf(toWallTime(at + days * DAY_MS, timeZone)))
}

function toOccurrence(series: Series, date: WallDate): Occurrence {
  const startsAt = toInstant(wallTimeOn(series, date), series.timeZone)
  return { date, startsAt, endsAt: startsAt + series.lengthMs }
}

function wallTimeOn({ start }: Series, date: WallDate): WallTime {
  return date + start.slice(date.length)
}

/** All dates of the rule, left-out ones too; at most one more than a series may have. */
function listDates({ start, recurrence }: Series): readonly WallDate[] {
  const first = parseDate(dateOf(start))
  const latest = first.add({ years: MAX_YEARS })
  const { end } = recurrence
  const until = 'until' in end && end.until < latest.toString() ? parseDate(end.until) : latest
  const most = 'count' in end ? Math.min(end.count, MAX_DATES + 1) : MAX_DATES + 1
  const dates: WallDate[] = []
  for (const date of candidates(first, recurrence)) {
    if (dates.length >= most || date.compare(until) > 0) break
    // The calendar ends with the year 9999, and then gives its last day again.
    if (date.compare(first) >= 0 && date.toString() !== dates.at(-1)) dates.push(date.toString())
  }
  return dates
}

/** More than a series may have. As in RFC 5545, weeks begin on Monday, and a month without the day is skipped. */
function* candidates(first: CalendarDate, { frequency, interval, weekdays = [] }: Recurrence): Generator<CalendarDate> {
  const days = weekdays.length === 0 ? [weekdayOf(first)] : [...new Set(weekdays)].sort()
  const monday = first.subtract({ days: weekdayOf(first) - 1 })
  for (let step = 0; step <= MAX_STEP; step += interval) {
    switch (frequency) {
      case 'daily':
        yield first.add({ days: step })
        break
      case 'weekly':
        for (const weekday of days) yield monday.add({ weeks: step, days: weekday - 1 })
        break
      case 'monthly': {
        const date = first.add({ months: step })
        if (date.day === first.day) yield date
        break
      }
    }
  }
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(date: CalendarDate): number {
  return getDayOfWeek(date, 'en-US', 'mon') + 1
}
