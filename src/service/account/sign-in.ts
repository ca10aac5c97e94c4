import type { EpochMs } from '../../conference/identity.ts'
import type { OpaqueTokens, WebSessionStore } from './account-ports.ts'
import type { Directory } from './directory.ts'
import type { User } from './directory-model.ts'
import type { Claim, Passwords } from './passwords.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Login, Passes } from './passes.ts'
import { hasExpired, mustChangePassword } from './web-sessions.ts'

const LIFE_MS = 12 * 3_600_000

/** Who is at the other end of a page or a bot. */
export class SignIn {
  readonly #passwords: Passwords
  readonly #directory: Pick<Directory, 'findUserById'>
  readonly #passes: Passes
  readonly #sessions: Pick<WebSessionStore, 'listOf'>
  readonly #tokens: Pick<OpaqueTokens, 'hashOf'>
  readonly #clock: Clock

  constructor(deps: {
    passwords: Passwords
    directory: Pick<Directory, 'findUserById'>
    passes: Passes
    sessions: Pick<WebSessionStore, 'listOf'>
    tokens: Pick<OpaqueTokens, 'hashOf'>
    clock: Clock
  }) {
    this.#passwords = deps.passwords
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#sessions = deps.sessions
    this.#tokens = deps.tokens
    this.#clock = deps.clock
  }

  /**
   * A token that speaks for the person for twelve hours, and no longer than this is his password.
   *
   * @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries`
   */
  async signIn(claim: Claim): Promise<Readonly<{ token: string; expiresAt: EpochMs; user: User }>> {
    const user = await this.#passwords.check(claim)
    const expiresAt = this.#expiry()
    const token = await this.#passes.sign({ kind: 'person', ...toLogin(user), ...this.#markOf(user) }, expiresAt)
    return { token, expiresAt, user }
  }

  /** A token that speaks for the person for twelve hours, and no longer than his web session `session` is there. */
  tokenOf(user: User, session: string): Promise<string> {
    return this.#passes.sign({ kind: 'person', ...toLogin(user), session }, this.#expiry())
  }

  /** Whom a token speaks for; `undefined` if it is none of ours, or no longer good. */
  async identify(token: string): Promise<Login | undefined> {
    const pass = await this.#passes.verify(token)
    if (pass?.kind !== 'person') return undefined
    const { kind: _kind, ...login } = pass
    return (await this.isGood(login)) ? login : undefined
  }

  /** Whether what he signed in by is still there, however long ago that was. */
  async isGood({ organizationId, userId, unionId, session: id, password }: Login): Promise<boolean> {
    if (!userId) return false // signed by an earlier version
    const user = await this.#directory.findUserById(organizationId, userId)
    if (user?.unionId !== unionId) return false
    if (id === undefined) return this.#markOf(user).password === password
    const session = (await this.#sessions.listOf(user)).find((open) => open.id === id)
    return session !== undefined && !hasExpired(session, this.#clock.now()) && !mustChangePassword(user, session)
  }

  /** Changes with the password, and tells nothing of it: what is kept is salted. */
  #markOf({ passwordHash }: User): { password?: string } {
    return passwordHash === undefined ? {} : { password: this.#tokens.hashOf(passwordHash).slice(0, 16) }
  }

  #expiry(): EpochMs {
    return (this.#clock.now() + LIFE_MS) as EpochMs
  }
}

function toLogin({ organizationId, userId, unionId, name }: User): Login {
  return { organizationId, userId, unionId, name }
}
