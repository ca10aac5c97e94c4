import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { TryLimiter } from '../service/account/try-limiter.ts'

/** Runs a script in Redis. It rejects at once while Redis is away. */
export type Evaluate = (script: string, options: { keys: string[]; arguments: string[] }) => Promise<unknown>

/**
 * As `memoryTryLimiter`, for several servers together: Redis counts. While Redis is away, each server counts alone with its
 * `insurance`.
 *
 * @param options.prefix of the keys; different for each limiter and store
 */
export function redisTryLimiter({
  evaluate,
  prefix,
  failures,
  windowMs,
  insurance,
}: {
  evaluate: Evaluate
  prefix: string
  failures: number
  windowMs: number
  insurance: TryLimiter
}): TryLimiter {
  const limiter = new RateLimiterRedis({
    storeClient: { eval: evaluate },
    useRedisPackage: true,
    keyPrefix: prefix,
    points: failures,
    duration: windowMs / 1_000,
  })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return true
      } catch (refusal) {
        return refusal instanceof Error ? insurance.take(key) : false
      }
    },
    async refund(key) {
      try {
        await limiter.reward(key)
      } catch {
        await insurance.refund(key)
      }
    },
  }
}
