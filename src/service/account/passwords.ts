import { ConferenceError } from '../../conference/conference-error.ts'
import { AccountError } from './account-error.ts'
import type { Account, User } from './directory-entries.ts'
import type { Directory } from './directory.ts'
import type { Secrets } from './secrets.ts'
import { refundTries, takeTries, type TryCount, type TryLimiter } from './try-limiter.ts'

/** Characters that a password chosen by a person must have. */
const MIN_LENGTH = 10

type Guess = Account & Readonly<{ password: string }>

/** Who a person claims to be, and the password that proves it. */
export type Claim = Guess &
  Readonly<{
    /** IP address of the client. */
    from: string
  }>

/** Checks and changes passwords. Wrong ones are counted per user and address, and with a higher limit per user and per address. */
export class Passwords {
  readonly #directory: Pick<Directory, 'findUserById' | 'choosePassword'>
  readonly #secrets: Secrets
  readonly #limiter: TryLimiter
  readonly #wideLimiter: TryLimiter
  #decoy: Promise<string> | undefined

  /** `wideLimiter` allows several times what `limiter` does, because many people can share one address. */
  constructor(deps: {
    directory: Pick<Directory, 'findUserById' | 'choosePassword'>
    secrets: Secrets
    limiter: TryLimiter
    wideLimiter: TryLimiter
  }) {
    this.#directory = deps.directory
    this.#secrets = deps.secrets
    this.#limiter = deps.limiter
    this.#wideLimiter = deps.wideLimiter
  }

  /**
   * The user whose password it is.
   *
   * @throws ConferenceError `pass-invalid` if the organization, the user or the password is wrong; `too-many-tries`
   */
  check(claim: Claim): Promise<User> {
    const { organizationId, userId, from } = claim
    const person = `password of ${organizationId} ${userId}`
    // The address comes first. If it refuses the try, no other key is stored: a caller can invent any number of users.
    return this.#verify(claim, `sign-in from ${from}`, [
      [this.#wideLimiter, `password from ${from}`],
      [this.#limiter, `${person} from ${from}`],
      [this.#wideLimiter, person],
    ])
  }

  /**
   * Replaces the user's password with `next`. After that, no seed file changes it.
   *
   * @throws ConferenceError as `check`, for the current password
   * @throws AccountError `password-weak` for fewer than 10 characters, or the current password again
   */
  async change(guess: Guess, next: string): Promise<User> {
    // Counted apart from sign-ins, so that an attacker cannot keep a signed-in person from changing their password.
    const key = `new password of ${guess.organizationId} ${guess.userId}`
    const user = await this.#verify(guess, key, [[this.#limiter, key]])
    if (!isLongEnough(next) || next === guess.password) throw new AccountError('password-weak')
    return this.#directory.choosePassword(user, await this.#secrets.hash(next))
  }

  async #verify({ organizationId, userId, password }: Guess, lane: string, counts: readonly TryCount[]): Promise<User> {
    if (!(await takeTries(counts))) throw new ConferenceError('too-many-tries')
    const user = await this.#directory.findUserById(organizationId, userId)
    // An unknown user takes as long to refuse as a wrong password.
    this.#decoy ??= this.#secrets.hash('nobody has this password')
    const hash = user?.passwordHash
    const isRight = await this.#secrets.verify(password, hash ?? (await this.#decoy), lane)
    if (!isRight || !user || !hash || user.disabled) throw new ConferenceError('pass-invalid')
    await refundTries(counts)
    return user
  }
}

/** Whether a person may choose it as their password. */
export function isLongEnough(password: string): boolean {
  return [...password].length >= MIN_LENGTH
}
