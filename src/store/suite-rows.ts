import { sql, type Kysely } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { Scope } from '../service/account/caller.ts'
import type { SeededSuite, Suite } from '../service/account/directory-entries.ts'
import type { SuiteQuery } from '../service/account/directory-store.ts'
import type { SuiteChanges, SuiteWriter } from '../service/account/suite-writer.ts'
import { toSecretColumns } from './app-rows.ts'
import { SqlAuditStore } from './audit-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'

/** One third-party app in a transaction. */
export class SqlSuiteWriter implements SuiteWriter {
  readonly #db: Kysely<Schema>
  readonly #suiteKey: string
  readonly #audit: SqlAuditStore

  /** `db` is a transaction. */
  constructor(db: Kysely<Schema>, dialect: Dialect, suiteKey: string) {
    this.#db = db
    this.#suiteKey = suiteKey
    this.#audit = new SqlAuditStore(db, dialect)
  }

  find(): Promise<Suite | undefined> {
    return findSuite(this.#db, this.#suiteKey)
  }

  isClientKnown(): Promise<boolean> {
    return isClientKnown(this.#db, this.#suiteKey)
  }

  async listKnown(organizationIds: readonly OrganizationId[]): Promise<readonly OrganizationId[]> {
    if (organizationIds.length === 0) return []
    const rows = await this.#db.selectFrom('organization').select('id').where('id', 'in', organizationIds).execute()
    return rows.map(({ id }) => id)
  }

  async insert({ name, ...suite }: Suite): Promise<void> {
    await this.#db
      .insertInto('suite')
      .values({ ...toValues(suite), name, secret_renewed: 1 })
      .execute()
    await saveAuthorizations(this.#db, suite)
  }

  async update({ name, scopes, secret, revokedAt, authorized }: SuiteChanges): Promise<void> {
    const values = {
      ...(name !== undefined && { name }),
      ...(scopes && { scopes: JSON.stringify(scopes) }),
      ...(secret && toSecretColumns(secret)),
      ...(revokedAt !== undefined && { revoked_at: revokedAt }),
    }
    if (Object.keys(values).length > 0)
      await this.#db.updateTable('suite').set(values).where('suite_key', '=', this.#suiteKey).execute()
    if (authorized) await saveAuthorizations(this.#db, { suiteKey: this.#suiteKey, authorized })
  }

  record(entries: readonly AuditEntry[]): Promise<void> {
    return this.#audit.insertAll(entries)
  }
}

/** Inserts or updates by key, in a transaction. A revoked suite stays as it is, and so do a name and a renewed secret. */
export async function saveSuite(db: Kysely<Schema>, suite: SeededSuite): Promise<void> {
  const { suite_key, secret_hash, ...values } = toValues(suite)
  // This upsert also makes two nodes that import the same seed wait for each other.
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('suite')
    .values({ suite_key, secret_hash, ...values, name: suite_key, secret_renewed: 0 })
    .onConflict((conflict) =>
      conflict
        .column('suite_key')
        .doUpdateSet({
          ...values,
          secret_hash: sql`case when suite.secret_renewed = 1 then suite.secret_hash else excluded.secret_hash end`,
        })
        .where('suite.revoked_at', 'is', null),
    )
    .executeTakeFirstOrThrow()
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) await saveAuthorizations(db, suite)
}

async function saveAuthorizations(
  db: Kysely<Schema>,
  { suiteKey, authorized }: Pick<Suite, 'suiteKey' | 'authorized'>,
): Promise<void> {
  await db.deleteFrom('suite_authorization').where('suite_key', '=', suiteKey).execute()
  const rows = [...new Set(authorized)].map((organization_id, position) => ({
    suite_key: suiteKey,
    organization_id,
    position,
  }))
  if (rows.length > 0) await db.insertInto('suite_authorization').values(rows).execute()
}

export async function findSuite(db: Kysely<Schema>, suiteKey: string): Promise<Suite | undefined> {
  // One statement, so that a suite is not read between the two writes that save it.
  const rows = await selectSuites(db).where('suite.suite_key', '=', suiteKey).orderBy('position').execute()
  return toSuites(rows)[0]
}

/** By name. */
export async function pageSuites(db: Kysely<Schema>, { after, limit }: SuiteQuery): Promise<readonly Suite[]> {
  const page = db
    .selectFrom('suite')
    .select('suite_key')
    .where('revoked_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(name, suite_key) > (${after?.name ?? ''}, ${after?.suiteKey ?? ''})`),
    )
    .orderBy('name')
    .orderBy('suite_key')
    .limit(limit)
  const rows = await selectSuites(db)
    .where('suite.suite_key', 'in', page)
    .orderBy('suite.name')
    .orderBy('suite.suite_key')
    .orderBy('position')
    .execute()
  return toSuites(rows)
}

export async function isClientKnown(db: Kysely<Schema>, clientId: string): Promise<boolean> {
  const app = await db.selectFrom('app').select('client_id').where('client_id', '=', clientId).executeTakeFirst()
  const suite = await db.selectFrom('suite').select('suite_key').where('suite_key', '=', clientId).executeTakeFirst()
  return app !== undefined || suite !== undefined
}

function selectSuites(db: Kysely<Schema>) {
  return db
    .selectFrom('suite')
    .leftJoin('suite_authorization', 'suite_authorization.suite_key', 'suite.suite_key')
    .select(['suite.suite_key', 'suite.name', 'secret_hash', 'ticket_hash', 'scopes', 'organization_id'])
    .select(['former_secret_hash', 'former_until'])
    .where('suite.revoked_at', 'is', null)
}

type SuiteRows = Awaited<ReturnType<ReturnType<typeof selectSuites>['execute']>>

/** One suite for all rows of a key, in their order. */
function toSuites(rows: SuiteRows): readonly Suite[] {
  return [...Map.groupBy(rows, ({ suite_key }) => suite_key).values()].flatMap((group): Suite[] => {
    const [row] = group
    if (!row) return []
    const { former_secret_hash: hash, former_until: until } = row
    const suite: Suite = {
      suiteKey: row.suite_key,
      name: row.name,
      secretHash: row.secret_hash,
      ...(hash !== null && until !== null && { formerSecret: { hash, until } }),
      ...(row.ticket_hash !== null && { ticketHash: row.ticket_hash }),
      scopes: JSON.parse(row.scopes) as Scope[],
      authorized: group.flatMap(({ organization_id }) => organization_id ?? []),
    }
    return [suite]
  })
}

function toValues({ suiteKey, secretHash, ticketHash, scopes }: SeededSuite) {
  return {
    suite_key: suiteKey,
    secret_hash: secretHash,
    ticket_hash: ticketHash ?? null,
    scopes: JSON.stringify(scopes),
  }
}
