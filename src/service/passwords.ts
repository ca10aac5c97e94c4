import { ConferenceError } from '../conference/conference-error.ts'
import type { OrganizationId } from '../conference/identity.ts'
import { AccountError } from './account-error.ts'
import type { Directory } from './directory.ts'
import type { User } from './directory-model.ts'
import type { Secrets, TryLimiter } from './ports.ts'

/** Characters that a password which somebody chooses must have. */
const SHORTEST = 10

export type Claim = Readonly<{
  organizationId: OrganizationId
  userId: string
  password: string
  /** Address of the caller. */
  from: string
}>

/** What people prove themselves with. Wrong ones are counted by person and by address. */
export class Passwords {
  readonly #directory: Directory
  readonly #secrets: Secrets
  readonly #tries: TryLimiter
  #decoy: Promise<string> | undefined

  constructor(deps: { directory: Directory; secrets: Secrets; tries: TryLimiter }) {
    this.#directory = deps.directory
    this.#secrets = deps.secrets
    this.#tries = deps.tries
  }

  /**
   * Whose password it is.
   *
   * @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries`
   */
  async check({ organizationId, userId, password, from }: Claim): Promise<User> {
    const address = `password from ${from}`
    const person = `password of ${organizationId} ${userId}`
    if (!(await this.#tries.take(address))) throw new ConferenceError('too-many-tries')
    if (!(await this.#tries.take(person))) {
      await this.#tries.giveBack(address) // nothing was tried
      throw new ConferenceError('too-many-tries')
    }
    const user = await this.#directory.findUserById(organizationId, userId)
    // Who is not there takes as long to refuse as a wrong password.
    this.#decoy ??= this.#secrets.hash('nobody has this password')
    const hash = user?.passwordHash
    const isRight = await this.#secrets.verify(password, hash ?? (await this.#decoy))
    if (!isRight || !user || !hash) throw new ConferenceError('pass-invalid')
    await this.#tries.giveBack(person)
    await this.#tries.giveBack(address)
    return user
  }

  /**
   * Takes `next` for his password, which no seed replaces any more.
   *
   * @throws ConferenceError as `check`, of the current one
   * @throws AccountError `password-weak` for fewer than 10 characters, or the current one again
   */
  async change(claim: Claim, next: string): Promise<User> {
    const user = await this.check(claim)
    if ([...next].length < SHORTEST || next === claim.password) throw new AccountError('password-weak')
    return this.#directory.choosePassword(user, await this.#secrets.hash(next))
  }
}
