import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { TryLimiter } from '../service/account/secrets.ts'

/** Allows `failures` wrong tries a key within `windowMs`, then none until the window is over. */
export function memoryTryLimiter({ failures, windowMs }: { failures: number; windowMs: number }): TryLimiter {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowMs / 1_000 })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return true
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false
        throw refusal
      }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
  }
}
