import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What organizations chose, and the way to what their retention deletes. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('organization_settings')
    .addColumn('organization_id', 'text', (column) => column.primaryKey())
    .addColumn('retention_days', 'bigint')
    .addColumn('guests', 'smallint', (column) => column.notNull())
    .addColumn('meetings', 'text', (column) => column.notNull())
    // When the retention runs next; while it runs, when its lease ends.
    .addColumn('retention_at', 'bigint', (column) => column.notNull().defaultTo(0))
    // What was deleted since the last entry in the audit log.
    .addColumn('deleted_conferences', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('deleted_bookings', 'bigint', (column) => column.notNull().defaultTo(0))
    .modifyEnd(tableEnd)
    .execute()
  // The conferences of an organization that ended first.
  await db.schema
    .createIndex('conference_ended_idx')
    .on('conference')
    .columns(['organization_id', 'ended_at', 'id'])
    .where(sql<boolean>`ended_at is not null`)
    .execute()
  // Its bookings that were over first, and those that were canceled first.
  await db.schema.createIndex('booking_over_idx').on('booking').columns(['organization_id', 'ends_at', 'id']).execute()
  await db.schema
    .createIndex('booking_canceled_idx')
    .on('booking')
    .columns(['organization_id', 'cancelled_at', 'id'])
    .where(sql<boolean>`cancelled_at is not null`)
    .execute()
  await db.schema
    .createTable('past_change')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
}
