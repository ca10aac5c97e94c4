import type { EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { Scope } from './caller.ts'
import type { App, ScimNames, User } from './directory-entries.ts'
import type { PasswordLink } from './password-link-store.ts'
import type { PasswordMail } from './password-mail-store.ts'
import type { Logo, OrganizationSettings } from './settings-store.ts'

/** New values of a person. An absent one stays; `null` removes it. */
export type UserChanges = Readonly<{
  name?: string
  jobNumber?: string | null
  department?: string | null
  email?: string | null
  admin?: boolean
  operator?: boolean
  userName?: string
  externalId?: string | null
  scimNames?: ScimNames
  /** When the account was disabled. */
  disabledAt?: EpochMs | null
  /** Of a password that an administrator gives: the person has to choose another, and no seed replaces it. */
  givenPasswordHash?: string
  /** Of a password that the person chose themselves. No seed replaces it. */
  chosenPasswordHash?: string
}>

/** New values of an app. An absent one stays. */
export type AppChanges = Readonly<{
  name?: string
  scopes?: readonly Scope[]
  /** A new secret, which no seed replaces, and how long the former one stays valid. */
  secret?: Readonly<{ hash: string; former: NonNullable<App['formerSecret']> }>
  revokedAt?: EpochMs
}>

/** A person to insert, with the texts by which the store finds them; made by `DirectoryStore.toIndexed`. */
export type IndexedUser = Readonly<{ user: User; search: unknown; disabledAt?: EpochMs }>

/** By what people are found one at a time. `userName`: as `userNameOf` gives it, ignoring case and width. `email`: ignoring case. */
export type UserLookup = Readonly<{ by: 'userName' | 'externalId' | 'subject' | 'email'; value: string }>

/** Reads and writes one organization within a transaction. */
export interface DirectoryWriter {
  findUser(userId: string): Promise<User | undefined>
  findUserByUnionId(unionId: UnionId): Promise<User | undefined>
  /** The people who have what is looked up, by userId. */
  listUsersBy(lookup: UserLookup): Promise<readonly User[]>
  /** The userId of a person who was deleted. */
  findFormerUserId(unionId: UnionId): Promise<string | undefined>
  /** Whether somebody who was deleted or erased signed in at the identity provider as this. */
  wasSignIn(signIn: Readonly<{ userName: string; subject: string }>): Promise<boolean>
  /** The unionIds of all people with this userId who were deleted. */
  listFormerUnionIds(userId: string): Promise<readonly UnionId[]>
  /**
   * Begins to replace a person in the past. `name`: of their account. One erasure of a person stays the only one. A seed does
   * not bring back who has one of the ids.
   */
  insertErasure(
    erasure: Readonly<{ unionId: UnionId; userId: string; name?: string; pseudonym: string; at: EpochMs }>,
  ): Promise<void>
  /** The people whose erasure is not finished. */
  listErasures(): Promise<readonly Readonly<{ unionId: UnionId; userId: string }>[]>
  /** Whether any organization has or had a person with this unionId. */
  isUnionIdKnown(unionId: UnionId): Promise<boolean>
  /** Whether somebody else administers the organization, and can sign in. */
  hasOtherAdministrator(userId: string): Promise<boolean>
  /** Those of the people who are in the organization. */
  listUsers(userIds: readonly string[]): Promise<readonly User[]>
  /** Who has or had the unionIds, in any organization. */
  listUnionIdOwners(
    unionIds: readonly UnionId[],
  ): Promise<ReadonlyMap<UnionId, readonly Readonly<{ organizationId: OrganizationId; userId: string }>[]>>
  /** The administrators who can sign in. */
  listAdministratorIds(): Promise<readonly string[]>
  /** Inserts people, or updates what an import changes of those who are there. */
  saveUsers(users: readonly IndexedUser[]): Promise<void>
  insertUsers(users: readonly IndexedUser[]): Promise<void>
  /** `search`: the texts of the new name, if it changes. */
  updateUser(userId: string, changes: UserChanges, search?: IndexedUser['search']): Promise<void>
  /** Deletes the account and its sign-ins. Its unionId is remembered. */
  deleteUser(user: User): Promise<void>
  /** Ends all web sessions of the person. @returns how many there were */
  deleteSignIns(userId: string): Promise<number>
  /** Stores a link for a new password. The former one that the person got in the same way is gone. */
  savePasswordLink(link: Omit<PasswordLink, 'organizationId'>): Promise<void>
  /** Gives a link and deletes it, so that it is taken once. */
  takePasswordLink(tokenHash: string): Promise<PasswordLink | undefined>
  /** Has a link for a new password mailed, in place of a mail that waits already. */
  savePasswordMail(mail: Omit<PasswordMail, 'organizationId'>): Promise<void>
  deletePasswordLinks(userId: string): Promise<void>
  /** Whether an app or a suite has or had this id, in any organization. */
  isClientKnown(clientId: string): Promise<boolean>
  /** Of any organization; not one that was revoked. */
  findApp(clientId: string): Promise<App | undefined>
  insertApp(app: App): Promise<void>
  updateApp(clientId: string, changes: AppChanges): Promise<void>
  /** Replaces the addresses to which an app may send people back. */
  saveRedirectUris(clientId: string, uris: readonly string[]): Promise<void>
  /** @returns `false` if there is no organization */
  renameOrganization(name: string): Promise<boolean>
  /** Stores the hash of a new secret, which no seed replaces. @returns `false` if there is no organization */
  renewSsoSecret(hash: string): Promise<boolean>
  /** @returns `false`, with nothing written, if there is one already */
  insertOrganization(name: string): Promise<boolean>
  /** The settings of the organization; the default ones if it chose none. */
  loadSettings(): Promise<OrganizationSettings>
  /** `deletesAt`: when its retention begins to delete. Absent: as before. */
  saveSettings(settings: OrganizationSettings, options: Readonly<{ deletesAt?: EpochMs }>): Promise<void>
  /** Replaces the logo, or removes it. The settings name it by its hash. */
  saveLogo(logo: (Logo & Readonly<{ hash: string }>) | undefined): Promise<void>
  record(entries: readonly AuditEntry[]): Promise<void>
  /** The events about the changes. The last thing that a transaction does. */
  publish(events: readonly NewOutboxEvent[]): Promise<void>
}
