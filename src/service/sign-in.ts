import type { EpochMs } from '../conference/identity.ts'
import type { WebSessionStore } from './account-ports.ts'
import type { User } from './directory-model.ts'
import type { Claim, Passwords } from './passwords.ts'
import type { Clock, Passes } from './ports.ts'
import type { Someone } from './ringing.ts'

const LIFE_MS = 12 * 3_600_000

/** Who is at the other end of a page or a bot. */
export class SignIn {
  readonly #passwords: Passwords
  readonly #passes: Passes
  readonly #sessions: Pick<WebSessionStore, 'exists'>
  readonly #clock: Clock

  constructor(deps: { passwords: Passwords; passes: Passes; sessions: Pick<WebSessionStore, 'exists'>; clock: Clock }) {
    this.#passwords = deps.passwords
    this.#passes = deps.passes
    this.#sessions = deps.sessions
    this.#clock = deps.clock
  }

  /**
   * A token that speaks for the person for twelve hours.
   *
   * @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries`
   */
  async signIn(claim: Claim): Promise<Readonly<{ token: string; expiresAt: EpochMs; someone: Someone }>> {
    const someone = toSomeone(await this.#passwords.check(claim))
    const expiresAt = this.#expiry()
    return { token: await this.#passes.sign({ kind: 'person', ...someone }, expiresAt), expiresAt, someone }
  }

  /** A token that speaks for the person for twelve hours, and no longer than his web session `session` is there. */
  tokenOf(user: User, session: string): Promise<string> {
    return this.#passes.sign({ kind: 'person', ...toSomeone(user), session }, this.#expiry())
  }

  /** Whom a token speaks for; `undefined` if it is none of ours, or no longer good. */
  async identify(token: string): Promise<Someone | undefined> {
    const pass = await this.#passes.verify(token)
    if (pass?.kind !== 'person') return undefined
    const { organizationId, unionId, name, session } = pass
    if (session !== undefined && !(await this.#sessions.exists(session))) return undefined
    return { organizationId, unionId, name }
  }

  #expiry(): EpochMs {
    return (this.#clock.now() + LIFE_MS) as EpochMs
  }
}

function toSomeone({ organizationId, unionId, name }: User): Someone {
  return { organizationId, unionId, name }
}
