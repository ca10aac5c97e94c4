import { ConferenceError } from '../../conference/conference-error.ts'
import type { WaitReason } from '../../conference/entry.ts'

/** What the next request sends: a guest their pass, a person with a personal link a new one in its place. */
export type RetryPasses = Readonly<{ guest?: string; login?: string }>

/** The person has to wait. */
export class WaitError extends ConferenceError {
  readonly retryPasses: RetryPasses

  constructor(reason: WaitReason, retryPasses: RetryPasses) {
    super(reason)
    this.retryPasses = retryPasses
  }
}
