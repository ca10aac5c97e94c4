import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The tickets with which apps open stream connections. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('stream_ticket')
    .addColumn('ticket_hash', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('secret_mark', 'text', (column) => column.notNull())
    .addColumn('event_types', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('stream_ticket_expires_idx').on('stream_ticket').column('expires_at').execute()
}
