import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { Account, App, Organization, Suite, User } from './directory-entries.ts'

/** One page of a search for people. */
export type PeopleSearch = Readonly<{
  query: string
  /** How many of the found people come before the page. */
  from: number
  limit: number
}>

export interface DirectoryStore {
  readonly cacheTrust: CacheTrust
  /** Inserts or updates by corpId. */
  saveOrganization(organization: Organization): Promise<void>
  /**
   * Inserts or updates by organization and userId; an absent `passwordHash`, `department` or `email` keeps the stored one. A
   * password that the person chose is never overwritten, and `disabled` stays as it is.
   */
  saveUser(user: User): Promise<void>
  /** Inserts or updates by clientId. */
  saveApp(app: App): Promise<void>
  /** Inserts or updates by suiteKey. */
  saveSuite(suite: Suite): Promise<void>
  /**
   * Inserts an organization with a person and an app, all or nothing.
   *
   * @returns `false`, with nothing written, if there is an organization already
   */
  insertFirst(first: Readonly<{ organization: Organization; user: User; app: App }>): Promise<boolean>
  countOrganizations(): Promise<number>
  findOrganization(id: OrganizationId): Promise<Organization | undefined>
  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]>
  /**
   * People whose name or userId contains each word of the query, in any case, with or without diacritics; Chinese names also
   * by pinyin. Sorted by name; names that have a word beginning with the first one come first. Without words, everybody.
   */
  listPeople(organizationId: OrganizationId, search: PeopleSearch): Promise<readonly User[]>
  /** Stores a password that the person chose. */
  choosePassword(account: Account, passwordHash: string): Promise<void>
  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined>
  /** Whether any organization has this person. */
  isPersonOfAny(unionId: UnionId): Promise<boolean>
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined>
  /** Those of the people who are in the organization, in no order. At most 500 are asked for. */
  listUsersByUnionId(organizationId: OrganizationId, unionIds: readonly UnionId[]): Promise<readonly User[]>
  findApp(clientId: string): Promise<App | undefined>
  findSuite(suiteKey: string): Promise<Suite | undefined>
  /** The secret of that name; created by `make` on first use. */
  findOrMakeServerSecret(name: string, make: () => string): Promise<string>
}
