import { ConferenceError } from '../../conference/conference-error.ts'

/** Why a person has to wait. The same request is admitted later. */
export type WaitCode = 'host-absent' | 'waiting-room'

/** What the next request sends: a guest their pass, a person with a personal link a new one in its place. */
export type RetryPasses = Readonly<{ guest?: string; login?: string }>

/** The person has to wait. */
export class WaitError extends ConferenceError {
  readonly retryPasses: RetryPasses

  constructor(code: WaitCode, retryPasses: RetryPasses) {
    super(code)
    this.retryPasses = retryPasses
  }
}

/** `undefined` if the error is no reason to wait. */
export function toWaitCode(error: unknown): WaitCode | undefined {
  const code = error instanceof ConferenceError ? error.code : undefined
  return code === 'host-absent' || code === 'waiting-room' ? code : undefined
}
