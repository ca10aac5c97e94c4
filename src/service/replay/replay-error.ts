/** Why events are not read. */
export type ReplayErrorCode = 'cursor-unknown' | 'event-type-not-permitted' | 'too-many-streams'

/** A refusal of a request for events. Independent of HTTP. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError'
  readonly code: ReplayErrorCode

  constructor(code: ReplayErrorCode) {
    super(code)
    this.code = code
  }
}
