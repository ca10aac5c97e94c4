import { listClockChanges, type Recurrence, type Series } from '../../contract/time/recurrence.ts'
import { listZoneChanges, offsetAt, type ZoneChange } from '../../contract/time/time-zone-changes.ts'
import { toInstant, toWallTime, type WallDate, type WallTime } from '../../contract/time/wall-time.ts'
import { toCalendarInstant } from './calendar-text.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The start and the dates of a series, in local time of its time zone (RFC 5545, 3.3.10 and 3.8.5). */
export function seriesLines(series: Series): readonly string[] {
  const { start, timeZone, lengthMs, recurrence } = series
  const { leftOut } = recurrence
  const zone = `;TZID=${timeZone}`
  return [
    `DTSTART${zone}:${toLocal(start)}`,
    `DURATION:PT${lengthMs / MINUTE_MS}M`,
    `RRULE:${toRule(series)}`,
    ...(leftOut.length > 0 ? [`EXDATE${zone}:${leftOut.map((date) => toLocal(at(date, start))).join(',')}`] : []),
  ]
}

/**
 * For each date on which the clocks skip or repeat the start: the lines that tell calendars when the meeting begins, in
 * UTC. Some calendars would otherwise take another time than RFC 5545 demands.
 */
export function listExceptions(series: Series): readonly (readonly string[])[] {
  const { start, timeZone, lengthMs } = series
  return listClockChanges(series).map(({ date }) => {
    const wall = at(date, start)
    return [
      `RECURRENCE-ID;TZID=${timeZone}:${toLocal(wall)}`,
      `DTSTART:${toCalendarInstant(toInstant(wall, timeZone))}`,
      `DURATION:PT${lengthMs / MINUTE_MS}M`,
    ]
  })
}

/** The time zone of a series: the changes of its clocks while the series lasts. */
export function timeZoneLines({ timeZone }: Series, { from, to }: Readonly<{ from: number; to: number }>): string[] {
  const changes = listZoneChanges(timeZone, { from: from - DAY_MS, to: to + DAY_MS })
  const first = offsetAt(from - DAY_MS, timeZone)
  const standard = Math.min(first, ...changes.map(({ toMs }) => toMs))
  const toLines = (started: WallTime, { fromMs, toMs }: Omit<ZoneChange, 'at'>) => {
    const kind = toMs === standard ? 'STANDARD' : 'DAYLIGHT'
    return [
      `BEGIN:${kind}`,
      `DTSTART:${toLocal(started)}`,
      `TZOFFSETFROM:${toOffset(fromMs)}`,
      `TZOFFSETTO:${toOffset(toMs)}`,
      `END:${kind}`,
    ]
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...toLines('1970-01-01T00:00', { fromMs: first, toMs: first }),
    // A change is named by the clocks before it.
    ...changes.flatMap((change) => toLines(toWallTime(change.at + change.fromMs, 'UTC'), change)),
    'END:VTIMEZONE',
  ]
}

function toRule({ start, timeZone, recurrence }: Series): string {
  const { frequency, interval, weekdays = [], end } = recurrence
  return [
    `FREQ=${frequency.toUpperCase()}`,
    `INTERVAL=${interval}`,
    ...(frequency === 'weekly' && weekdays.length > 0 ? [`BYDAY=${toDays(weekdays)}`] : []),
    'WKST=MO',
    'count' in end ? `COUNT=${end.count}` : `UNTIL=${toCalendarInstant(toInstant(at(end.until, start), timeZone))}`,
  ].join(';')
}

function toDays(weekdays: NonNullable<Recurrence['weekdays']>): string {
  return [...new Set(weekdays)]
    .sort()
    .map((weekday) => WEEKDAYS[weekday - 1])
    .join(',')
}

/** The time of day of `start` on another date. */
function at(date: WallDate, start: WallTime): WallTime {
  return date + start.slice(date.length)
}

/** Such as `20260329T023000`. */
function toLocal(wall: WallTime): string {
  return `${wall.replaceAll(/[-:]/g, '')}00`
}

/** Such as `+0530`. */
function toOffset(ms: number): string {
  const minutes = Math.abs(ms) / MINUTE_MS
  const two = (value: number) => String(value).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
