import type { Kysely } from 'kysely'

/** Dates and invitees of bookings. Existing bookings take place once and have no invitees. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const booking = () => db.schema.alterTable('booking')
  await booking().addColumn('series', 'text').execute()
  await booking().addColumn('time_zone', 'text').execute()
  await booking()
    .addColumn('invitees', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
  await booking()
    .addColumn('ring_at_start', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
