import type { EpochMs } from '../../conference/identity.ts'
import { BookingError } from './booking-error.ts'

export type Times = Readonly<{ startsAt: EpochMs; endsAt: EpochMs }>

/** As milliseconds this is in 1973, as seconds in the year 5138. So smaller times are seconds. */
const EARLIEST_MS = 100_000_000_000

/**
 * The rule for the times of every booking: milliseconds, the end after the start, the end in the future.
 *
 * @throws BookingError `times-wrong`
 */
export function requireTimes({ startsAt, endsAt }: Times, now: EpochMs): void {
  if (Math.min(startsAt, endsAt) < EARLIEST_MS) {
    throw new BookingError('times-wrong', 'epoch milliseconds are expected, not seconds')
  }
  if (startsAt >= endsAt) throw new BookingError('times-wrong', 'the end is not after the start')
  if (endsAt <= now) throw new BookingError('times-wrong', 'the end is in the past')
}

const DAY_MS = 86_400_000
const FURTHEST_MS = 36_525 * DAY_MS
/** Two years of dates, and the length of the last one. The calendar file of a repeating booking has all changes of the clocks from start to end. */
const LONGEST_MS = 1_096 * DAY_MS

/**
 * The further rule for what people plan on the page: not more than 100 years from now, and not longer than three years with
 * all dates.
 *
 * @throws BookingError `times-wrong`
 */
export function requireNear({ startsAt, endsAt }: Times, now: EpochMs): void {
  if (Math.abs(startsAt - now) > FURTHEST_MS) {
    throw new BookingError('times-wrong', 'the start is more than 100 years from now')
  }
  if (endsAt - startsAt > LONGEST_MS) throw new BookingError('times-wrong', 'the end is too long after the start')
}
