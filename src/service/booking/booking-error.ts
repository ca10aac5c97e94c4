/** Every reason to refuse a request about a booking. Closed. */
export const BOOKING_ERROR_CODES = [
  'booking-not-found',
  'booking-cancelled',
  /** Its end is not after its start. */
  'times-wrong',
  /** Another organization owns it. */
  'not-permitted',
  /** Another person booked it. */
  'not-creator',
  /** A named person is not of the organization. */
  'user-not-found',
  /** Another organization than the owner is named. */
  'organization-wrong',
  'too-many-apps',
] as const

export type BookingErrorCode = (typeof BOOKING_ERROR_CODES)[number]

/** A refusal that the caller can act on. Independent of HTTP and language. */
export class BookingError extends Error {
  override readonly name = 'BookingError'
  readonly code: BookingErrorCode

  constructor(code: BookingErrorCode) {
    super(code)
    this.code = code
  }
}
