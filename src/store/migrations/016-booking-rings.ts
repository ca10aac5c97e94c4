import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** When the invitees of a booking are to be called next. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('booking_ring')
    .addColumn('booking_id', 'text', (column) => column.primaryKey().references('booking.id'))
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('booking_ring_next_idx').on('booking_ring').column('next_at').execute()
}
