import { sql, type Kysely } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { NewOutboxEvent } from '../service/outbox/outbox-event.ts'
import { BulkStatements, insertInto, type Bulk } from './bulk.ts'
import type { ColumnType, Dialect } from './dialect.ts'
import type { OutboxHeadRow, OutboxRow } from './outbox-tables.ts'
import type { Schema } from './schema.ts'

/**
 * Writes events into the outbox, as the last thing that a transaction does: until it ends, no other transaction gets ids of the
 * same organization. So events become readable in the order of their ids.
 */
export class OutboxWriter {
  readonly #takeIds: Bulk<OutboxHeadRow, OutboxHeadRow>
  readonly #insert: Bulk<OutboxRow, never>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    const bulk = new BulkStatements(db, dialect)
    this.#takeIds = bulk.statement<OutboxHeadRow, OutboxHeadRow>(
      { organization_id: 'text', last_id: 'bigint' },
      (rows) => sql`${insertInto('outbox_head', { organization_id: 0, last_id: 0 })} ${rows}
        on conflict (organization_id) do update set last_id = outbox_head.last_id + excluded.last_id
        returning organization_id, last_id`,
    )
    this.#insert = bulk.statement<OutboxRow>(OUTBOX, (rows) => sql`${insertInto('outbox', OUTBOX)} ${rows}`)
  }

  async write(transaction: Kysely<Schema>, events: readonly NewOutboxEvent[]): Promise<void> {
    if (events.length === 0) return
    const counts = new Map<OrganizationId, number>()
    for (const { organizationId } of events) counts.set(organizationId, (counts.get(organizationId) ?? 0) + 1)
    // In one order, so that no two transactions wait for each other.
    const wanted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
    const taken = await this.#takeIds(
      transaction,
      wanted.map(([organization_id, last_id]) => ({ organization_id, last_id })),
    )
    const next = new Map(taken.map((row) => [row.organization_id, Number(row.last_id)]))
    for (const [organizationId, count] of counts) next.set(organizationId, (next.get(organizationId) ?? 0) - count)
    const rows = events.map((event) => {
      const id = (next.get(event.organizationId) ?? 0) + 1
      next.set(event.organizationId, id)
      return toRow(event, id)
    })
    await this.#insert(transaction, rows)
  }
}

function toRow({ organizationId, type, at, subject, clientId, data }: NewOutboxEvent, id: number): OutboxRow {
  const client_id = clientId ?? null
  return { organization_id: organizationId, id, type, at, subject, client_id, body: JSON.stringify(data) }
}

const OUTBOX: Readonly<Record<keyof OutboxRow, ColumnType>> = {
  organization_id: 'text',
  id: 'bigint',
  type: 'text',
  at: 'bigint',
  subject: 'text',
  client_id: 'text',
  body: 'text',
}
