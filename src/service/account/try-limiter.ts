/** Limits the tries to guess a secret. */
export interface TryLimiter {
  /** Takes one of the tries that `key` has; `false` if none is left. Call it before the check, so that tries in parallel count. */
  take(key: string): Promise<boolean>
  /** Gives back a try that was not a wrong guess. */
  refund(key: string): Promise<void>
}

/** What one try counts towards. */
export type TryCount = readonly [limiter: TryLimiter, key: string]

/** Takes a try of each, in this order. `false` if one has none left: then none is taken, and the rest is not asked. */
export async function takeTries(counts: readonly TryCount[]): Promise<boolean> {
  for (const [index, [limiter, key]] of counts.entries()) {
    if (await limiter.take(key)) continue
    await refundTries(counts.slice(0, index))
    return false
  }
  return true
}

/** Gives back tries that were taken together. */
export async function refundTries(counts: readonly TryCount[]): Promise<void> {
  for (const [limiter, key] of counts) await limiter.refund(key)
}
