import { sql, type Kysely } from 'kysely'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import {
  toUserKey,
  type Account,
  type App,
  type Organization,
  type SeededSuite,
  type Suite,
  type User,
} from '../service/account/directory-entries.ts'
import type {
  AppQuery,
  DirectoryStore,
  ListedUser,
  PeopleSearch,
  SuiteQuery,
  UserQuery,
} from '../service/account/directory-store.ts'
import type { DirectoryWriter, IndexedUser, UserLookup } from '../service/account/directory-writer.ts'
import type { SuiteWriter } from '../service/account/suite-writer.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import { findApp, pageApps, saveApp } from './app-rows.ts'
import { BulkStatements } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import { SqlDirectoryWriter } from './directory-writer.ts'
import { wasErased } from './former-user-rows.ts'
import { inParts } from './in-parts.ts'
import { OutboxWriter } from './outbox-writer.ts'
import { listDepartments, listPeople, pageUsers } from './people-list.ts'
import { hasAccount, listUsersBy, pageUsersById } from './user-lookup.ts'
import { toSeededColumns } from './new-user-rows.ts'
import { toSearchTexts } from './search-texts.ts'
import { findSuite, pageSuites, saveSuite, SqlSuiteWriter } from './suite-rows.ts'
import { toFlag, type Schema } from './schema.ts'
import { keyOf, toPerson, toUser, USER_COLUMNS, type AccountRow, type PersonRow } from './user-rows.ts'
import { GroupedLookup } from './grouped-lookup.ts'

/** Organizations, people, apps and suites in SQL. */
export class SqlDirectoryStore implements DirectoryStore {
  readonly #db: Kysely<Schema>
  /** By `keyOf` the person. */
  readonly #users: GroupedLookup<string, User>
  readonly #dialect: Dialect

  readonly cacheTrust: CacheTrust

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#dialect = dialect
    this.cacheTrust = dialect.cacheTrust
    this.#db = db
    const listUsers = new BulkStatements(db, dialect).statement<PersonRow, AccountRow>(
      { organization_id: 'text', union_id: 'text' },
      (rows) => sql`select ${USER_COLUMNS} from (${rows}) as person join user_account
        on user_account.organization_id = person.organization_id and user_account.union_id = person.union_id`,
    )
    this.#users = new GroupedLookup(async (keys) => {
      const found = await listUsers(db, keys.map(toPerson))
      return new Map(found.map((row) => [keyOf(row), toUser(row)]))
    })
  }

  async saveOrganization({ id, name }: Organization): Promise<void> {
    await this.#db
      .insertInto('organization')
      .values({ id, name })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
      .execute()
  }

  async findSsoSecret(id: OrganizationId): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('organization')
      .select('sso_secret_hash')
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.sso_secret_hash ?? undefined
  }

  async saveSsoSecret(id: OrganizationId, sso_secret_hash: string): Promise<void> {
    await this.#db
      .updateTable('organization')
      .set({ sso_secret_hash })
      .where('id', '=', id)
      .where('sso_secret_renewed', '=', 0)
      .execute()
  }

  async saveUser(user: User): Promise<void> {
    const stored = await this.#userOf(user.organizationId).where('user_id', '=', user.userId).executeTakeFirst()
    const values = {
      union_id: user.unionId,
      name: user.name,
      job_number: user.jobNumber ?? null,
      admin: toFlag(user.admin),
      operator: toFlag(user.operator ?? false),
      ...(await toSeededColumns(user, stored)),
    }
    const kept = { department: user.department ?? null, email: user.email ?? null }
    const created = { user_id: user.userId, user_key: toUserKey(user.userId), password_chosen: toFlag(false), ...kept }
    const password_hash = user.passwordHash ?? null
    await this.#db
      .insertInto('user_account')
      .values({ organization_id: user.organizationId, ...created, password_hash, ...values })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'user_id']).doUpdateSet({
          ...values,
          department: sql`coalesce(excluded.department, user_account.department)`,
          email: sql`coalesce(excluded.email, user_account.email)`,
          password_hash: sql`case when user_account.password_chosen > 0 then user_account.password_hash
            else coalesce(excluded.password_hash, user_account.password_hash) end`,
        }),
      )
      .execute()
  }

  saveApp(app: App): Promise<void> {
    return saveApp(this.#db, app)
  }

  saveSuite(suite: SeededSuite): Promise<void> {
    return this.#db
      .transaction()
      .setIsolationLevel('read committed')
      .execute((transaction) => saveSuite(transaction, suite))
  }

  insertFirst({ organization, user, app }: Parameters<DirectoryStore['insertFirst']>[0]): Promise<boolean> {
    return this.#db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        await this.#dialect.lockStart(transaction)
        const within = new SqlDirectoryStore(transaction, this.#dialect)
        if ((await within.countOrganizations()) > 0) return false
        await within.saveOrganization(organization)
        await within.saveUser(user)
        await within.saveApp(app)
        return true
      })
  }

  async countOrganizations(): Promise<number> {
    const { known } = await this.#db
      .selectFrom('organization')
      .select((eb) => eb.fn.countAll<number>().as('known'))
      .executeTakeFirstOrThrow()
    return known
  }

  async findOrganization(id: OrganizationId): Promise<Organization | undefined> {
    return this.#db.selectFrom('organization').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  }

  async listOrganizations(limit: number): Promise<readonly Organization[]> {
    return this.#db
      .selectFrom('organization')
      .select(['id', 'name'])
      .orderBy('name')
      .orderBy('id')
      .limit(limit)
      .execute()
  }

  listPeople(organizationId: OrganizationId, search: PeopleSearch): Promise<readonly User[]> {
    return listPeople(this.#db, organizationId, search)
  }

  pageUsers(organizationId: OrganizationId, query: UserQuery): Promise<readonly ListedUser[]> {
    return pageUsers(this.#db, this.#dialect, organizationId, query)
  }

  listDepartments(organizationId: OrganizationId, limit: number): Promise<readonly string[]> {
    return listDepartments(this.#db, organizationId, limit)
  }

  listUsersBy(organizationId: OrganizationId, lookup: UserLookup): Promise<readonly User[]> {
    return listUsersBy(this.#db, organizationId, lookup)
  }

  pageUsersById(
    ...[id, page]: Parameters<DirectoryStore['pageUsersById']>
  ): ReturnType<DirectoryStore['pageUsersById']> {
    return pageUsersById(this.#db, id, page)
  }

  toIndexed(users: readonly User[]): Promise<readonly IndexedUser[]> {
    return inParts(users, (part) =>
      Promise.all(part.map(async (user) => ({ user, search: await toSearchTexts(user) }))),
    )
  }

  change<T>(organizationId: OrganizationId, work: (within: DirectoryWriter) => Promise<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        await this.#dialect.lockKey(transaction, `directory ${organizationId}`)
        // It may delete a person.
        return this.#dialect.overwriting(async () => {
          const writer = new SqlDirectoryWriter(transaction, this.#dialect, organizationId)
          const result = await work(writer)
          await new OutboxWriter(transaction, this.#dialect).write(transaction, writer.outboxEvents)
          return result
        })
      })
  }

  async wasDeleted(...[organizationId, ids]: Parameters<DirectoryStore['wasDeleted']>): Promise<boolean> {
    const within = new SqlDirectoryWriter(this.#db, this.#dialect, organizationId)
    const isDeleted = (await within.findFormerUserId(ids.unionId)) !== undefined
    return isDeleted || wasErased(this.#db, organizationId, ids)
  }

  async choosePassword({ organizationId, userId }: Account, password_hash: string): Promise<void> {
    await this.#db
      .updateTable('user_account')
      .set({ password_hash, password_chosen: toFlag(true) })
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
  }

  async findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined> {
    const row = await this.#userOf(organizationId).where('user_id', '=', userId).executeTakeFirst()
    return row && toUser(row)
  }

  async listUsersByUnionId(organizationId: OrganizationId, unionIds: readonly UnionId[]): Promise<readonly User[]> {
    if (unionIds.length === 0) return []
    const rows = await this.#userOf(organizationId).where('union_id', 'in', unionIds).execute()
    return rows.map(toUser)
  }

  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined> {
    return this.#users.find(keyOf({ organization_id: organizationId, union_id: unionId }))
  }

  isPersonOfAny(unionId: UnionId): Promise<boolean> {
    return hasAccount(this.#db, unionId, {})
  }

  canSignInAnywhere(unionId: UnionId): Promise<boolean> {
    return hasAccount(this.#db, unionId, { enabled: true })
  }

  #userOf(organizationId: OrganizationId) {
    return this.#db.selectFrom('user_account').selectAll().where('organization_id', '=', organizationId)
  }

  findApp(clientId: string): Promise<App | undefined> {
    return findApp(this.#db, clientId)
  }

  pageApps(organizationId: OrganizationId, query: AppQuery): Promise<readonly App[]> {
    return pageApps(this.#db, organizationId, query)
  }

  findSuite(suiteKey: string): Promise<Suite | undefined> {
    return findSuite(this.#db, suiteKey)
  }

  pageSuites(page: SuiteQuery): Promise<readonly Suite[]> {
    return pageSuites(this.#db, page)
  }

  changeSuite<T>(suiteKey: string, work: (within: SuiteWriter) => Promise<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        await this.#dialect.lockKey(transaction, `suite ${suiteKey}`)
        return work(new SqlSuiteWriter(transaction, this.#dialect, suiteKey))
      })
  }

  async findOrMakeServerSecret(name: string, make: () => string): Promise<string> {
    const known = await this.#findSecret(name)
    if (known !== undefined) return known
    await this.#db
      .insertInto('server_secret')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    // Read again: another node may have been the first.
    return (await this.#findSecret(name)) as string
  }

  async #findSecret(name: string): Promise<string | undefined> {
    const row = await this.#db.selectFrom('server_secret').select('value').where('name', '=', name).executeTakeFirst()
    return row?.value
  }
}
