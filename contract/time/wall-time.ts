import { parseDateTime, toCalendarDateTime, toZoned, fromAbsolute } from '@internationalized/date'

/** A local date such as `2026-03-29`. */
export type WallDate = string
/** A local date and time such as `2026-03-29T02:30`, without a time zone. */
export type WallTime = string

/** What a change of the clocks does to a wall time: it does not exist and is moved later, or comes twice and is the first. */
export type ClockChange = 'moved' | 'first-of-two'

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
const WALL_TIME_LENGTH = 16
const WALL_DATE_LENGTH = 10

/** Whether the text is a date and time that the calendar has. The clocks of a time zone may still skip it. */
export function isWallTime(text: string): boolean {
  return WALL_TIME.test(text) && isParsed(text)
}

/** Whether the text is a date that the calendar has. */
export function isWallDate(text: string): boolean {
  return isWallTime(`${text}T00:00`)
}

/** The calendar rejects 30 February, for example. */
function isParsed(text: string): boolean {
  try {
    return toText(parseDateTime(text)) === text
  } catch {
    return false
  }
}

/** Whether this program knows the IANA time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(name)
  } catch {
    return false
  }
}

/**
 * The moment of a wall time, in epoch milliseconds, as calendars read it (RFC 5545, 3.3.5): a time that the clocks skip is
 * moved later by the length of the gap, and of a time that comes twice it is the first.
 */
export function toInstant(wall: WallTime, timeZone: string): number {
  return toZoned(parseDateTime(wall), timeZone, 'compatible').toDate().getTime()
}

/** What the clocks do to a wall time; `undefined` on almost all days. */
export function clockChangeAt(wall: WallTime, timeZone: string): ClockChange | undefined {
  if (toWallTime(toInstant(wall, timeZone), timeZone) !== wall) return 'moved'
  const last = toZoned(parseDateTime(wall), timeZone, 'later').toDate().getTime()
  return last === toInstant(wall, timeZone) ? undefined : 'first-of-two'
}

/** The wall time at a moment. Seconds are cut off. */
export function toWallTime(at: number, timeZone: string): WallTime {
  return toText(toCalendarDateTime(fromAbsolute(at, timeZone)))
}

/** The date of a wall time. */
export function dateOf(wall: WallTime): WallDate {
  return wall.slice(0, WALL_DATE_LENGTH)
}

/** The wall time `ms` after `wall`, on days of 24 hours. */
export function laterBy(wall: WallTime, ms: number): WallTime {
  return toWallTime(toInstant(wall, 'UTC') + ms, 'UTC')
}

/** Milliseconds between two wall times on days of 24 hours. */
export function wallDifference(from: WallTime, to: WallTime): number {
  return toInstant(to, 'UTC') - toInstant(from, 'UTC')
}

function toText(time: { toString(): string }): WallTime {
  return time.toString().slice(0, WALL_TIME_LENGTH)
}
