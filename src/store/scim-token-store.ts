import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { ScimToken, ScimTokenStore } from '../service/account/scim-token-store.ts'
import { SqlAuditStore } from './audit-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'

/** The tokens of company directories in SQL. */
export class SqlScimTokenStore implements ScimTokenStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async find(tokenHash: string): Promise<ScimToken | undefined> {
    const row = await this.#tokens().where('token_hash', '=', tokenHash).executeTakeFirst()
    return row && toToken(row)
  }

  async list(organizationId: OrganizationId): Promise<readonly ScimToken[]> {
    const rows = await this.#tokens()
      .where('organization_id', '=', organizationId)
      .orderBy('made_at', 'desc')
      .orderBy('ends_at', (order) => order.desc().nullsFirst())
      .execute()
    return rows.map(toToken)
  }

  replace(
    { tokenHash, organizationId, id, madeAt }: ScimToken,
    formerUntil: EpochMs,
    entry: AuditEntry,
  ): Promise<void> {
    return this.#change(organizationId, entry, async (transaction) => {
      // Only the latest of the former ones stays.
      await transaction
        .deleteFrom('scim_token')
        .where('organization_id', '=', organizationId)
        .where('ends_at', 'is not', null)
        .execute()
      await transaction
        .updateTable('scim_token')
        .set({ ends_at: formerUntil })
        .where('organization_id', '=', organizationId)
        .execute()
      await transaction
        .insertInto('scim_token')
        .values({ token_hash: tokenHash, organization_id: organizationId, id, made_at: madeAt, ends_at: null })
        .execute()
      return true
    })
  }

  async deleteAll(organizationId: OrganizationId, entry: AuditEntry): Promise<void> {
    await this.#change(organizationId, entry, async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('scim_token')
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    })
  }

  /** Runs `work` in a transaction, and writes the entry if it changed something. */
  #change(
    organizationId: OrganizationId,
    entry: AuditEntry,
    work: (transaction: Kysely<Schema>) => Promise<boolean>,
  ): Promise<void> {
    return this.#db.transaction().execute(async (transaction) => {
      await this.#dialect.lockKey(transaction, `scim token ${organizationId}`)
      if (await work(transaction)) await new SqlAuditStore(transaction, this.#dialect).insert(entry)
    })
  }

  #tokens() {
    return this.#db.selectFrom('scim_token').selectAll()
  }
}

function toToken(row: Schema['scim_token']): ScimToken {
  return {
    tokenHash: row.token_hash,
    organizationId: row.organization_id,
    id: row.id,
    madeAt: row.made_at,
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
  }
}
