import { toShownName } from '../../../contract/text/nick.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { Act, AuditAction } from './audit-entry.ts'
import { changePerson } from './change-person.ts'
import type { Account, User } from './directory-entries.ts'
import type { UserPlace, UserQuery } from './directory-store.ts'
import type { DirectoryWriter, UserChanges } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { OpenMeetings } from './open-meetings.ts'
import { messagesOf } from './people-messages.ts'
import type { Principal } from './principal.ts'
import { isOperator, requireAdministrator, requireOperator } from './roles.ts'
import type { Secrets } from './secrets.ts'
import type { SignInEnds } from './sign-in-ends.ts'

/** A person to add. */
export type NewPerson = Readonly<{
  userId: string
  name: string
  /** A new one is made if it is absent. */
  unionId?: string
  jobNumber?: string
  department?: string
  email?: string
  admin?: boolean
  /** They get a password, which is shown once. Otherwise they can sign in at the identity provider only. */
  withPassword?: boolean
}>

/** New values of a person. An absent one stays; `null` removes it. */
export type PersonChanges = Pick<UserChanges, 'name' | 'jobNumber' | 'department' | 'email' | 'admin' | 'operator'>

const PASSWORD_LENGTH = 16

const EXPORTED_AT_ONCE = 1_000

/** The people of an organization, for its administrators. Each change is audited, and takes effect before it is answered. */
export class People {
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry' | 'record'>
  readonly #secrets: Pick<Secrets, 'hash'>
  readonly #ends: Pick<SignInEnds, 'publish'>
  readonly #meetings: OpenMeetings
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    directory: Directory
    audit: Pick<Audit, 'toEntry' | 'record'>
    secrets: Pick<Secrets, 'hash'>
    ends: Pick<SignInEnds, 'publish'>
    meetings: OpenMeetings
    clock: Clock
    ids: Ids
  }) {
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#ends = deps.ends
    this.#meetings = deps.meetings
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** One page of people by name, and where the next one begins. @throws AccountError `not-administrator` */
  page(
    by: Principal,
    organizationId: OrganizationId,
    query: UserQuery,
  ): Promise<Readonly<{ users: readonly User[]; next?: UserPlace }>> {
    requireAdministrator(by, organizationId)
    return this.#directory.pageUsers(organizationId, query)
  }

  /** All people by name, for a file. Audited. @throws AccountError `not-administrator` */
  async listAll(by: Principal, organizationId: OrganizationId): Promise<readonly User[]> {
    requireAdministrator(by, organizationId)
    const all: User[] = []
    for (let after: UserPlace | undefined; ;) {
      const page = { query: '', ...(after && { after }), limit: EXPORTED_AT_ONCE }
      const { users, next } = await this.#directory.pageUsers(organizationId, page)
      all.push(...users)
      if (!next) break
      after = next
    }
    const target = { kind: 'organization', id: organizationId } as const
    await this.#audit.record({ organizationId, by, action: 'users-exported', target, details: { count: all.length } })
    return all
  }

  /** @throws AccountError `not-administrator`, `user-not-found` */
  async load(by: Principal, organizationId: OrganizationId, userId: string): Promise<User> {
    requireAdministrator(by, organizationId)
    const user = await this.#directory.findUserById(organizationId, userId)
    if (!user) throw new AccountError('user-not-found')
    return user
  }

  /**
   * Adds a person.
   *
   * @returns the person, and their password if they get one; it cannot be read again
   * @throws AccountError `not-administrator`, `organization-not-found`, `user-exists`; `erasure-unfinished` if an erasure
   *   of a person with one of the ids goes on; `union-id-taken` if the unionId is
   *   or was another person's. Only an operator may name the unionId of a person of another organization
   */
  async add(
    by: Principal,
    organizationId: OrganizationId,
    { withPassword = false, unionId: given, admin = false, name, ...texts }: NewPerson,
  ): Promise<Readonly<{ user: User; password?: string }>> {
    requireAdministrator(by, organizationId)
    if (!(await this.#directory.findOrganization(organizationId))) throw new AccountError('organization-not-found')
    const password = withPassword ? this.#ids.letters(PASSWORD_LENGTH) : undefined
    const user: User = {
      organizationId,
      unionId: (given ?? newUnionId(this.#ids)) as UnionId,
      name: toShownName(name),
      ...texts,
      admin,
      ...(password !== undefined && { passwordHash: await this.#secrets.hash(password), passwordGiven: true as const }),
    }
    const indexed = await this.#directory.toIndexed([user])
    await this.#directory.change(organizationId, async (within) => {
      if (await within.findUser(user.userId)) throw new AccountError('user-exists')
      await requireErased(within, user)
      if (given !== undefined) await requireFreeUnionId(by, within, user)
      await within.insertUsers(indexed)
      const details = { name: user.name, unionId: user.unionId, ...texts, ...(admin && { admin }) }
      await this.#record(within, by, { user, action: 'user-added', details })
    })
    return { user, ...(password !== undefined && { password }) }
  }

  /**
   * Changes a person.
   *
   * @throws AccountError `not-administrator`, `user-not-found`, `last-administrator`; `not-operator` if the person is an
   *   operator, or is to be one, and the principal is none
   */
  async change(by: Principal, organizationId: OrganizationId, userId: string, given: PersonChanges): Promise<User> {
    const { admin, operator, ...texts } = withShownName(given)
    if (operator !== undefined) requireOperator(by)
    const current = await this.load(by, organizationId, userId)
    const [indexed] = await this.#directory.toIndexed([
      { ...current, ...(texts.name !== undefined && { name: texts.name }) },
    ])
    await this.#act(by, { organizationId, userId }, async (user, within) => {
      if (admin === false && user.admin) await requireOtherAdministrator(within, user)
      await within.updateUser(
        userId,
        { ...texts, ...(admin !== undefined && { admin }), ...(operator !== undefined && { operator }) },
        indexed?.search,
      )
      if (Object.keys(texts).length > 0)
        await this.#record(within, by, { user, action: 'user-changed', details: texts })
      if (admin !== undefined && admin !== user.admin)
        await this.#record(within, by, { user, action: admin ? 'administrator-added' : 'administrator-removed' })
      if (operator !== undefined && operator !== (user.operator ?? false))
        await this.#record(within, by, { user, action: operator ? 'operator-added' : 'operator-removed' })
    })
    return this.load(by, organizationId, userId)
  }

  /**
   * Keeps a person from signing in. Their sign-ins end, and they are removed from the meetings that they are in. What is
   * stored about them stays.
   *
   * @throws AccountError as `change`
   */
  async disable(by: Principal, organizationId: OrganizationId, userId: string): Promise<void> {
    const user = await this.#act(by, { organizationId, userId }, async (found, within) => {
      if (found.disabled) return
      if (found.admin) await requireOtherAdministrator(within, found)
      await within.updateUser(userId, { disabledAt: this.#clock.now() })
      await within.deleteSignIns(userId)
      await within.deletePasswordLink(userId)
      await this.#record(within, by, { user: found, action: 'user-disabled' })
    })
    await this.#shutOut(user)
  }

  /** Lets a person sign in again. @throws AccountError as `change`, but not `last-administrator` */
  async enable(by: Principal, organizationId: OrganizationId, userId: string): Promise<void> {
    await this.#act(by, { organizationId, userId }, async (user, within) => {
      if (!user.disabled) return
      await within.updateUser(userId, { disabledAt: null })
      await this.#record(within, by, { user, action: 'user-enabled' })
    })
  }

  /** Deletes a person, as `disable`. Meetings keep their name. @throws AccountError as `change` */
  async delete(by: Principal, organizationId: OrganizationId, userId: string): Promise<void> {
    const user = await this.#act(by, { organizationId, userId }, async (found, within) => {
      if (found.admin && !found.disabled) await requireOtherAdministrator(within, found)
      await within.deleteUser(found)
      await this.#record(within, by, { user: found, action: 'user-deleted', details: { unionId: found.unionId } })
    })
    await this.#shutOut(user)
  }

  /**
   * Gives the person a new password, which they have to replace. Their sign-ins end.
   *
   * @returns the password, which cannot be read again
   * @throws AccountError as `change`, but not `last-administrator`
   */
  async resetPassword(by: Principal, organizationId: OrganizationId, userId: string): Promise<string> {
    requireAdministrator(by, organizationId)
    const password = this.#ids.letters(PASSWORD_LENGTH)
    const givenPasswordHash = await this.#secrets.hash(password)
    const user = await this.#act(by, { organizationId, userId }, async (found, within) => {
      await within.updateUser(userId, { givenPasswordHash })
      await within.deleteSignIns(userId)
      await this.#record(within, by, { user: found, action: 'user-password-reset' })
    })
    this.#ends.publish(user.unionId)
    return password
  }

  /** Ends all web sessions of a person. @returns how many there were. @throws AccountError as `enable` */
  async endSignIns(by: Principal, organizationId: OrganizationId, userId: string): Promise<number> {
    let ended = 0
    const user = await this.#act(by, { organizationId, userId }, async (found, within) => {
      ended = await within.deleteSignIns(userId)
      await this.#record(within, by, { user: found, action: 'user-sign-ins-ended', details: { ended } })
    })
    this.#ends.publish(user.unionId)
    return ended
  }

  #act(by: Principal, account: Account, work: (user: User, within: DirectoryWriter) => Promise<void>): Promise<User> {
    return changePerson(this.#directory, { by, account }, work)
  }

  async #record(
    within: DirectoryWriter,
    by: Principal,
    { user, action, details }: Readonly<{ user: User; action: AuditAction }> & Pick<Act, 'details'>,
  ): Promise<void> {
    const target = { kind: 'user', id: user.userId, name: user.name } as const
    const { organizationId } = user
    const entry = this.#audit.toEntry({ organizationId, by, action, target, ...(details && { details }) })
    await within.record([entry])
    await within.publish(messagesOf(user, entry))
  }

  async #shutOut(user: User): Promise<void> {
    this.#ends.publish(user.unionId)
    await this.#meetings.remove(user)
  }
}

/** A unionId that nobody has had. */
export function newUnionId(ids: Pick<Ids, 'letters'>): string {
  return `${ids.letters(22)}iEiE`
}

/** Otherwise an erasure that goes on would reach the new person as well. @throws AccountError `erasure-unfinished` */
async function requireErased(within: DirectoryWriter, user: User): Promise<void> {
  const erasures = await within.listErasures()
  if (erasures.some(({ unionId, userId }) => unionId === user.unionId || userId === user.userId))
    throw new AccountError('erasure-unfinished')
}

async function requireFreeUnionId(by: Principal, within: DirectoryWriter, { unionId, userId }: User): Promise<void> {
  const former = await within.findFormerUserId(unionId)
  if (former !== undefined) {
    // A person who comes back gets their own unionId again.
    if (former !== userId) throw new AccountError('union-id-taken')
    return
  }
  if (await within.findUserByUnionId(unionId)) throw new AccountError('union-id-taken')
  // With the unionId of somebody else, a person would be them in the meetings of the other organization.
  if (!isOperator(by) && (await within.isUnionIdKnown(unionId))) throw new AccountError('union-id-taken')
}

/** @throws AccountError `last-administrator` */
export async function requireOtherAdministrator(within: DirectoryWriter, { userId }: User): Promise<void> {
  if (!(await within.hasOtherAdministrator(userId))) throw new AccountError('last-administrator')
}

function withShownName({ name, ...changes }: PersonChanges): PersonChanges {
  return { ...changes, ...(name !== undefined && { name: toShownName(name) }) }
}
