import {
  findNextStart,
  normalized,
  occurrenceAt,
  problemOf,
  type Recurrence,
  type Series,
} from '../../../contract/time/recurrence.ts'
import {
  isTimeZone,
  isWallDate,
  isWallTime,
  toInstant,
  wallDifference,
  type WallTime,
} from '../../../contract/time/wall-time.ts'
import type { EpochMs } from '../../conference/identity.ts'
import { BookingError, PlanError } from './booking-error.ts'
import type { Times } from './booking-times.ts'
import type { Booking, LatestConference } from './booking-ports.ts'

/** When a meeting takes place, as a person plans it. If it repeats: its first date. */
export type LocalPlan = Readonly<{ start: WallTime; end: WallTime; timeZone: string; recurrence?: Recurrence }>

/** The times of a booking, and how they were planned. */
type Schedule = Times & Readonly<{ series: Series | undefined; timeZone: string | undefined }>

/** `over`: on its last date. `going-on`: a conference of it is running. */
type BookingState = 'upcoming' | 'going-on' | 'canceled' | 'over'

/** The date of a booking that is going on or comes next. */
export type CurrentDate = Times &
  Readonly<{
    state: BookingState
    /** A conference that was held before the start of this date. It is over. */
    heldEarly?: Times
  }>

/**
 * The times of a booking. If it repeats, they reach from its first date to the end of its last.
 *
 * @throws BookingError `times-wrong`; PlanError `no-such-date`, `no-such-time-zone`, `too-many-dates`, `no-date`
 */
export function toSchedule(plan: LocalPlan): Schedule {
  const { start, end, timeZone, recurrence } = plan
  const until = recurrence && 'until' in recurrence.end ? [recurrence.end.until] : []
  if (![start, end].every(isWallTime) || !until.every(isWallDate)) throw new PlanError('no-such-date')
  if (!isTimeZone(timeZone)) throw new PlanError('no-such-time-zone')
  const lengthMs = wallDifference(start, end)
  if (lengthMs <= 0) throw new BookingError('times-wrong', 'the end is not after the start')
  const startsAt = toInstant(start, timeZone) as EpochMs
  if (!recurrence) {
    // If the clocks skip the start, it may have moved behind the end. Then the meeting keeps its length.
    const planned = toInstant(end, timeZone)
    const endsAt = (planned > startsAt ? planned : startsAt + lengthMs) as EpochMs
    return { startsAt, endsAt, series: undefined, timeZone }
  }
  return { ...withSeries({ timeZone, start, lengthMs, recurrence }), timeZone: undefined }
}

/** @throws PlanError `too-many-dates`, `no-date` */
export function withSeries(given: Series): Times & Readonly<{ series: Series }> {
  const problem = problemOf(given)
  if (problem !== undefined) throw new PlanError(problem)
  const series = normalized(given)
  const first = occurrenceAt(series, -Infinity)
  const last = occurrenceAt(series, Infinity)
  return { startsAt: first.startsAt as EpochMs, endsAt: last.endsAt as EpochMs, series }
}

/** The times of the date that is not over yet at `at`, or of the last one. */
export function timesAt({ startsAt, endsAt, series }: Booking, at: EpochMs): Times {
  if (!series) return { startsAt, endsAt }
  const date = occurrenceAt(series, at)
  return { startsAt: date.startsAt as EpochMs, endsAt: date.endsAt as EpochMs }
}

/** The first start after `after` at which the invitees are to be called. */
export function nextRingAt(booking: Booking, after: EpochMs): EpochMs | undefined {
  const { ringAtStart, canceledAt, invitees, series, startsAt } = booking
  if (!ringAtStart || canceledAt !== undefined || invitees.length === 0) return undefined
  return nextStartOf({ series, startsAt }, after)
}

/** The first start of a booking after `after`. */
export function nextStartOf(
  { series, startsAt }: Pick<Booking, 'series' | 'startsAt'>,
  after: EpochMs,
): EpochMs | undefined {
  if (series) return findNextStart(series, after)?.startsAt as EpochMs | undefined
  return startsAt > after ? startsAt : undefined
}

/** People plan in minutes. So a meeting that is planned for the minute that is passing begins now. */
const MINUTE_MS = 60_000

/**
 * When the invitees are to be called first, after the booking was made or changed. A start in the last minute counts too,
 * unless the booking had it `before`.
 */
export function firstRingAt(
  booking: Booking,
  { now, before }: Readonly<{ now: EpochMs; before?: Booking }>,
): EpochMs | undefined {
  const aMinuteAgo = (now - MINUTE_MS) as EpochMs
  const ringAt = nextRingAt(booking, aMinuteAgo)
  return before && ringAt === nextRingAt(before, aMinuteAgo) ? nextRingAt(booking, now) : ringAt
}

/** The date that a booking shows at `now`, and the one state that it has. */
export function currentDate(booking: Booking, latest: LatestConference | undefined, now: EpochMs): CurrentDate {
  if (booking.canceledAt !== undefined) return { ...timesAt(booking, booking.canceledAt), state: 'canceled' }
  if (latest && latest.endedAt === undefined) return { ...timesAt(booking, latest.startedAt), state: 'going-on' }
  const times = timesAt(booking, now)
  if (times.endsAt <= now) return { ...times, state: 'over' }
  if (latest?.endedAt === undefined || latest.attendedCount === 0) return { ...times, state: 'upcoming' }
  const { startedAt, endedAt } = latest
  if (endedAt < times.startsAt) {
    const isOfThisDate = timesAt(booking, startedAt).startsAt === times.startsAt
    return { ...times, state: 'upcoming', ...(isOfThisDate && { heldEarly: { startsAt: startedAt, endsAt: endedAt } }) }
  }
  const next = booking.series && findNextStart(booking.series, times.startsAt)
  if (!next) return { ...times, state: 'over' }
  return { startsAt: next.startsAt as EpochMs, endsAt: next.endsAt as EpochMs, state: 'upcoming' }
}
