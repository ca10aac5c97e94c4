import { ConferenceError } from '../conference/conference-error.ts'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { Directory } from './directory.ts'
import type { Clock, Passes, Secrets, TryLimiter } from './ports.ts'
import type { Someone } from './ringing.ts'

const LIFE_MS = 12 * 3_600_000

/** Who is at the other end of a page or a bot. */
export class SignIn {
  readonly #directory: Directory
  readonly #passes: Passes
  readonly #secrets: Secrets
  readonly #tries: TryLimiter
  readonly #clock: Clock
  #decoy: Promise<string> | undefined

  constructor(deps: { directory: Directory; passes: Passes; secrets: Secrets; tries: TryLimiter; clock: Clock }) {
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#secrets = deps.secrets
    this.#tries = deps.tries
    this.#clock = deps.clock
  }

  /**
   * A token that speaks for the person for twelve hours.
   *
   * @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries`
   */
  async signIn(
    request: Readonly<{ organizationId: OrganizationId; userId: string; password: string; from: string }>,
  ): Promise<Readonly<{ token: string; expiresAt: EpochMs; someone: Someone }>> {
    const { organizationId, userId } = request
    const key = `password from ${request.from}`
    if (!(await this.#tries.take(key))) throw new ConferenceError('too-many-tries')
    const user = await this.#directory.findUserById(organizationId, userId)
    // Who is not there takes as long to refuse as a wrong password.
    this.#decoy ??= this.#secrets.hash('nobody has this password')
    const hash = user?.passwordHash
    const isRight = await this.#secrets.verify(request.password, hash ?? (await this.#decoy))
    if (!isRight || !user || !hash) throw new ConferenceError('pass-invalid')
    await this.#tries.giveBack(key)
    const someone: Someone = { organizationId, unionId: user.unionId, name: user.name }
    const expiresAt = (this.#clock.now() + LIFE_MS) as EpochMs
    return { token: await this.#passes.sign({ kind: 'person', ...someone }, expiresAt), expiresAt, someone }
  }

  /** Whom a token speaks for; `undefined` if it is none of ours, or no longer good. */
  async identify(token: string): Promise<Someone | undefined> {
    const pass = await this.#passes.verify(token)
    if (pass?.kind !== 'person') return undefined
    const { organizationId, unionId, name } = pass
    return { organizationId, unionId, name }
  }
}
