import { sql, type Kysely } from 'kysely'

/** The bookings of an organization that take place once, those that begin first first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('booking_start_idx')
    .on('booking')
    .columns(['organization_id', 'starts_at', 'id'])
    .where(sql<boolean>`cancelled_at is null and series is null`)
    .execute()
}
