import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Caller } from '../../service/account/caller.ts'
import type { Eventually } from '../../service/eventually.ts'

/** Limits how often one app may call one operation. A third-party app is counted per organization. */
export class Throttle {
  readonly #limiter: Promise<RateLimiterMemory> | undefined

  /** `callsPerSecond`: 0 for no limit. */
  constructor(callsPerSecond: number) {
    this.#limiter = callsPerSecond > 0 ? openLimiter(callsPerSecond) : undefined
  }

  get isOn(): boolean {
    return this.#limiter !== undefined
  }

  /** Counts a call. `false` if the limit is exceeded. */
  allows(caller: Caller, operation: string): Eventually<boolean> {
    return this.#limiter ? this.#consume(this.#limiter, caller, operation) : true
  }

  async #consume(opening: Promise<RateLimiterMemory>, { clientId, organizationId }: Caller, operation: string) {
    const limiter = await opening
    try {
      await limiter.consume(`${clientId} ${organizationId} ${operation}`)
      return true
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      return false
    }
  }
}

/** Loads the library only if there is a limit. */
async function openLimiter(callsPerSecond: number): Promise<RateLimiterMemory> {
  const { RateLimiterMemory: Limiter } = await import('rate-limiter-flexible')
  return new Limiter({ points: callsPerSecond, duration: 1 })
}
