import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { TryLimiter } from '../service/account/try-limiter.ts'

/** Allows `failures` wrong tries per key within `windowMs`, then none until the window is over. */
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
    async refund(key) {
      await limiter.reward(key)
    },
  }
}
