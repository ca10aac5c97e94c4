import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** Meetings that are booked ahead, and the conferences held under them. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('booking')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('creator_union_id', 'text', (column) => column.notNull())
    .addColumn('creator_nick', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    // Lookup of a booking by room code.
    .addColumn('room_code', 'text', (column) => column.notNull().unique())
    .addColumn('link_token', 'text', (column) => column.notNull())
    .addColumn('passcode', 'text', (column) => column.notNull())
    .addColumn('host_passcode', 'text', (column) => column.notNull())
    .addColumn('share_code', 'text', (column) => column.notNull())
    .addColumn('terms', 'text', (column) => column.notNull())
    .addColumn('kept', 'text', (column) => column.notNull())
    .addColumn('booked_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('cancelled_at', 'bigint')
    // No foreign key: the id is reserved before the conference exists, so that only one of several first entrants creates it.
    .addColumn('conference_id', 'text')
    .modifyEnd(tableEnd)
    .execute()
  // Lookup by short link uses the primary key.
  await db.schema
    .createTable('short_link')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('booking_id', 'text', (column) => column.notNull().references('booking.id'))
    .addColumn('app', 'text')
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.alterTable('conference').addColumn('booking_id', 'text').execute()
  // QueryScheduleConferenceInfo: the conferences held under a booking, newest first, and their number.
  await db.schema
    .createIndex('conference_booking_idx')
    .on('conference')
    .columns(['booking_id', 'organization_id', 'started_at', 'id'])
    .where(sql<boolean>`booking_id is not null`)
    .execute()
}
