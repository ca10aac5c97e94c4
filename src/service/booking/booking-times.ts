import type { EpochMs } from '../../conference/identity.ts'
import { BookingError } from './booking-error.ts'

export type Times = Readonly<{ startsAt: EpochMs; endsAt: EpochMs }>

/** In milliseconds this is in 1973, in seconds in the year 5138: what is before it, was meant as seconds. */
const EARLIEST_MS = 100_000_000_000

/**
 * The rule for the times of every booking, whoever makes or changes it: it ends after its start, and in the future.
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
