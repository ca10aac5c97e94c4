import type { Caller } from '../../service/account/caller.ts'
import type { TryLimiter } from '../../service/account/try-limiter.ts'
import type { Eventually } from '../../service/eventually.ts'

/** Limits how often one app may call one operation. A third-party app is counted per organization. */
export class Throttle {
  readonly #limiter: Pick<TryLimiter, 'take'> | undefined

  /** @param limiter allows the calls of one second; absent for no limit */
  constructor(limiter?: Pick<TryLimiter, 'take'>) {
    this.#limiter = limiter
  }

  get isOn(): boolean {
    return this.#limiter !== undefined
  }

  /** Counts a call. `false` if the limit is exceeded. */
  allows(
    { clientId, organizationId }: Pick<Caller, 'clientId' | 'organizationId'>,
    operation: string,
  ): Eventually<boolean> {
    return this.#limiter?.take(`${clientId} ${organizationId} ${operation}`) ?? true
  }
}
