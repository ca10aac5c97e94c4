import { ConferenceError } from '../../conference/conference-error.ts'
import type { ClosedTo } from '../../conference/entry.ts'

/** The meeting is closed to the person: `conference-locked`, with the reason. */
export class ClosedError extends ConferenceError {
  readonly closedTo: ClosedTo

  constructor(closedTo: ClosedTo) {
    super('conference-locked')
    this.closedTo = closedTo
  }
}
