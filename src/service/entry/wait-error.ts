import { ConferenceError } from '../../conference/conference-error.ts'
import type { WaitReason } from '../../conference/entry.ts'

/** What the person sends with their next request: `guest`, the pass of a guest; `login`, a new personal link. */
export type RetryPasses = Readonly<{ guest?: string; login?: string }>

/** The person has to wait. */
export class WaitError extends ConferenceError {
  readonly reason: WaitReason
  readonly retryPasses: RetryPasses

  constructor(reason: WaitReason, retryPasses: RetryPasses) {
    super(reason)
    this.reason = reason
    this.retryPasses = retryPasses
  }
}
