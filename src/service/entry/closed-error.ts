import { ConferenceError } from '../../conference/conference-error.ts'
import type { ClosedTo } from '../../conference/entry.ts'

/** The person may not join: `conference-locked`. `closedTo`: who may not. */
export class ClosedError extends ConferenceError {
  readonly closedTo: ClosedTo

  constructor(closedTo: ClosedTo) {
    super('conference-locked')
    this.closedTo = closedTo
  }
}
