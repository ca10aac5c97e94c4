import { passwordLink } from '../../../contract/text/link.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import { changePerson } from './change-person.ts'
import type { Account, User } from './directory-entries.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { Mail } from './mailer.ts'
import type { OpaqueTokens } from './opaque-tokens.ts'
import type { PasswordLink, PasswordLinkStore } from './password-link-store.ts'
import { isLongEnough } from './passwords.ts'
import { toPrincipal, type Principal } from './principal.ts'
import type { Secrets } from './secrets.ts'
import type { SignInEnds } from './sign-in-ends.ts'
import { refundTries, takeTries, type TryCount, type TryLimiter } from './try-limiter.ts'
import type { SignedIn, WebSessions } from './web-sessions.ts'

const LIFE_MS = 24 * 3_600_000

/** A link that somebody gets, and until when it is valid. */
export type NewPasswordLink = Readonly<{ url: string; expiresAt: EpochMs }>

/** A link for a mail. `organization`: its name. `server`: the host of this server. `isFirst`: the person has chosen no password yet. */
type MailedLink = Readonly<{
  to: Mail['to']
  userId: string
  organization: string
  url: string
  server: string
  isFirst: boolean
}>

/** Whether a person can sign in with nothing yet: no password, and not as somebody at the identity provider. */
export function needsPassword({ disabled, passwordHash, subject }: User): boolean {
  return !disabled && passwordHash === undefined && subject === undefined
}

/** Whether a person has not chosen a password yet, and did not come from the identity provider. They may have one that was given. */
export function needsOwnPassword({ disabled, passwordChosen, subject }: User): boolean {
  return !disabled && !passwordChosen && subject === undefined
}

/** A link that somebody opened. `from`: where they are, as failed tries are counted. */
type OpenedLink = Readonly<{ token: string; from: string }>

/** Links with which people choose a new password without the current one. A person has at most two that are valid. */
export class PasswordLinks {
  readonly #store: PasswordLinkStore
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #secrets: Secrets
  readonly #tokens: OpaqueTokens
  readonly #sessions: Pick<WebSessions, 'openWithPassword'>
  readonly #ends: Pick<SignInEnds, 'publish'>
  readonly #limiter: TryLimiter
  readonly #clock: Clock
  readonly #publicUrl: () => URL

  /** `limiter`: allows the tries of one address. */
  constructor(deps: {
    store: PasswordLinkStore
    directory: Directory
    audit: Pick<Audit, 'toEntry'>
    secrets: Secrets
    tokens: OpaqueTokens
    sessions: Pick<WebSessions, 'openWithPassword'>
    ends: Pick<SignInEnds, 'publish'>
    limiter: TryLimiter
    clock: Clock
    publicUrl: () => URL
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#tokens = deps.tokens
    this.#sessions = deps.sessions
    this.#ends = deps.ends
    this.#limiter = deps.limiter
    this.#clock = deps.clock
    this.#publicUrl = deps.publicUrl
  }

  /**
   * A link for a person, which replaces their former ones. Until it is used, their password and sign-ins stay.
   *
   * @throws AccountError `not-administrator`, `user-not-found`, `user-disabled`; `not-operator` if the person is an operator,
   *   and the principal is none
   */
  async make(by: Principal, organizationId: OrganizationId, userId: string): Promise<NewPasswordLink> {
    let link: NewPasswordLink | undefined
    await changePerson(this.#directory, { by, account: { organizationId, userId } }, async (user, within) => {
      if (user.disabled) throw new AccountError('user-disabled')
      link = await this.makeWithin(within, by, user)
    })
    return link as NewPasswordLink
  }

  /** As `make`, within a change of the organization, for a person that the principal may change. */
  async makeWithin(within: DirectoryWriter, by: Principal, user: User): Promise<NewPasswordLink> {
    const { organizationId, userId, name } = user
    await within.deletePasswordLinks(userId)
    const link = await this.#save(within, user, { byMail: false })
    const target = { kind: 'user', id: userId, name } as const
    await within.record([this.#audit.toEntry({ organizationId, by, action: 'user-password-link-made', target })])
    return link
  }

  /**
   * A link for a person who signs in with a password and has an email address, and what a mail says about it. `undefined` for
   * any other account: a mailbox must not open one that only the identity provider opens. `invited`: an administrator wants
   * the person to sign in with a password, so they may have none yet.
   * It replaces only one that came by mail: everybody can ask for a mail, and must not end the link of an administrator.
   */
  async makeForMail({
    organizationId,
    userId,
    invited,
  }: Account & Readonly<{ invited?: true }>): Promise<MailedLink | undefined> {
    const organization = await this.#directory.findOrganization(organizationId)
    const publicUrl = this.#publicUrl()
    return this.#directory.change(organizationId, async (within) => {
      const user = await within.findUser(userId)
      if (!user || user.disabled || user.email === undefined) return undefined
      if (user.passwordHash === undefined && !(invited === true && needsPassword(user))) return undefined
      const { url } = await this.#save(within, user, { byMail: true })
      const to = { name: user.name, address: user.email }
      const isFirst = user.passwordHash === undefined || (invited === true && needsOwnPassword(user))
      return { to, userId, organization: organization?.name ?? '', url, server: publicUrl.host, isFirst }
    })
  }

  /**
   * The person whose link it is. It stays valid.
   *
   * @throws AccountError `password-link-invalid` if it is unknown, used, replaced or expired, or was ended
   * @throws ConferenceError `too-many-tries`
   */
  async read({ token, from }: OpenedLink): Promise<User> {
    const counts = this.#countsOf(from)
    if (!(await takeTries(counts))) throw new ConferenceError('too-many-tries')
    const link = await this.#store.findByTokenHash(this.#tokens.hashOf(token))
    const user = link && (await this.#directory.findUserById(link.organizationId, link.userId))
    const valid = this.#requireValid(link, user)
    await refundTries(counts)
    return valid
  }

  /**
   * Replaces the password of the person whose link it is. All their sign-ins end, and the browser is signed in as them.
   *
   * @param opened `address`: the IP address for the audit log
   * @returns the token of the new sign-in, which cannot be read again
   * @throws AccountError as `read`; `password-weak` for fewer than 10 characters, or the current password
   * @throws ConferenceError `too-many-tries`
   */
  async use(
    opened: OpenedLink & Readonly<{ password: string; browser: string; address: string }>,
  ): Promise<Readonly<{ token: string; signedIn: SignedIn }>> {
    const { password, from, browser, address } = opened
    const before = await this.read(opened)
    if (!isLongEnough(password)) throw new AccountError('password-weak')
    const counts = this.#countsOf(from)
    // Hashing is slow on purpose, and somebody with a link could ask for it again and again.
    if (!(await takeTries(counts))) throw new ConferenceError('too-many-tries')
    const { passwordHash } = before
    const isCurrent = passwordHash !== undefined && (await this.#secrets.verify(password, passwordHash, `link ${from}`))
    if (isCurrent) throw new AccountError('password-weak')
    const user = await this.#replace(before, this.#tokens.hashOf(opened.token), {
      chosenPasswordHash: await this.#secrets.hash(password),
      address,
    })
    this.#ends.publish(user.unionId)
    await refundTries(counts)
    return this.#sessions.openWithPassword(user, browser)
  }

  /** Until when each of the people can use a link that they have, by userId. Those without one are left out. */
  async listWaiting(organizationId: OrganizationId, users: readonly User[]): Promise<ReadonlyMap<string, EpochMs>> {
    const byId = new Map(users.map((user) => [user.userId, user]))
    const waiting = new Map<string, EpochMs>()
    for (const link of await this.#store.listOf(organizationId, [...byId.keys()])) {
      const { userId, expiresAt } = link
      if (this.#isValid(link, byId.get(userId)) && expiresAt > (waiting.get(userId) ?? 0))
        waiting.set(userId, expiresAt)
    }
    return waiting
  }

  /** Deletes links that can no longer be used. */
  deleteExpired(): Promise<void> {
    return this.#store.deleteExpiredBefore(this.#clock.now())
  }

  /** @returns the person with the new password */
  #replace(
    { organizationId, userId }: User,
    tokenHash: string,
    { chosenPasswordHash, address }: Readonly<{ chosenPasswordHash: string; address: string }>,
  ): Promise<User> {
    return this.#directory.change(organizationId, async (within) => {
      // Checked again: two people may have the link, and an administrator may have acted meanwhile.
      const link = await within.takePasswordLink(tokenHash)
      const user = this.#requireValid(link, await within.findUser(userId))
      await within.updateUser(userId, { chosenPasswordHash })
      await within.deleteSignIns(userId)
      const by = toPrincipal(user, address)
      const target = { kind: 'user', id: userId, name: user.name } as const
      await within.record([this.#audit.toEntry({ organizationId, by, action: 'user-password-chosen', target })])
      return { ...user, passwordHash: chosenPasswordHash, passwordChosen: true }
    })
  }

  async #save(within: DirectoryWriter, user: User, { byMail }: Pick<PasswordLink, 'byMail'>): Promise<NewPasswordLink> {
    const token = this.#tokens.make()
    const expiresAt = (this.#clock.now() + LIFE_MS) as EpochMs
    const tokenHash = this.#tokens.hashOf(token)
    const passwordMark = this.#markOf(user, { byMail })
    await within.savePasswordLink({ userId: user.userId, tokenHash, passwordMark, byMail, expiresAt })
    return { url: passwordLink(this.#publicUrl(), token), expiresAt }
  }

  #requireValid(link: PasswordLink | undefined, user: User | undefined): User {
    if (!user || !this.#isValid(link, user)) throw new AccountError('password-link-invalid')
    return user
  }

  #isValid(link: PasswordLink | undefined, user: User | undefined): boolean {
    if (!link || !user || user.disabled) return false
    return link.expiresAt > this.#clock.now() && link.passwordMark === this.#markOf(user, link)
  }

  /**
   * A password is stored as a hash with a salt, so the mark says nothing of it. A link by mail ends when the address of the person
   * changes: others may read the former one.
   */
  #markOf({ passwordHash = '', email = '' }: User, { byMail }: Pick<PasswordLink, 'byMail'>): string {
    return this.#tokens.hashOf(byMail ? `${passwordHash} ${email}` : passwordHash)
  }

  #countsOf(from: string): readonly TryCount[] {
    return [[this.#limiter, `password link from ${from}`]]
  }
}
