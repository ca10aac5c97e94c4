/** Every way in which what is asked of a booking can be refused. Closed. */
export const BOOKING_ERROR_CODES = [
  'booking-not-found',
  'booking-cancelled',
  /** It ends before it begins. */
  'times-wrong',
  /** Another organisation's. */
  'not-permitted',
  /** Who asks has not booked it. */
  'not-creator',
  /** A person whom the organisation does not have. */
  'user-not-found',
  /** An organisation that may not be named. */
  'organization-wrong',
  'too-many-apps',
] as const

export type BookingErrorCode = (typeof BOOKING_ERROR_CODES)[number]

/** A refusal the caller can act on. Knows nothing of HTTP or language. */
export class BookingError extends Error {
  override readonly name = 'BookingError'
  readonly code: BookingErrorCode

  constructor(code: BookingErrorCode) {
    super(code)
    this.code = code
  }
}
