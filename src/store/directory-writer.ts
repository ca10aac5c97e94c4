import { sql, type Kysely } from 'kysely'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { NewOutboxEvent } from '../service/outbox/outbox-event.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import { toUserKey, userNameOf, type App, type User } from '../service/account/directory-entries.ts'
import type {
  AppChanges,
  DirectoryWriter,
  IndexedUser,
  UserChanges,
  UserLookup,
} from '../service/account/directory-writer.ts'
import type { PasswordLink } from '../service/account/password-link-store.ts'
import type { PasswordMail } from '../service/account/password-mail-store.ts'
import type { OrganizationSettings } from '../service/account/settings-store.ts'
import { BulkStatements, insertInto, type Bulk } from './bulk.ts'
import { findApp, insertApp, updateApp } from './app-rows.ts'
import { SqlAuditStore } from './audit-store.ts'
import type { Dialect } from './dialect.ts'
import { inParts } from './in-parts.ts'
import { insertErasure, isUnionIdKnown, listErasures, listFormerUnionIds, wasSignIn } from './former-user-rows.ts'
import { insertOrganization, updateOrganization } from './organization-rows.ts'
import { deletePasswordLinks, savePasswordLink, takePasswordLink } from './password-link-store.ts'
import { savePasswordMail } from './password-mail-store.ts'
import { saveRedirectUris } from './redirect-uri-rows.ts'
import { findSettings, saveLogo, saveSettings } from './settings-store.ts'
import { FIXED_USER_COLUMNS, NEW_USER_COLUMNS, toChangedColumns, toNewRows, type NewUserRow } from './new-user-rows.ts'
import { toDetailText } from './search-texts.ts'
import { isClientKnown } from './suite-rows.ts'
import type { Schema, UserRow } from './schema.ts'
import { listUsersBy } from './user-lookup.ts'
import { toUser, USER_COLUMNS, type AccountRow, type PersonRow } from './user-rows.ts'

type UserKeyRow = Pick<UserRow, 'organization_id' | 'user_id'>
type OwnerRow = PersonRow & UserKeyRow

/** One organization in a transaction. */
export class SqlDirectoryWriter implements DirectoryWriter {
  /** To be written at the end of the transaction. */
  readonly outboxEvents: NewOutboxEvent[] = []
  readonly #db: Kysely<Schema>
  readonly #organizationId: OrganizationId
  readonly #audit: SqlAuditStore
  readonly #insertUsers: Bulk<NewUserRow, never>
  readonly #saveUsers: Bulk<NewUserRow, never>
  readonly #listUsers: Bulk<UserKeyRow, AccountRow>
  readonly #listOwners: Bulk<PersonRow, OwnerRow>

  /** `db` is a transaction. */
  constructor(db: Kysely<Schema>, dialect: Dialect, organizationId: OrganizationId) {
    this.#db = db
    this.#organizationId = organizationId
    this.#audit = new SqlAuditStore(db, dialect)
    const bulk = new BulkStatements(db, dialect)
    this.#insertUsers = bulk.statement<NewUserRow>(
      NEW_USER_COLUMNS,
      (rows) => sql`${insertInto('user_account', NEW_USER_COLUMNS)} ${rows}`,
    )
    this.#saveUsers = bulk.upsert<NewUserRow>('user_account', NEW_USER_COLUMNS, {
      key: ['organization_id', 'user_id'],
      fixed: FIXED_USER_COLUMNS,
    })
    this.#listUsers = bulk.statement<UserKeyRow, AccountRow>(
      { organization_id: 'text', user_id: 'text' },
      (rows) => sql`select ${USER_COLUMNS} from (${rows}) as given join user_account
        on user_account.organization_id = given.organization_id and user_account.user_id = given.user_id`,
    )
    const ownersIn = (table: 'user_account' | 'former_user') => sql`
      select owner.organization_id, owner.union_id, owner.user_id from given join ${sql.table(table)} as owner
        on owner.organization_id = given.organization_id and owner.union_id = given.union_id`
    this.#listOwners = bulk.statement<PersonRow, OwnerRow>(
      { organization_id: 'text', union_id: 'text' },
      (rows) => sql`with given as (${rows}) ${ownersIn('user_account')} union all ${ownersIn('former_user')}`,
    )
  }

  async findUser(userId: string): Promise<User | undefined> {
    const row = await this.#users().where('user_id', '=', userId).executeTakeFirst()
    return row && toUser(row)
  }

  async findUserByUnionId(unionId: UnionId): Promise<User | undefined> {
    const row = await this.#users().where('union_id', '=', unionId).executeTakeFirst()
    return row && toUser(row)
  }

  listUsersBy(lookup: UserLookup): Promise<readonly User[]> {
    return listUsersBy(this.#db, this.#organizationId, lookup)
  }

  async findFormerUserId(unionId: UnionId): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('former_user')
      .select('user_id')
      .where('organization_id', '=', this.#organizationId)
      .where('union_id', '=', unionId)
      .executeTakeFirst()
    return row?.user_id
  }

  wasSignIn(signIn: Parameters<DirectoryWriter['wasSignIn']>[0]): Promise<boolean> {
    return wasSignIn(this.#db, this.#organizationId, signIn)
  }

  listFormerUnionIds(userId: string): Promise<readonly UnionId[]> {
    return listFormerUnionIds(this.#db, this.#organizationId, userId)
  }

  insertErasure(erasure: Parameters<DirectoryWriter['insertErasure']>[0]): Promise<void> {
    return insertErasure(this.#db, this.#organizationId, erasure)
  }

  listErasures() {
    return listErasures(this.#db, this.#organizationId)
  }

  isUnionIdKnown(unionId: UnionId): Promise<boolean> {
    return isUnionIdKnown(this.#db, unionId)
  }

  async hasOtherAdministrator(userId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('user_account')
      .select('user_id')
      .where('organization_id', '=', this.#organizationId)
      .where('user_id', '!=', userId)
      .where('admin', '=', 1)
      .where('disabled_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  async listUsers(userIds: readonly string[]): Promise<readonly User[]> {
    const keys = userIds.map((user_id) => ({ organization_id: this.#organizationId, user_id }))
    const rows = await inParts(keys, (part) => this.#listUsers(this.#db, part))
    return rows.map(toUser)
  }

  async listUnionIdOwners(unionIds: readonly UnionId[]) {
    const { rows: organizations } = await sql<{ id: OrganizationId }>`select id from organization`.execute(this.#db)
    const keys = unionIds.flatMap((union_id) =>
      organizations.map(({ id: organization_id }) => ({ organization_id, union_id })),
    )
    const owners = new Map<UnionId, { organizationId: OrganizationId; userId: string }[]>()
    for (const { organization_id, union_id, user_id } of await inParts(keys, (part) =>
      this.#listOwners(this.#db, part),
    )) {
      const all = owners.get(union_id) ?? []
      owners.set(union_id, [...all, { organizationId: organization_id, userId: user_id }])
    }
    return owners
  }

  async listAdministratorIds(): Promise<readonly string[]> {
    const rows = await this.#users().where('admin', '=', 1).where('disabled_at', 'is', null).execute()
    return rows.map(({ user_id }) => user_id)
  }

  async saveUsers(users: readonly IndexedUser[]): Promise<void> {
    await inParts(toNewRows(this.#organizationId, users), (part) => this.#saveUsers(this.#db, part))
  }

  async insertUsers(users: readonly IndexedUser[]): Promise<void> {
    await this.#insertUsers(this.#db, toNewRows(this.#organizationId, users))
  }

  async updateUser(userId: string, changes: UserChanges, search?: IndexedUser['search']): Promise<void> {
    const values = { ...toChangedColumns(changes, search), ...(await this.#detailsOf(userId, changes)) }
    if (Object.keys(values).length === 0) return
    await this.#db
      .updateTable('user_account')
      .set(values)
      .where('organization_id', '=', this.#organizationId)
      .where('user_id', '=', userId)
      .execute()
  }

  /** The text by which the person is found after changes of their details. */
  async #detailsOf(userId: string, changes: UserChanges): Promise<Readonly<{ detail_text?: string }>> {
    const { jobNumber, department, email } = changes
    if (jobNumber === undefined && department === undefined && email === undefined) return {}
    const given = Object.entries({ jobNumber, department, email }).filter(([, text]) => text !== undefined)
    return { detail_text: toDetailText({ ...(await this.findUser(userId)), ...Object.fromEntries(given) }) }
  }

  async deleteUser(user: User): Promise<void> {
    const { userId, unionId } = user
    await this.deleteSignIns(userId)
    await this.#db
      .deleteFrom('user_account')
      .where('organization_id', '=', this.#organizationId)
      .where('user_id', '=', userId)
      .execute()
    const signIn = { user_key: toUserKey(userNameOf(user)), subject: user.subject ?? null }
    const former = { organization_id: this.#organizationId, union_id: unionId, user_id: userId, ...signIn }
    await this.#db
      .insertInto('former_user')
      .values(former)
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'union_id']).doUpdateSet({ user_id: userId, ...signIn }),
      )
      .execute()
  }

  async deleteSignIns(userId: string): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('web_session')
      .where('organization_id', '=', this.#organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  }

  savePasswordLink(link: Omit<PasswordLink, 'organizationId'>): Promise<void> {
    return savePasswordLink(this.#db, { ...link, organizationId: this.#organizationId })
  }

  takePasswordLink(tokenHash: string): Promise<PasswordLink | undefined> {
    return takePasswordLink(this.#db, tokenHash)
  }

  deletePasswordLinks(userId: string): Promise<void> {
    return deletePasswordLinks(this.#db, { organizationId: this.#organizationId, userId })
  }

  savePasswordMail(mail: Omit<PasswordMail, 'organizationId'>): Promise<void> {
    return savePasswordMail(this.#db, { ...mail, organizationId: this.#organizationId })
  }

  isClientKnown(clientId: string): Promise<boolean> {
    return isClientKnown(this.#db, clientId)
  }

  findApp(clientId: string): Promise<App | undefined> {
    return findApp(this.#db, clientId)
  }

  insertApp(app: App): Promise<void> {
    return insertApp(this.#db, app)
  }

  updateApp(clientId: string, changes: AppChanges): Promise<void> {
    return updateApp(this.#db, clientId, changes)
  }

  saveRedirectUris(clientId: string, uris: readonly string[]): Promise<void> {
    return saveRedirectUris(this.#db, clientId, uris)
  }

  renameOrganization(name: string): Promise<boolean> {
    return updateOrganization(this.#db, this.#organizationId, { name })
  }

  renewSsoSecret(sso_secret_hash: string): Promise<boolean> {
    return updateOrganization(this.#db, this.#organizationId, { sso_secret_hash, sso_secret_renewed: 1 })
  }

  insertOrganization(name: string): Promise<boolean> {
    return insertOrganization(this.#db, { id: this.#organizationId, name })
  }

  loadSettings(): Promise<OrganizationSettings> {
    return findSettings(this.#db, this.#organizationId)
  }

  saveSettings(settings: OrganizationSettings, options: Readonly<{ deletesAt?: EpochMs }>): Promise<void> {
    return saveSettings(this.#db, this.#organizationId, settings, options)
  }

  saveLogo(logo: Parameters<DirectoryWriter['saveLogo']>[0]): Promise<void> {
    return saveLogo(this.#db, this.#organizationId, logo)
  }

  async record(entries: readonly AuditEntry[]): Promise<void> {
    await this.#audit.insertAll(entries)
  }

  async publish(events: readonly NewOutboxEvent[]): Promise<void> {
    this.outboxEvents.push(...events)
  }

  #users() {
    return this.#db.selectFrom('user_account').selectAll().where('organization_id', '=', this.#organizationId)
  }
}
