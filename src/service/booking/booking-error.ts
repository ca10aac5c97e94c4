/** Every reason to refuse a request about a booking. Closed. */
export const BOOKING_ERROR_CODES = [
  'booking-not-found',
  'booking-cancelled',
  /** It ends before it begins, or is over, or its times are in seconds. */
  'times-wrong',
  /** Another organization owns it. */
  'not-permitted',
  /** Another person booked it. */
  'not-creator',
  /** A named person is not of the organization. */
  'user-not-found',
  /** The person who makes the request is of another organization. */
  'user-outside',
  /** Another organization than the owner is named. */
  'organization-wrong',
  'too-many-apps',
] as const

export type BookingErrorCode = (typeof BOOKING_ERROR_CODES)[number]

/** A refusal that the caller can act on. Independent of HTTP and language. */
export class BookingError extends Error {
  override readonly name = 'BookingError'
  readonly code: BookingErrorCode
  /** What exactly is wrong, where the code has several causes. For people. */
  readonly detail: string | undefined

  constructor(code: BookingErrorCode, detail?: string) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/**
 * Why what a person plans is refused. `too-many-dates`: it repeats too often, or for too long. `no-date`: no date is left.
 * `date-not-found`: it does not take place on that date. `no-such-date`: the calendar does not have a date or time.
 * `too-many-bookings`: the person has made too many that are not over.
 */
export type PlanErrorCode =
  | 'too-many-dates'
  | 'no-date'
  | 'date-not-found'
  | 'no-such-date'
  | 'no-such-time-zone'
  | 'too-many-bookings'

/** A refusal that only people on pages meet: the open API has no dates of its own, and no limit. */
export class PlanError extends Error {
  override readonly name = 'PlanError'
  readonly code: PlanErrorCode

  constructor(code: PlanErrorCode) {
    super(code)
    this.code = code
  }
}
