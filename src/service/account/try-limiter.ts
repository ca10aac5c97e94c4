/** Limits the tries to guess a secret. */
export interface TryLimiter {
  /** Takes one of the tries that `key` has; `false` if none is left. Call it before the check, so that tries in parallel count. */
  take(key: string): Promise<boolean>
  /** Gives a try back that was not a wrong guess. */
  refund(key: string): Promise<void>
}
