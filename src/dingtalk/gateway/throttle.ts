import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Caller } from '../../service/account/directory-model.ts'

/** How often one app may call one operation; a third-party app is counted for each organisation by itself. */
export class Throttle {
  readonly #limiter: RateLimiterMemory | undefined

  /** 0 calls a second means no limit. */
  constructor(callsPerSecond: number) {
    this.#limiter = callsPerSecond > 0 ? new RateLimiterMemory({ points: callsPerSecond, duration: 1 }) : undefined
  }

  get isOn(): boolean {
    return this.#limiter !== undefined
  }

  /** Counts a call; `false` if it is one too many. */
  async admits({ clientId, organizationId }: Caller, operation: string): Promise<boolean> {
    try {
      await this.#limiter?.consume(`${clientId} ${organizationId} ${operation}`)
      return true
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      return false
    }
  }
}
