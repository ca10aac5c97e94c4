import { ConferenceError } from '../../conference/conference-error.ts'
import type { EpochMs } from '../../conference/identity.ts'
import { AccountError } from './account-error.ts'
import type { OpaqueTokens } from './opaque-tokens.ts'
import type { WebSession, WebSessionStore } from './web-session-store.ts'
import type { Directory } from './directory.ts'
import type { User } from './directory-entries.ts'
import type { SignInEnds } from './sign-in-ends.ts'
import type { Claim, Passwords } from './passwords.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'

/** A session that is not used expires after this time. */
export const WEB_SESSION_LIFE_MS = 30 * 24 * 3_600_000
/** `lastSeenAt` is stored at most this often. */
const TOUCH_MS = 60_000
/** Sessions that one person may have. */
const MAX_SESSIONS = 50

/** A person who uses a page, signed in. */
export type SignedIn = Readonly<{
  user: User
  session: WebSession
  /** The person signed in with a password that somebody gave them, and has not chosen one yet. */
  mustChangePassword: boolean
  /** Its expiry has just been extended. */
  isExtended: boolean
}>

/** The browsers in which people are signed in. A session is opened for a proof, found by its token, and ended from any browser. */
export class WebSessions {
  readonly #store: WebSessionStore
  readonly #directory: Directory
  readonly #passwords: Passwords
  readonly #tokens: OpaqueTokens
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #ends: Pick<SignInEnds, 'publish'>

  constructor(deps: {
    store: WebSessionStore
    directory: Directory
    passwords: Passwords
    tokens: OpaqueTokens
    clock: Clock
    ids: Ids
    ends: Pick<SignInEnds, 'publish'>
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#passwords = deps.passwords
    this.#tokens = deps.tokens
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#ends = deps.ends
  }

  /** @throws ConferenceError `pass-invalid` for any wrong part, `too-many-tries` */
  async openByPassword(claim: Claim, browser: string): Promise<Readonly<{ token: string; signedIn: SignedIn }>> {
    return this.openWithPassword(await this.#passwords.check(claim), browser)
  }

  /**
   * Opens a session for the password that `user` has. The caller has checked that it is theirs.
   *
   * @throws ConferenceError `pass-invalid` if it has changed meanwhile, or the person is disabled
   */
  async openWithPassword(user: User, browser: string): Promise<Readonly<{ token: string; signedIn: SignedIn }>> {
    const opened = await this.open(user, 'password', browser)
    // A new password ends the existing sessions. A session that is opened meanwhile with the old password must end, too.
    const now = await this.#directory.findUserById(user.organizationId, user.userId)
    if (now?.passwordHash !== user.passwordHash || now?.disabled) {
      await this.#store.delete(user, opened.signedIn.session.id)
      throw new ConferenceError('pass-invalid')
    }
    return opened
  }

  /** Opens a session. The caller has checked that the person is `user`. The token cannot be read again. */
  async open(
    user: User,
    proof: WebSession['proof'],
    browser: string,
  ): Promise<Readonly<{ token: string; signedIn: SignedIn }>> {
    const token = this.#tokens.make()
    const now = this.#clock.now()
    const session: WebSession = {
      id: this.#ids.uuid(),
      tokenHash: this.#tokens.hashOf(token),
      organizationId: user.organizationId,
      userId: user.userId,
      proof,
      browser,
      openedAt: now,
      lastSeenAt: now,
    }
    await this.#store.insert(session, MAX_SESSIONS)
    return { token, signedIn: toSignedIn(user, session, true) }
  }

  /** The person whose token it is; `undefined` if it is unknown or expired. Extends the session. */
  async find(token: string): Promise<SignedIn | undefined> {
    const session = await this.#store.findByTokenHash(this.#tokens.hashOf(token))
    const now = this.#clock.now()
    if (!session || hasExpired(session, now)) return undefined
    const user = await this.#directory.findUserById(session.organizationId, session.userId)
    if (!user || user.disabled) return undefined
    const isExtended = session.lastSeenAt + TOUCH_MS <= now
    if (isExtended) await this.#store.touch(session.id, now)
    return toSignedIn(user, isExtended ? { ...session, lastSeenAt: now } : session, isExtended)
  }

  /** The sessions of this person, newest first. */
  list({ user }: SignedIn): Promise<readonly WebSession[]> {
    return this.#store.listOf(user)
  }

  /** Ends a session of this person. @throws AccountError `device-not-found` if they have no such session */
  async close({ user }: SignedIn, id: string): Promise<void> {
    if (id.includes('\0') || !(await this.#store.delete(user, id))) throw new AccountError('device-not-found')
    this.#ends.publish(user.unionId)
  }

  /**
   * Changes the password of a person who knows the current one. Ends all their other sessions.
   *
   * @throws ConferenceError `pass-invalid` if `current` is wrong, `too-many-tries`
   * @throws AccountError `password-weak`
   */
  async changePassword(
    { user, session }: SignedIn,
    { current: password, next }: Readonly<{ current: string; next: string }>,
  ): Promise<SignedIn> {
    const { organizationId, userId } = user
    const changed = await this.#passwords.change({ organizationId, userId, password }, next)
    await this.#store.deleteOthers(user, session.id)
    this.#ends.publish(user.unionId)
    return toSignedIn(changed, session, false)
  }

  async deleteExpired(): Promise<void> {
    await this.#store.deleteSeenBefore((this.#clock.now() - WEB_SESSION_LIFE_MS) as EpochMs)
  }
}

/** Whether it has not been used for 30 days. */
export function hasExpired({ lastSeenAt }: WebSession, now: EpochMs): boolean {
  return lastSeenAt + WEB_SESSION_LIFE_MS <= now
}

/** Whether the person signed in with a password that somebody gave them, and has not chosen one yet. */
export function mustChangePassword({ passwordChosen }: User, { proof }: WebSession): boolean {
  return proof === 'password' && passwordChosen !== true
}

function toSignedIn(user: User, session: WebSession, isExtended: boolean): SignedIn {
  return { user, session, mustChangePassword: mustChangePassword(user, session), isExtended }
}
