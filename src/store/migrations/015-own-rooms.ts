import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The own room of each person: a booking without an end. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('own_room')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text', (column) => column.notNull())
    .addColumn('booking_id', 'text', (column) => column.notNull().references('booking.id'))
    .addPrimaryKeyConstraint('own_room_pkey', ['organization_id', 'union_id'])
    .modifyEnd(tableEnd)
    .execute()
}
