import type { OrganizationId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { User } from './directory-entries.ts'
import type { UserPlace, UserQuery } from './directory-store.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import { needsOwnPassword, needsPassword, type NewPasswordLink, type PasswordLinks } from './password-links.ts'
import type { MailLanguage } from './password-mail-store.ts'
import type { Principal } from './principal.ts'
import { isOperator, requireAdministrator } from './roles.ts'

/** Named people, or one page of those who are found. */
type Recipients = Readonly<{ userIds: readonly string[] }> | Omit<UserQuery, 'state' | 'isAdministrator'>

/** Who needs a password: those who have none, or all who have none of their own. */
type Need = 'without-password' | 'without-own-password'

/** `need`: `without-password` if it is absent. `mail`: in which language they get the link by mail. Absent: the administrator hands the links out. */
export type HandOut = Readonly<{ recipients: Recipients; need?: Need; mail?: MailLanguage }>

/** `withoutEmail`: how many people cannot get a mail. `next`: the person before the next page, if there is one. */
export type HandedOut = Readonly<{
  links: readonly Readonly<{ user: User } & NewPasswordLink>[]
  mailed: number
  withoutEmail: number
  next?: UserPlace
}>

/** Links with which many people choose their first password. */
export class FirstPasswords {
  readonly #directory: Pick<Directory, 'change' | 'pageUsers'>
  readonly #links: Pick<PasswordLinks, 'makeWithin'>
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #hasMail: boolean
  readonly #clock: Clock

  /** `hasMail`: whether this server sends mails. */
  constructor(deps: {
    directory: Pick<Directory, 'change' | 'pageUsers'>
    links: Pick<PasswordLinks, 'makeWithin'>
    audit: Pick<Audit, 'toEntry'>
    hasMail: boolean
    clock: Clock
  }) {
    this.#directory = deps.directory
    this.#links = deps.links
    this.#audit = deps.audit
    this.#hasMail = deps.hasMail
    this.#clock = deps.clock
  }

  /**
   * Makes a link for each of the people who need a password, or has it mailed. It replaces their former link. Others are left
   * out, and so are operators unless the principal is one.
   *
   * @throws AccountError `not-administrator`; `mail-absent` if this server sends no mails
   */
  async handOut(
    by: Principal,
    organizationId: OrganizationId,
    { recipients, need = 'without-password', mail }: HandOut,
  ): Promise<HandedOut> {
    requireAdministrator(by, organizationId)
    if (mail !== undefined && !this.#hasMail) throw new AccountError('mail-absent')
    const { userIds, next } = await this.#idsOf(organizationId, recipients, need)
    const isNeeded = need === 'without-password' ? needsPassword : needsOwnPassword
    const handed = await this.#directory.change(organizationId, async (within) => {
      const known = new Map((await within.listUsers(userIds)).map((user) => [user.userId, user]))
      const users = userIds.flatMap((userId) => {
        const user = known.get(userId)
        return user && isNeeded(user) && (!user.operator || isOperator(by)) ? [user] : []
      })
      return mail === undefined
        ? this.#makeLinks(within, by, users)
        : this.#sendMails(within, by, { users, language: mail })
    })
    return { ...handed, ...(next && { next }) }
  }

  async #idsOf(organizationId: OrganizationId, recipients: Recipients, need: Need) {
    if ('userIds' in recipients) return { userIds: [...new Set(recipients.userIds)] }
    const page = await this.#directory.pageUsers(organizationId, { ...recipients, state: need })
    return { userIds: page.users.map(({ userId }) => userId), next: page.next }
  }

  async #makeLinks(within: DirectoryWriter, by: Principal, users: readonly User[]): Promise<HandedOut> {
    const links: HandedOut['links'][number][] = []
    for (const user of users) links.push({ user, ...(await this.#links.makeWithin(within, by, user)) })
    return { links, mailed: 0, withoutEmail: 0 }
  }

  async #sendMails(
    within: DirectoryWriter,
    by: Principal,
    { users, language }: Readonly<{ users: readonly User[]; language: MailLanguage }>,
  ): Promise<HandedOut> {
    const reached = users.filter(({ email }) => email !== undefined)
    const requestedAt = this.#clock.now()
    for (const { organizationId, userId, name } of reached) {
      await within.savePasswordMail({ userId, language, requestedAt, invited: true })
      const target = { kind: 'user', id: userId, name } as const
      await within.record([this.#audit.toEntry({ organizationId, by, action: 'user-password-link-mailed', target })])
    }
    return { links: [], mailed: reached.length, withoutEmail: users.length - reached.length }
  }
}
