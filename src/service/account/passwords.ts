import { ConferenceError } from '../../conference/conference-error.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import { AccountError } from './account-error.ts'
import type { Directory } from './directory.ts'
import type { User } from './directory-model.ts'
import type { Secrets, TryLimiter } from './secrets.ts'

/** Characters that a password which somebody chooses must have. */
const SHORTEST = 10

type Guess = Readonly<{ organizationId: OrganizationId; userId: string; password: string }>

export type Claim = Guess &
  Readonly<{
    /** Address of the caller. */
    from: string
  }>

/** What people prove themselves with. Wrong ones are counted: by person and address together, and more patiently by each alone. */
export class Passwords {
  readonly #directory: Directory
  readonly #secrets: Secrets
  readonly #tries: TryLimiter
  readonly #manyTries: TryLimiter
  #decoy: Promise<string> | undefined

  /** `manyTries` allows several times what `tries` does: behind one address there may be many people. */
  constructor(deps: { directory: Directory; secrets: Secrets; tries: TryLimiter; manyTries: TryLimiter }) {
    this.#directory = deps.directory
    this.#secrets = deps.secrets
    this.#tries = deps.tries
    this.#manyTries = deps.manyTries
  }

  /**
   * Whose password it is.
   *
   * @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries`
   */
  check(claim: Claim): Promise<User> {
    const { organizationId, userId, from } = claim
    const person = `password of ${organizationId} ${userId}`
    return this.#verify(claim, [
      [this.#tries, `${person} from ${from}`],
      [this.#manyTries, person],
      [this.#manyTries, `password from ${from}`],
    ])
  }

  /**
   * Takes `next` for his password, which no seed replaces any more.
   *
   * @throws ConferenceError as `check`, of the current one
   * @throws AccountError `password-weak` for fewer than 10 characters, or the current one again
   */
  async change(claim: Guess, next: string): Promise<User> {
    // Counted apart: whoever guesses from outside keeps nobody who is signed in from a new password.
    const user = await this.#verify(claim, [[this.#tries, `new password of ${claim.organizationId} ${claim.userId}`]])
    if ([...next].length < SHORTEST || next === claim.password) throw new AccountError('password-weak')
    return this.#directory.choosePassword(user, await this.#secrets.hash(next))
  }

  async #verify(
    { organizationId, userId, password }: Guess,
    counts: readonly (readonly [TryLimiter, key: string])[],
  ): Promise<User> {
    for (const [index, [limiter, key]] of counts.entries()) {
      if (await limiter.take(key)) continue
      await giveBack(counts.slice(0, index)) // nothing was tried
      throw new ConferenceError('too-many-tries')
    }
    const user = await this.#directory.findUserById(organizationId, userId)
    // Who is not there takes as long to refuse as a wrong password.
    this.#decoy ??= this.#secrets.hash('nobody has this password')
    const hash = user?.passwordHash
    const isRight = await this.#secrets.verify(password, hash ?? (await this.#decoy))
    if (!isRight || !user || !hash) throw new ConferenceError('pass-invalid')
    await giveBack(counts)
    return user
  }
}

async function giveBack(counts: readonly (readonly [TryLimiter, key: string])[]): Promise<void> {
  for (const [limiter, key] of counts) await limiter.giveBack(key)
}
