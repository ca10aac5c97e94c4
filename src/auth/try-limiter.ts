import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { TryLimiter } from '../service/ports.ts'

/** Allows `failures` wrong tries a key within `windowMs`, then none until the window is over. */
export function memoryTryLimiter({ failures, windowMs }: { failures: number; windowMs: number }): TryLimiter {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowMs / 1_000 })
  return {
    async isBlocked(key) {
      const used = await limiter.get(key)
      return used !== null && used.consumedPoints >= failures
    },
    async countFailure(key) {
      await limiter.penalty(key)
    },
  }
}
