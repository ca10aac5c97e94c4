import { toShownName } from '../../../contract/text/nick.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { NewAuditEntry, AuditAction } from './audit-entry.ts'
import { changePerson } from './change-person.ts'
import type { Account, User } from './directory-entries.ts'
import type { UserPlace, UserQuery } from './directory-store.ts'
import type { DirectoryWriter, IndexedUser } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { OpenMeetings } from './open-meetings.ts'
import { requireErased, requireFreeNames, requireFreeUnionId, requireOtherAdministrator } from './people-checks.ts'
import { outboxEventsOf } from './people-events.ts'
import { withNames, withShownName, type NewPerson, type PersonChanges } from './person-changes.ts'
import type { PeopleManager, Principal } from './principal.ts'
import { requireAdministrator, requireOperator, requirePeopleManager } from './roles.ts'
import type { Secrets } from './secrets.ts'
import type { SignInEnds } from './sign-in-ends.ts'

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

  /** The departments that people of the organization have, in order, up to `limit`. @throws AccountError `not-administrator` */
  async listDepartments(by: Principal, organizationId: OrganizationId, limit: number): Promise<readonly string[]> {
    requireAdministrator(by, organizationId)
    return this.#directory.listDepartments(organizationId, limit)
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
  async load(by: PeopleManager, organizationId: OrganizationId, userId: string): Promise<User> {
    requirePeopleManager(by, organizationId)
    const user = await this.#directory.findUserById(organizationId, userId)
    if (!user) throw new AccountError('user-not-found')
    return user
  }

  /**
   * Adds a person.
   *
   * @param check looks in the same transaction whether this person may be added, and throws if not
   * @returns the person, and their password if they get one; it cannot be read again
   * @throws AccountError `not-administrator`, `organization-not-found`, `user-exists`; `user-name-taken`, `external-id-taken`;
   *   `erasure-unfinished` if an erasure of a person with one of the ids goes on; `union-id-taken` if the unionId is or was
   *   another person's. Only an operator may name the unionId of a person of another organization
   */
  async add(
    by: PeopleManager,
    organizationId: OrganizationId,
    { withPassword = false, unionId: given, admin = false, name, disabled, scimNames, subject, ...texts }: NewPerson,
    check: (within: DirectoryWriter) => Promise<void> = async () => {},
  ): Promise<Readonly<{ user: User; password?: string }>> {
    requirePeopleManager(by, organizationId)
    if (!(await this.#directory.findOrganization(organizationId))) throw new AccountError('organization-not-found')
    const password = withPassword ? this.#ids.letters(PASSWORD_LENGTH) : undefined
    const user: User = {
      organizationId,
      unionId: (given ?? newUnionId(this.#ids)) as UnionId,
      name: toShownName(name),
      ...texts,
      ...(scimNames && { scimNames }),
      ...(subject !== undefined && { subject }),
      admin,
      ...(disabled && { disabled }),
      ...(password !== undefined && { passwordHash: await this.#secrets.hash(password), passwordGiven: true as const }),
    }
    const [indexed] = (await this.#directory.toIndexed([user])) as [IndexedUser]
    await this.#directory.change(organizationId, async (within) => {
      await check(within)
      await requireFreeNames(within, user)
      if (await within.findUser(user.userId)) throw new AccountError('user-exists')
      await requireErased(within, user)
      if (given !== undefined) await requireFreeUnionId(by, within, user)
      await within.insertUsers([{ ...indexed, ...(disabled && { disabledAt: this.#clock.now() }) }])
      const details = { name: user.name, unionId: user.unionId, ...texts, ...(admin && { admin }) }
      await this.#record(within, by, { user, action: 'user-added', details })
      if (disabled) await this.#record(within, by, { user, action: 'user-disabled' })
    })
    return { user, ...(password !== undefined && { password }) }
  }

  /**
   * Changes a person.
   *
   * @param given the changes, or a function that gives them for the person as they are. It may be called twice
   * @throws AccountError `not-administrator`, `user-not-found`, `last-administrator`, `user-name-taken`, `external-id-taken`;
   *   `not-operator` if the person is an operator, or is to be one, and the principal is none
   */
  async change(
    by: PeopleManager,
    organizationId: OrganizationId,
    userId: string,
    given: PersonChanges | ((user: User) => PersonChanges),
  ): Promise<User> {
    const changesOf = (user: User) => withShownName(typeof given === 'function' ? given(user) : given)
    const current = await this.load(by, organizationId, userId)
    const expected = changesOf(current)
    if (expected.operator !== undefined) requireOperator(by)
    if (expected.admin !== undefined && by.kind !== 'person' && by.kind !== 'terminal')
      throw new AccountError('not-administrator')
    let indexed = await this.#indexed(current, expected.name)
    let isDisabled = false
    const before = await this.#act(by, { organizationId, userId }, async (user, within) => {
      const { admin, operator, disabled, scimNames, ...texts } = changesOf(user)
      if (admin === false && user.admin) await requireOtherAdministrator(within, user)
      if (texts.userName !== undefined || (texts.externalId ?? undefined) !== undefined)
        await requireFreeNames(within, withNames(user, texts))
      // Somebody else renamed the person at the same time.
      if (indexed.user.name !== (texts.name ?? user.name)) indexed = await this.#indexed(user, texts.name)
      const roles = { ...(admin !== undefined && { admin }), ...(operator !== undefined && { operator }) }
      await within.updateUser(userId, { ...texts, ...(scimNames && { scimNames }), ...roles }, indexed.search)
      if (Object.keys(texts).length > 0)
        await this.#record(within, by, { user, action: 'user-changed', details: texts })
      if (admin !== undefined && admin !== user.admin)
        await this.#record(within, by, { user, action: admin ? 'administrator-added' : 'administrator-removed' })
      if (operator !== undefined && operator !== (user.operator ?? false))
        await this.#record(within, by, { user, action: operator ? 'operator-added' : 'operator-removed' })
      if (disabled === true) await this.#disableWithin(within, by, user)
      if (disabled === false) await this.#enableWithin(within, by, user)
      isDisabled = disabled === true
    })
    if (isDisabled) await this.#shutOut(before)
    return this.load(by, organizationId, userId)
  }

  /**
   * Keeps a person from signing in. Their sign-ins end, and they are removed from the meetings that they are in. What is
   * stored about them stays.
   *
   * @throws AccountError as `change`
   */
  async disable(by: PeopleManager, organizationId: OrganizationId, userId: string): Promise<void> {
    const user = await this.#act(by, { organizationId, userId }, (found, within) =>
      this.#disableWithin(within, by, found),
    )
    await this.#shutOut(user)
  }

  /** Lets a person sign in again. @throws AccountError as `change`, but not `last-administrator` */
  async enable(by: PeopleManager, organizationId: OrganizationId, userId: string): Promise<void> {
    await this.#act(by, { organizationId, userId }, (user, within) => this.#enableWithin(within, by, user))
  }

  /** Deletes a person, as `disable`. Meetings keep their name. @throws AccountError as `change` */
  async delete(by: PeopleManager, organizationId: OrganizationId, userId: string): Promise<void> {
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

  async #disableWithin(within: DirectoryWriter, by: PeopleManager, user: User): Promise<void> {
    if (user.disabled) return
    if (user.admin) await requireOtherAdministrator(within, user)
    await within.updateUser(user.userId, { disabledAt: this.#clock.now() })
    await within.deleteSignIns(user.userId)
    await within.deletePasswordLinks(user.userId)
    await this.#record(within, by, { user, action: 'user-disabled' })
  }

  async #enableWithin(within: DirectoryWriter, by: PeopleManager, user: User): Promise<void> {
    if (!user.disabled) return
    await within.updateUser(user.userId, { disabledAt: null })
    await this.#record(within, by, { user, action: 'user-enabled' })
  }

  /** The person with the texts by which they are found under `name`. */
  async #indexed(user: User, name = user.name): Promise<IndexedUser> {
    const [indexed] = (await this.#directory.toIndexed([{ ...user, name }])) as [IndexedUser]
    return indexed
  }

  #act(
    by: PeopleManager,
    account: Account,
    work: (user: User, within: DirectoryWriter) => Promise<void>,
  ): Promise<User> {
    return changePerson(this.#directory, { by, account }, work)
  }

  async #record(
    within: DirectoryWriter,
    by: PeopleManager,
    { user, action, details }: Readonly<{ user: User; action: AuditAction }> & Pick<NewAuditEntry, 'details'>,
  ): Promise<void> {
    const target = { kind: 'user', id: user.userId, name: user.name } as const
    const { organizationId } = user
    const entry = this.#audit.toEntry({ organizationId, by, action, target, ...(details && { details }) })
    await within.record([entry])
    await within.publish(outboxEventsOf(user, entry))
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
