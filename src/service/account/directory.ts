import type { Newcomer } from '../../conference/event.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { bytesOfText, type Cache, type CacheBudget } from '../cache-budget.ts'
import type { Relay } from '../relay.ts'
import type { Eventually } from '../eventually.ts'
import type { App, Organization, SeededSuite, Suite, User } from './directory-entries.ts'
import type { AppQuery, DirectoryStore, PeopleSearch, SuiteQuery, UserPlace, UserQuery } from './directory-store.ts'
import type { DirectoryWriter, IndexedUser } from './directory-writer.ts'
import type { NamedPerson } from './passes.ts'
import type { SuiteWriter } from './suite-writer.ts'

/** A user without their texts. */
const USER_BYTES = 60

/**
 * Organizations, their people, and their apps. Every change of them passes through here, so that no cache uses what it
 * read before the change.
 */
export class Directory {
  readonly #store: DirectoryStore
  /** By organization and unionId. Empty if other processes write to the store. */
  readonly #users: Cache<string, User>
  #userRevision = 0
  #appRevision = 0
  readonly #relayAppsChanged: ((message: object) => void) | undefined

  /** @param relay tells other servers of changed apps. Without it they notice after some seconds */
  constructor(store: DirectoryStore, caches: CacheBudget, relay?: Relay) {
    this.#store = store
    this.#users = caches.open('users', { sizeOf: bytesOfUser })
    this.#relayAppsChanged = relay?.open('apps changed', { receive: () => void (this.#appRevision += 1) })
  }

  /**
   * Changes with every write of an app or a third-party app in this server, and when another server tells of one. What was derived from an app, such as the
   * scopes of a caller, is out of date as soon as this differs from its value before the app was read.
   */
  get appRevision(): number {
    return this.#appRevision
  }

  /** Known at once if the user is cached. */
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Eventually<User | undefined> {
    const key = `${organizationId} ${unionId}`
    return this.#users.get(key) ?? this.#loadUser(key, organizationId, unionId)
  }

  /** Those of the people who are in the organization, in no order. At most 500 are asked for. */
  listUsersByUnionId(organizationId: OrganizationId, unionIds: readonly UnionId[]): Promise<readonly User[]> {
    return this.#store.listUsersByUnionId(organizationId, unionIds)
  }

  /** Whether any organization has this person. */
  isPersonOfAny(unionId: UnionId): Promise<boolean> {
    return this.#store.isPersonOfAny(unionId)
  }

  /** Whether any organization has this person, and has not disabled them. */
  canSignInAnywhere(unionId: UnionId): Promise<boolean> {
    return this.#store.canSignInAnywhere(unionId)
  }

  /** Whether the organization deleted this person. */
  wasDeleted(...whose: Parameters<DirectoryStore['wasDeleted']>): Promise<boolean> {
    return this.#store.wasDeleted(...whose)
  }

  /** The people with the texts by which they are found, to be written within `change`. */
  toIndexed(users: readonly User[]): Promise<readonly IndexedUser[]> {
    return this.#store.toIndexed(users)
  }

  /** As `DirectoryStore.change`. */
  change<T>(organizationId: OrganizationId, work: (within: DirectoryWriter) => Promise<T>): Promise<T> {
    return this.#changeUsers(() => this.#store.change(organizationId, work))
  }

  /** The people who have what is looked up, by userId. */
  listUsersBy(...lookup: Parameters<DirectoryStore['listUsersBy']>): Promise<readonly User[]> {
    return this.#store.listUsersBy(...lookup)
  }

  /** People by userId, and how many there are in all. */
  pageUsersById(...page: Parameters<DirectoryStore['pageUsersById']>): ReturnType<DirectoryStore['pageUsersById']> {
    return this.#store.pageUsersById(...page)
  }

  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined> {
    return this.#store.findUserById(organizationId, userId)
  }

  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]> {
    return this.#store.listOrganizations(limit)
  }

  findOrganization(id: OrganizationId): Promise<Organization | undefined> {
    return this.#store.findOrganization(id)
  }

  /** As `DirectoryStore.findSsoSecret`. */
  findSsoSecret(id: OrganizationId): Promise<string | undefined> {
    return this.#store.findSsoSecret(id)
  }

  /** As `DirectoryStore.saveSsoSecret`. */
  saveSsoSecret(id: OrganizationId, hash: string): Promise<void> {
    return this.#store.saveSsoSecret(id, hash)
  }

  countOrganizations(): Promise<number> {
    return this.#store.countOrganizations()
  }

  /** One page of the people that `DirectoryStore.listPeople` finds, and whether there are more. */
  async pagePeople(
    organizationId: OrganizationId,
    search: PeopleSearch,
  ): Promise<{ people: readonly User[]; hasMore: boolean }> {
    const found = await this.#store.listPeople(organizationId, { ...search, limit: search.limit + 1 })
    return { people: found.slice(0, search.limit), hasMore: found.length > search.limit }
  }

  /** One page of the people that `DirectoryStore.pageUsers` finds, and where the next one begins, if there is one. */
  async pageUsers(
    organizationId: OrganizationId,
    query: UserQuery,
  ): Promise<Readonly<{ users: readonly User[]; next?: UserPlace }>> {
    const found = await this.#store.pageUsers(organizationId, { ...query, limit: query.limit + 1 })
    const page = found.slice(0, query.limit)
    const next = found.length > query.limit ? page.at(-1)?.place : undefined
    return { users: page.map(({ user }) => user), ...(next && { next }) }
  }

  /** The departments that people have, in order, up to `limit`. */
  listDepartments(organizationId: OrganizationId, limit: number): Promise<readonly string[]> {
    return this.#store.listDepartments(organizationId, limit)
  }

  /** One page of apps, and after which one the next page begins, if there is one. */
  async pageApps(
    organizationId: OrganizationId,
    page: AppQuery,
  ): Promise<Readonly<{ apps: readonly App[]; next?: NonNullable<AppQuery['after']> }>> {
    const found = await this.#store.pageApps(organizationId, { ...page, limit: page.limit + 1 })
    const apps = found.slice(0, page.limit)
    const last = found.length > page.limit ? apps.at(-1) : undefined
    return { apps, ...(last && { next: { name: last.name, clientId: last.clientId } }) }
  }

  /** As `DirectoryStore.change`, for a change of apps. It takes effect on all servers. */
  changeApps<T>(organizationId: OrganizationId, work: (within: DirectoryWriter) => Promise<T>): Promise<T> {
    return this.#changeApps(() => this.#store.change(organizationId, work))
  }

  findApp(clientId: string): Promise<App | undefined> {
    return this.#store.findApp(clientId)
  }

  findSuite(suiteKey: string): Promise<Suite | undefined> {
    return this.#store.findSuite(suiteKey)
  }

  /** One page of third-party apps, and after which one the next page begins, if there is one. */
  async pageSuites(
    page: SuiteQuery,
  ): Promise<Readonly<{ suites: readonly Suite[]; next?: NonNullable<SuiteQuery['after']> }>> {
    const found = await this.#store.pageSuites({ ...page, limit: page.limit + 1 })
    const suites = found.slice(0, page.limit)
    const last = found.length > page.limit ? suites.at(-1) : undefined
    return { suites, ...(last && { next: { name: last.name, suiteKey: last.suiteKey } }) }
  }

  /** As `DirectoryStore.changeSuite`. It takes effect on all servers. */
  changeSuite<T>(suiteKey: string, work: (within: SuiteWriter) => Promise<T>): Promise<T> {
    return this.#changeApps(() => this.#store.changeSuite(suiteKey, work))
  }

  /** Inserts or updates by corpId. */
  saveOrganization(organization: Organization): Promise<void> {
    return this.#store.saveOrganization(organization)
  }

  /**
   * Inserts an organization with a person and an app, all or nothing.
   *
   * @returns `false`, with nothing written, if there is an organization already
   */
  insertFirst(first: Parameters<DirectoryStore['insertFirst']>[0]): Promise<boolean> {
    return this.#changeUsers(() => this.#changeApps(() => this.#store.insertFirst(first)))
  }

  /** Inserts or updates by organization and userId. A password that the person chose is never overwritten. */
  saveUser(user: User): Promise<void> {
    return this.#changeUsers(() => this.#store.saveUser(user))
  }

  /** Stores a password that the person chose. @returns the user with it */
  async choosePassword(user: User, passwordHash: string): Promise<User> {
    await this.#changeUsers(() => this.#store.choosePassword(user, passwordHash))
    return { ...user, passwordHash, passwordChosen: true }
  }

  /** Inserts or updates by clientId. Its tokens have the new scopes at once; a new secret ends them. */
  saveApp(app: App): Promise<void> {
    return this.#changeApps(() => this.#store.saveApp(app))
  }

  /** As `saveApp`, by suiteKey. A withdrawn authorization ends the tokens for that organization. */
  saveSuite(suite: SeededSuite): Promise<void> {
    return this.#changeApps(() => this.#store.saveSuite(suite))
  }

  /** How `user` appears in the roster of a conference that `owner` owns. */
  async toNewcomer(user: User, owner: OrganizationId): Promise<Newcomer> {
    const insider = user.organizationId === owner ? user : await this.findUserByUnionId(owner, user.unionId)
    return {
      person: { kind: 'user', unionId: user.unionId },
      nick: user.name,
      ...(insider?.jobNumber !== undefined && { jobNumber: insider.jobNumber }),
      outside: insider === undefined,
    }
  }

  /** The person of a pass, as they appear in the roster of a conference that `owner` owns. */
  async withJobNumber({ person, nick, outside }: NamedPerson, owner: OrganizationId): Promise<Newcomer> {
    const isInsider = person.kind === 'user' && !outside
    const user = isInsider ? await this.findUserByUnionId(owner, person.unionId) : undefined
    return { person, nick, outside, ...(user?.jobNumber !== undefined && { jobNumber: user.jobNumber }) }
  }

  /** Whether the person has an account that is not disabled: an insider in the organization, an outsider in any. */
  mayTakePart(person: Pick<Newcomer, 'person' | 'outside'>, owner: OrganizationId): Promise<boolean> {
    return this.#mayTakePart(person, (unionId) => this.findUserByUnionId(owner, unionId))
  }

  /** As `mayTakePart`, but always read from the store: after a write, it sees what another server wrote before. */
  mayStillTakePart(person: Pick<Newcomer, 'person' | 'outside'>, owner: OrganizationId): Promise<boolean> {
    return this.#mayTakePart(person, (unionId) => this.#store.findUserByUnionId(owner, unionId))
  }

  async #mayTakePart(
    { person, outside }: Pick<Newcomer, 'person' | 'outside'>,
    find: (unionId: UnionId) => Eventually<User | undefined>,
  ): Promise<boolean> {
    if (person.kind !== 'user') return true
    if (outside) return this.canSignInAnywhere(person.unionId)
    const user = await find(person.unionId)
    return user !== undefined && !user.disabled
  }

  async #loadUser(key: string, organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined> {
    const revision = this.#userRevision
    const user = await this.#store.findUserByUnionId(organizationId, unionId)
    const isTrusted = this.#store.cacheTrust === 'until-own-write' && revision === this.#userRevision
    if (user && isTrusted) this.#users.set(key, user)
    return user
  }

  async #changeUsers<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } finally {
      this.#userRevision += 1
      this.#users.clear() // all of them, since the unionId of the user may have changed
    }
  }

  async #changeApps<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } finally {
      this.#appRevision += 1
      this.#relayAppsChanged?.({})
    }
  }
}

function bytesOfUser({ organizationId, userId, unionId, name, jobNumber, passwordHash }: User): number {
  const texts = [organizationId, userId, unionId, name, jobNumber, passwordHash]
  return texts.reduce((sum, text) => sum + bytesOfText(text), USER_BYTES)
}
