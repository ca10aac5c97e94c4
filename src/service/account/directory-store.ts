import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { DirectoryWriter, IndexedUser, UserLookup } from './directory-writer.ts'
import type { Account, App, Organization, SeededSuite, Suite, User } from './directory-entries.ts'
import type { SuiteWriter } from './suite-writer.ts'

/** One page of a search for people. */
export type PeopleSearch = Readonly<{
  query: string
  /** How many of the found people come before the page. */
  from: number
  limit: number
}>

/** Where a person stands in the list of `pageUsers`. */
export type UserPlace = Readonly<{ rank: number; sort: string; userId: string }>

/** One page of the people of an organization. */
export type UserQuery = Readonly<{
  /** As in a search of colleagues; also by job number, department and email address. */
  query: string
  /**
   * Whether they can sign in. Absent for both. `without-password`: they are enabled, have no password, and did not come from the
   * identity provider. `without-own-password`: these, and those who have not replaced the password that they were given.
   */
  state?: 'enabled' | 'disabled' | 'without-password' | 'without-own-password'
  /** Only of this department. */
  department?: string
  /** Only administrators. */
  isAdministrator?: true
  after?: UserPlace
  limit: number
}>

/** One page of apps. `after`: the last one of the page before. */
export type AppQuery = Readonly<{ after?: Pick<App, 'name' | 'clientId'>; limit: number }>

/** One page of third-party apps. `after`: the last one of the page before. */
export type SuiteQuery = Readonly<{ after?: Pick<Suite, 'name' | 'suiteKey'>; limit: number }>

export type ListedUser = Readonly<{ user: User; place: UserPlace }>

export interface DirectoryStore {
  readonly cacheTrust: CacheTrust
  /** Inserts or updates by corpId. */
  saveOrganization(organization: Organization): Promise<void>
  /**
   * Inserts or updates by organization and userId; an absent `passwordHash`, `department` or `email` keeps the stored one. A
   * password that the person chose is never overwritten, and `disabled` stays as it is.
   */
  saveUser(user: User): Promise<void>
  /** Inserts or updates by clientId. An app that was revoked stays as it is, and so does a secret that was renewed. */
  saveApp(app: App): Promise<void>
  /** Inserts or updates by suiteKey, as `saveApp`. A name stays. */
  saveSuite(suite: SeededSuite): Promise<void>
  /**
   * Inserts an organization with a person and an app, all or nothing.
   *
   * @returns `false`, with nothing written, if there is an organization already
   */
  insertFirst(first: Readonly<{ organization: Organization; user: User; app: App }>): Promise<boolean>
  countOrganizations(): Promise<number>
  findOrganization(id: OrganizationId): Promise<Organization | undefined>
  /** The hash of the secret with which the organization asks who has signed in, if it has one. */
  findSsoSecret(id: OrganizationId): Promise<string | undefined>
  /** Replaces the hash, unless an administrator renewed the secret. */
  saveSsoSecret(id: OrganizationId, hash: string): Promise<void>
  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]>
  /**
   * People whose name or userId contains each word of the query, in any case, with or without diacritics; Chinese names also
   * by pinyin. Sorted by name; names that have a word beginning with the first one come first. Without words, everybody.
   * People who are disabled are left out.
   */
  listPeople(organizationId: OrganizationId, search: PeopleSearch): Promise<readonly User[]>
  /** As `UserQuery` says, in the order of `listPeople`, after a place in the list. */
  pageUsers(organizationId: OrganizationId, query: UserQuery): Promise<readonly ListedUser[]>
  /** The departments that people have, in order. */
  listDepartments(organizationId: OrganizationId, limit: number): Promise<readonly string[]>
  /** The people who have what is looked up, by userId. */
  listUsersBy(organizationId: OrganizationId, lookup: UserLookup): Promise<readonly User[]>
  /** People by userId, after the first `from`, and how many there are in all. */
  pageUsersById(
    organizationId: OrganizationId,
    page: Readonly<{ from: number; limit: number }>,
  ): Promise<Readonly<{ users: readonly User[]; total: number }>>
  /** The people with the texts by which they are found. Takes longer than the writes, so it comes before a transaction. */
  toIndexed(users: readonly User[]): Promise<readonly IndexedUser[]>
  /**
   * Runs `work` in one transaction. Those of one organization run one after the other. If it throws, nothing is written.
   */
  change<T>(organizationId: OrganizationId, work: (within: DirectoryWriter) => Promise<T>): Promise<T>
  /** Whether the organization deleted the person with this unionId, or erased one who had an id of these. */
  wasDeleted(organizationId: OrganizationId, ids: Readonly<{ unionId: UnionId; userId: string }>): Promise<boolean>
  /** Stores a password that the person chose. */
  choosePassword(account: Account, passwordHash: string): Promise<void>
  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined>
  /** Whether any organization has this person. */
  isPersonOfAny(unionId: UnionId): Promise<boolean>
  /** Whether any organization has this person, and has not disabled them. */
  canSignInAnywhere(unionId: UnionId): Promise<boolean>
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined>
  /** Those of the people who are in the organization, in no order. At most 500 are asked for. */
  listUsersByUnionId(organizationId: OrganizationId, unionIds: readonly UnionId[]): Promise<readonly User[]>
  /** The apps of an organization by name, after `after`. Those that were revoked are left out. */
  pageApps(organizationId: OrganizationId, page: AppQuery): Promise<readonly App[]>
  /** Not one that was revoked. */
  findApp(clientId: string): Promise<App | undefined>
  /** Not one that was revoked. */
  findSuite(suiteKey: string): Promise<Suite | undefined>
  /** Third-party apps by name. */
  pageSuites(page: SuiteQuery): Promise<readonly Suite[]>
  /** As `change`, for one third-party app. */
  changeSuite<T>(suiteKey: string, work: (within: SuiteWriter) => Promise<T>): Promise<T>
  /** The secret of that name; created by `make` on first use. */
  findOrMakeServerSecret(name: string, make: () => string): Promise<string>
}
