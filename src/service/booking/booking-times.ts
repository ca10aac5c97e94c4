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
