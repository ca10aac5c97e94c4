import type { Kysely } from 'kysely'
import type { BookingTerms } from '../../conference/terms.ts'
import type { Dialect } from '../dialect.ts'

type Row = { id: string; organization_id: string; creator_union_id: string; ends_at: number; terms: string }
type Tables = {
  booking: Row & { cancelled_at: number | null }
  own_booking: { organization_id: string; union_id: string; ends_at: number; booking_id: string }
}

/** Bookings that are read at once. */
const STEP = 500

/** The people of each booking, for the list of a person's upcoming bookings. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // The key is what a person's bookings are found by, those that end next first.
  await db.schema
    .createTable('own_booking')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('booking_id', 'text', (column) => column.notNull().references('booking.id'))
    .addPrimaryKeyConstraint('own_booking_pkey', ['organization_id', 'union_id', 'ends_at', 'booking_id'])
    .modifyEnd(tableEnd)
    .execute()
  // A change of a booking replaces its rows.
  await db.schema.createIndex('own_booking_booking_idx').on('own_booking').columns(['booking_id']).execute()
  await fill(db as Kysely<Tables>)
}

async function fill(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('booking')
      .select(['id', 'organization_id', 'creator_union_id', 'ends_at', 'terms'])
      .where('cancelled_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(STEP)
      .execute()
    for (const row of rows) await db.insertInto('own_booking').values(ownersOf(row)).execute()
    const last = rows.at(-1)
    if (rows.length < STEP || !last) return
    after = last.id
  }
}

function ownersOf({ id: booking_id, organization_id, creator_union_id, ends_at, terms }: Row) {
  const { host, coHosts } = JSON.parse(terms) as BookingTerms
  const people = [...new Set([creator_union_id, host, ...coHosts])]
  return people.map((union_id) => ({ organization_id, union_id, ends_at, booking_id }))
}
