import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { Account, App, Organization, Suite, User } from './directory-entries.ts'

export interface DirectoryStore {
  readonly cacheTrust: CacheTrust
  /** Inserts or updates by corpId. */
  saveOrganization(organization: Organization): Promise<void>
  /**
   * Inserts or updates by organization and userId; an absent `passwordHash` keeps the stored one. A
   * password that the person chose is never overwritten.
   */
  saveUser(user: User): Promise<void>
  /** Inserts or updates by clientId. */
  saveApp(app: App): Promise<void>
  /** Inserts or updates by suiteKey. */
  saveSuite(suite: Suite): Promise<void>
  countOrganizations(): Promise<number>
  findOrganization(id: OrganizationId): Promise<Organization | undefined>
  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]>
  /** People whose name or userId begins with `prefix`, in any case; by name. */
  listPeopleByPrefix(organizationId: OrganizationId, prefix: string, limit: number): Promise<readonly User[]>
  /** Stores a password that the person chose. */
  choosePassword(account: Account, passwordHash: string): Promise<void>
  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined>
  /** Whether any organization has this person. */
  isPersonOfAny(unionId: UnionId): Promise<boolean>
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined>
  findApp(clientId: string): Promise<App | undefined>
  findSuite(suiteKey: string): Promise<Suite | undefined>
  /** The secret of that name; created by `make` on first use. */
  findOrMakeServerSecret(name: string, make: () => string): Promise<string>
}
