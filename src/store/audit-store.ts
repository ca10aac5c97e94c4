import { sql, type Kysely, type RawBuilder } from 'kysely'
import { toStorable } from '../../contract/text/storable.ts'
import type { OrganizationId } from '../conference/identity.ts'
import { actorIdOf, type AuditEntry } from '../service/account/audit-entry.ts'
import type { AuditFilter, AuditPosition, AuditStore } from '../service/account/audit-store.ts'
import { inParts } from './in-parts.ts'
import { BulkStatements, insertInto, type Bulk } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import type { AuditRow, Schema } from './schema.ts'

/** The columns of an entry. */
export const AUDIT = {
  organization_id: 'text',
  at: 'bigint',
  id: 'text',
  action: 'text',
  actor: 'text',
  target: 'text',
  body: 'text',
} as const

/** The audit log in SQL. */
export class SqlAuditStore implements AuditStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect
  readonly #insertAll: Bulk<AuditRow, never>

  /** `db` may be a transaction, which then contains what is inserted. */
  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
    this.#insertAll = new BulkStatements(db, dialect).statement<AuditRow>(
      AUDIT,
      (rows) => sql`${insertInto('audit', AUDIT)} ${rows}`,
    )
  }

  async insert(entry: AuditEntry): Promise<void> {
    await this.#db.insertInto('audit').values(toAuditRow(entry)).execute()
  }

  /** All of them, part by part. */
  async insertAll(entries: readonly AuditEntry[]): Promise<void> {
    await inParts(entries.map(toAuditRow), (part) => this.#insertAll(this.#db, part))
  }

  async list(
    organizationId: OrganizationId,
    filter: AuditFilter,
    { after, limit }: Readonly<{ after?: AuditPosition; limit: number }>,
  ): Promise<readonly AuditEntry[]> {
    const { from, to } = filter
    const [column, value] = narrowest(filter) ?? []
    const index = column === undefined ? sql`` : this.#dialect.indexedBy(`audit_${column}_idx`)
    const { rows } = await sql<AuditRow>`select * from audit ${index} where organization_id = ${organizationId}
      ${column === undefined ? sql`` : sql`and ${sql.ref(column)} = ${toStorable(value ?? '')}`}
      ${matching(filter, column)}
      and at between ${from ?? 0} and ${Math.min(after?.at ?? END, (to ?? END) - 1)}
      ${after ? sql`and (at, id) < (${after.at}, ${after.id})` : sql``}
      order by at desc, id desc limit ${limit}`.execute(this.#db)
    return rows.map(toEntry)
  }
}

/** After all times. */
const END = Number.MAX_SAFE_INTEGER

const COLUMNS = ['target', 'actor', 'action'] as const

/** The filter that fewest entries match, usually. SQLite would rate its index as no better than the primary key. */
function narrowest(filter: AuditFilter) {
  const column = COLUMNS.find((name) => filter[name] !== undefined)
  return column && ([column, filter[column] as string] as const)
}

/** The conditions of the filters beside that of `indexed`. */
function matching(filter: AuditFilter, indexed: string | undefined): RawBuilder<unknown> {
  const others = COLUMNS.filter((name) => name !== indexed && filter[name] !== undefined)
  if (others.length === 0) return sql``
  return sql`and ${sql.join(
    others.map((name) => sql`${sql.ref(name)} = ${toStorable(filter[name] as string)}`),
    sql` and `,
  )}`
}

/** The row of an entry. */
export function toAuditRow({ id, organizationId, at, action, by, target, ...rest }: AuditEntry): AuditRow {
  return {
    organization_id: organizationId,
    at,
    id,
    action,
    actor: actorIdOf(by),
    target: target.id,
    body: JSON.stringify({ by, target, ...rest }),
  }
}

/** The entry of a row. */
export function toEntry({ id, organization_id, at, action, body }: AuditRow): AuditEntry {
  const rest = JSON.parse(body) as Omit<AuditEntry, 'id' | 'organizationId' | 'at' | 'action'>
  return { id, organizationId: organization_id, at, action: action as AuditEntry['action'], ...rest }
}
