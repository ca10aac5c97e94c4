import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Cache, CacheBudget } from '../service/cache-budget.ts'
import type { Secrets } from '../service/account/secrets.ts'
import { refundTries, takeTries, type TryCount, type TryLimiter } from '../service/account/try-limiter.ts'

/** A keyed hash. */
const HASH_BYTES = 260

/** A secret that was sent from the IP address `from` as the secret of a client. */
type SentSecret = Readonly<{ clientId: string; secret: string; from: string }>

/**
 * Checks the secrets of apps. Wrong ones are counted per address, and per address and client. They are not counted per
 * client alone, or anybody could lock an app out.
 *
 * A secret that was right is remembered as a keyed hash in memory. From then on it is not hashed again, and no count
 * stops it.
 */
export class ClientSecrets {
  readonly #secrets: Secrets
  readonly #limiter: TryLimiter
  readonly #wideLimiter: TryLimiter
  readonly #key = createSecretKey(randomBytes(32))
  /** Keyed hashes of the secrets, by the stored hash that they matched. */
  readonly #known: Cache<string, Buffer>
  #decoy: Promise<string> | undefined

  /** `wideLimiter` allows several times what `limiter` does, because many apps can share one address. */
  constructor(deps: { secrets: Secrets; limiter: TryLimiter; wideLimiter: TryLimiter; caches: CacheBudget }) {
    this.#known = deps.caches.open('secrets', { sizeOf: () => HASH_BYTES })
    this.#secrets = deps.secrets
    this.#limiter = deps.limiter
    this.#wideLimiter = deps.wideLimiter
  }

  /**
   * Whether `hash` is the hash of the secret, or `former` is. `hash` is `undefined` for a client that does not exist: the
   * answer is then `wrong`, and takes as long as for a wrong secret.
   */
  async check(
    hash: string | undefined,
    sent: SentSecret,
    former?: string,
  ): Promise<'right' | 'former' | 'wrong' | 'too-many-tries'> {
    const mark = createHmac('sha256', this.#key).update(sent.secret).digest()
    const isKnown = (stored: string | undefined) => {
      const known = stored === undefined ? undefined : this.#known.get(stored)
      return known !== undefined && timingSafeEqual(known, mark)
    }
    if (isKnown(hash)) return 'right'
    if (isKnown(former)) return 'former'
    const counts: readonly TryCount[] = [
      [this.#wideLimiter, `app secret from ${sent.from}`],
      [this.#limiter, `app secret of ${sent.clientId} from ${sent.from}`],
    ]
    if (!(await takeTries(counts))) return 'too-many-tries'
    this.#decoy ??= this.#secrets.hash('no app has this secret')
    const lane = `app from ${sent.from}`
    const isRight = await this.#secrets.verify(sent.secret, hash ?? (await this.#decoy), lane)
    const isFormer = !isRight && former !== undefined && (await this.#secrets.verify(sent.secret, former, lane))
    const matched = isFormer ? former : isRight ? hash : undefined
    if (matched === undefined) return 'wrong'
    this.#known.set(matched, mark)
    await refundTries(counts)
    return isFormer ? 'former' : 'right'
  }
}
