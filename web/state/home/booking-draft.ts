import {
  listClockChanges,
  listHeldDates,
  normalized,
  problemOf as seriesProblemOf,
  type Recurrence,
  type Series,
} from '../../../contract/time/recurrence.ts'
import {
  clockChangeAt,
  dateOf,
  isWallDate,
  isWallTime,
  laterBy,
  toInstant,
  toWallTime,
  wallDifference,
  type ClockChange,
  type WallDate,
} from '../../../contract/time/wall-time.ts'
import type { BookedMeeting, BookingDetails, BookingOrder, Colleague } from '../../../contract/web/types.ts'

/** Who may join, and when. With a waiting room, nobody joins before the host. */
export const ENTRIES = ['any-time', 'after-host', 'waiting-room'] as const
type Entry = (typeof ENTRIES)[number]

export const REPEATS = ['never', 'daily', 'weekly', 'monthly'] as const
type Repeat = (typeof REPEATS)[number]

/** The values of the form. Times are local times of `timeZone`, such as `2026-01-31T09:30`. */
export type BookingDraft = Readonly<{
  title: string
  start: string
  end: string
  timeZone: string
  repeat: Repeat
  /** As it is typed. */
  interval: string
  /** 1 for Monday to 7 for Sunday. */
  weekdays: readonly number[]
  endsBy: 'date' | 'count'
  until: WallDate
  /** As it is typed. */
  count: string
  leftOut: readonly WallDate[]
  invitees: readonly Colleague[]
  ringAtStart: boolean
  entry: Entry
}>

/** Which field is wrong, and how. */
export type DraftProblem = Readonly<{ field: 'start' | 'end' | 'repeat' | 'form'; code: string }>

/** What the form says about the dates. */
export type DatesPreview = Readonly<{
  /** Present if it repeats: its dates. */
  series?: Readonly<{ first: WallDate; last: WallDate; count: number; leftOut: readonly WallDate[] }>
  /** The meeting may be monthly on a day that some months do not have. */
  skipsMonths: boolean
  /** Dates on which the clocks change at the start. `time`: when the meeting begins. */
  changes: readonly Readonly<{ date: WallDate; change: ClockChange; wanted: string; time: string }>[]
}>

const HALF_HOUR_MS = 1_800_000
const DAY_MS = 86_400_000
/** How long a meeting repeats by default. */
const DEFAULT_SPAN_MS = 12 * 7 * DAY_MS
const DATE_LENGTH = 10
/** Every month has at least this many days. */
const SHORTEST_MONTH = 28

/** The initial values of the form: one hour from the next half hour. */
export function draftAt(now: number, timeZone: string, waitingRoom = false): BookingDraft {
  const at = (Math.floor(now / HALF_HOUR_MS) + 1) * HALF_HOUR_MS
  const start = toWallTime(at, timeZone)
  return {
    title: '',
    start,
    end: toWallTime(at + 2 * HALF_HOUR_MS, timeZone),
    timeZone,
    ...neverRepeating(start),
    invitees: [],
    ringAtStart: false,
    entry: waitingRoom ? 'waiting-room' : 'any-time',
  }
}

/** A booking as the form reads it. */
export type DraftSource = Omit<BookingDetails, 'booked'> & {
  booked: Pick<BookedMeeting, 'title' | 'startTime' | 'endTime' | 'state'>
}

/** The values of the form for a booking that exists. */
export function toDraft(details: DraftSource, ownTimeZone: string): BookingDraft {
  const { booked, recurrence, invitees, ringAtStart, waitingRoom, joinBeforeHost } = details
  const timeZone = details.timeZone ?? ownTimeZone
  // A booking of the open API has no time zone.
  const [start, end] =
    details.timeZone === undefined
      ? [toWallTime(booked.startTime, timeZone), toWallTime(booked.endTime, timeZone)]
      : [details.start, details.end]
  const once = neverRepeating(start)
  return {
    title: booked.title,
    start,
    end,
    timeZone,
    ...once,
    ...(recurrence && {
      repeat: recurrence.frequency,
      interval: String(recurrence.interval),
      weekdays: recurrence.weekdays ?? once.weekdays,
      ...('count' in recurrence.end
        ? ({ endsBy: 'count', count: String(recurrence.end.count) } as const)
        : ({ endsBy: 'date', until: recurrence.end.until } as const)),
      leftOut: recurrence.leftOut,
    }),
    invitees,
    ringAtStart,
    entry: waitingRoom ? 'waiting-room' : joinBeforeHost ? 'any-time' : 'after-host',
  }
}

/** What is wrong with the values, as far as the page can see it. */
export function problemOf(draft: BookingDraft, now: number): DraftProblem | undefined {
  const { start, end, timeZone, repeat } = draft
  if (!isWallTime(start)) return { field: 'start', code: 'incomplete' }
  if (!isWallTime(end)) return { field: 'end', code: 'incomplete' }
  if (end <= start) return { field: 'end', code: 'times-wrong' }
  if (repeat === 'never') return toInstant(end, timeZone) <= now ? { field: 'end', code: 'times-wrong' } : undefined
  if (draft.endsBy === 'date' && !isWallDate(draft.until)) return { field: 'repeat', code: 'incomplete' }
  if (!isNumber(draft.interval) || (draft.endsBy === 'count' && !isNumber(draft.count))) {
    return { field: 'repeat', code: 'number-wrong' }
  }
  const code = seriesProblemOf(toSeries(draft))
  return code && { field: 'repeat', code }
}

/** What the server is asked for. The draft has no problem. */
export function toOrder(draft: BookingDraft): BookingOrder {
  const { title, start, end, timeZone, repeat, invitees, ringAtStart, entry } = draft
  const { weekdays, leftOut, ...recurrence } = toRecurrence(draft)
  return {
    ...(title.trim() !== '' && { title: title.trim() }),
    start,
    end,
    timeZone,
    ...(repeat !== 'never' && {
      recurrence: { ...recurrence, ...(weekdays && { weekdays: [...weekdays] }), leftOut: [...leftOut] },
    }),
    invitees: invitees.map(({ unionId }) => unionId),
    ringAtStart: ringAtStart && invitees.length > 0,
    waitingRoom: entry === 'waiting-room',
    joinBeforeHost: entry === 'any-time',
  }
}

/** Nothing as long as the times have a problem. */
export function previewOf(draft: BookingDraft): DatesPreview {
  if (problemOf(draft, 0)) return { skipsMonths: false, changes: [] }
  const { start, timeZone, repeat } = draft
  const toChange = (date: WallDate, change: ClockChange) => {
    const wanted = date + start.slice(DATE_LENGTH)
    const time = toWallTime(toInstant(wanted, timeZone), timeZone)
    return { date, change, wanted: wanted.slice(DATE_LENGTH + 1), time: time.slice(DATE_LENGTH + 1) }
  }
  if (repeat === 'never') {
    const change = clockChangeAt(start, timeZone)
    return { skipsMonths: false, changes: change === undefined ? [] : [toChange(dateOf(start), change)] }
  }
  const series = normalized(toSeries(draft))
  const dates = listHeldDates(series)
  const [first, last] = [dates[0] ?? dateOf(start), dates.at(-1) ?? dateOf(start)]
  return {
    series: { first, last, count: dates.length, leftOut: series.recurrence.leftOut },
    skipsMonths: repeat === 'monthly' && Number(start.slice(DATE_LENGTH - 2, DATE_LENGTH)) > SHORTEST_MONTH,
    changes: listClockChanges(series).map(({ date, change }) => toChange(date, change)),
  }
}

/** The draft with another start. Its end moves along, and so does the weekday of a weekly meeting with only one. */
export function withStart(draft: BookingDraft, start: string): BookingDraft {
  if (!isWallTime(start) || !isWallTime(draft.start) || !isWallTime(draft.end)) return { ...draft, start }
  const moved = { ...draft, start, end: laterBy(start, wallDifference(draft.start, draft.end)) }
  const until = draft.until < dateOf(start) ? neverRepeating(start).until : draft.until
  const isDefault = draft.weekdays.length === 1 && draft.weekdays[0] === weekdayAt(draft.start)
  return { ...moved, until, ...(isDefault && { weekdays: [weekdayAt(start)] }) }
}

function neverRepeating(start: string) {
  return {
    repeat: 'never',
    interval: '1',
    weekdays: [weekdayAt(start)],
    endsBy: 'date',
    until: dateOf(laterBy(start, DEFAULT_SPAN_MS)),
    count: '10',
    leftOut: [],
  } as const
}

function toSeries(draft: BookingDraft): Series {
  const { start, end, timeZone } = draft
  return { start, timeZone, lengthMs: wallDifference(start, end), recurrence: toRecurrence(draft) }
}

function toRecurrence({ repeat, interval, weekdays, endsBy, until, count, leftOut }: BookingDraft): Recurrence {
  return {
    frequency: repeat === 'never' ? 'daily' : repeat,
    interval: Number(interval),
    ...(repeat === 'weekly' && { weekdays }),
    end: endsBy === 'date' ? { until } : { count: Number(count) },
    leftOut,
  }
}

/** 1 for Monday to 7 for Sunday. */
function weekdayAt(start: string): number {
  const day = new Date(toInstant(start, 'UTC')).getUTCDay()
  return day === 0 ? 7 : day
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text)
}
