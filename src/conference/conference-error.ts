/** Every reason to refuse a command or a query. The tables of all transports are checked against this list. */
export const CONFERENCE_ERROR_CODES = [
  'conference-not-found',
  'conference-ended',
  'conference-locked',
  'host-absent',
  'waiting-room',
  'not-permitted',
  'user-not-found',
  'member-not-found',
  'session-not-found',
  'session-ended',
  'banned',
  'muted-by-host',
  'pass-invalid',
  'pass-used',
  'too-many-tries',
  'too-many-guests',
  'guests-full',
] as const

export type ConferenceErrorCode = (typeof CONFERENCE_ERROR_CODES)[number]

/** A refusal that the caller can act on. */
export class ConferenceError extends Error {
  override readonly name = 'ConferenceError'
  readonly code: ConferenceErrorCode

  constructor(code: ConferenceErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
