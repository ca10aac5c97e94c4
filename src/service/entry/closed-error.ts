import { ConferenceError } from '../../conference/conference-error.ts'
import { closedTo, hasHostPassword, type ClosedTo } from '../../conference/entry.ts'
import type { Conference } from '../../conference/state.ts'

/** What a person learns of a meeting that they may not join. */
type Closed = Readonly<{
  /** Who may not join. */
  closedTo: ClosedTo
  /** Somebody was told a host password of the meeting. */
  hasHostPassword?: true
}>

/** The person may not join: `conference-locked`. */
export class ClosedError extends ConferenceError {
  readonly details: Closed

  constructor(conference: Conference, person: Readonly<{ outside: boolean }>) {
    super('conference-locked')
    this.details = {
      closedTo: closedTo(conference, person),
      ...(hasHostPassword(conference) && { hasHostPassword: true }),
    }
  }
}
