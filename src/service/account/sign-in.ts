import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { User } from './directory-entries.ts'
import type { Directory } from './directory.ts'
import type { OpaqueTokens } from './opaque-tokens.ts'
import type { Login, Passes } from './passes.ts'
import type { Claim, Passwords } from './passwords.ts'
import type { WebSessionStore } from './web-session-store.ts'
import { hasExpired, mustChangePassword } from './web-sessions.ts'

const LIFE_MS = 12 * 3_600_000

/** Issues and checks tokens that identify the person who uses a page or a terminal program. */
export class SignIn {
  readonly #passwords: Passwords
  readonly #directory: Pick<Directory, 'findUserById'>
  readonly #passes: Passes
  readonly #sessions: Pick<WebSessionStore, 'find'>
  readonly #tokens: Pick<OpaqueTokens, 'hashOf'>
  readonly #clock: Clock

  constructor(deps: {
    passwords: Passwords
    directory: Pick<Directory, 'findUserById'>
    passes: Passes
    sessions: Pick<WebSessionStore, 'find'>
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
   * A token of the person. It is valid for twelve hours, but not after the password changes.
   *
   * @throws ConferenceError `pass-invalid` if the organization, the user or the password is wrong; `too-many-tries`
   */
  async signIn(claim: Claim): Promise<Readonly<{ token: string; expiresAt: EpochMs; user: User }>> {
    const user = await this.#passwords.check(claim)
    const expiresAt = this.#expiry()
    const token = await this.#passes.sign({ kind: 'person', ...toLogin(user), ...this.#markOf(user) }, expiresAt)
    return { token, expiresAt, user }
  }

  /** A token of the person. It is valid for twelve hours, but not after their web session with the id `session` ends. */
  tokenOf(user: User, session: string): Promise<string> {
    return this.#passes.sign({ kind: 'person', ...toLogin(user), session }, this.#expiry())
  }

  /** The person that the token identifies; `undefined` if the token was not issued here or is no longer valid. */
  async identify(token: string): Promise<Login | undefined> {
    const pass = await this.#passes.verify(token)
    if (pass?.kind !== 'person') return undefined
    const { kind: _kind, ...login } = pass
    return (await this.isSignedIn(login)) ? login : undefined
  }

  /**
   * Whether the person is still signed in. They must still be in the directory, and not disabled. A login with a web
   * session counts while the session is open and the person has no new password to choose. Any other login counts until the
   * password changes. The twelve hours of the token are not checked, so an open connection may last longer.
   */
  async isSignedIn({ organizationId, userId, unionId, session: id, password }: Login): Promise<boolean> {
    if (!userId) return false // signed by an earlier version
    const user = await this.#directory.findUserById(organizationId, userId)
    if (user?.unionId !== unionId || user.disabled) return false
    if (id === undefined) return this.#markOf(user).password === password
    const session = await this.#sessions.find(user, id)
    return session !== undefined && !hasExpired(session, this.#clock.now()) && !mustChangePassword(user, session)
  }

  /**
   * A short text that changes whenever the password changes; absent without a password. It reveals nothing about the
   * password, because it is made from a salted hash.
   */
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
