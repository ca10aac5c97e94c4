/** Every way a command or a query can be refused. Closed: the tables of every transport are checked against it. */
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
] as const

export type ConferenceErrorCode = (typeof CONFERENCE_ERROR_CODES)[number]

/** A refusal the caller can act on. Knows nothing of HTTP, sockets or language. */
export class ConferenceError extends Error {
  override readonly name = 'ConferenceError'
  readonly code: ConferenceErrorCode

  constructor(code: ConferenceErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
