import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** Events about changes, and the id of the newest event of each organization. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('outbox_head')
    .addColumn('organization_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('last_id', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('outbox')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('id', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('outbox_pkey', ['organization_id', 'id'])
    .modifyEnd(tableEnd)
    .execute()
  // The app that made a booking.
  await db.schema.alterTable('booking').addColumn('client_id', 'text').execute()
  // To delete and to rewrite the events of one conference.
  await db.schema.createIndex('outbox_subject_idx').on('outbox').columns(['organization_id', 'subject']).execute()
}
