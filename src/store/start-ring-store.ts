import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { StartRing, StartRingStore } from '../service/booking/booking-ports.ts'
import type { Dialect } from './dialect.ts'
import type { BookingRingRow } from './booking-tables.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

/** The calls of invitees at the start of bookings, in SQL. */
export class SqlStartRingStore implements StartRingStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async take({ now, leaseMs, limit }: Parameters<StartRingStore['take']>[0]): Promise<readonly StartRing[]> {
    const { rows } = await withStoreError('take calls of bookings', () =>
      sql<BookingRingRow>`update booking_ring set attempts = attempts + 1, next_at = ${now + leaseMs}
        where booking_id in (
          select booking_id from booking_ring where next_at <= ${now}
          order by next_at, booking_id limit ${limit} ${this.#dialect.skipLocked})
        returning *`.execute(this.#db),
    )
    return rows.map((row) => ({ bookingId: row.booking_id, startsAt: row.starts_at, attempt: row.attempts }))
  }

  async markDone(ring: StartRing, next: EpochMs | undefined): Promise<void> {
    await withStoreError('finish a call of a booking', async () => {
      if (next === undefined) {
        await this.#db
          .deleteFrom('booking_ring')
          .where((eb) => isSame(eb, ring))
          .execute()
        return
      }
      await this.#db
        .updateTable('booking_ring')
        .set({ starts_at: next, next_at: next, attempts: 0 })
        .where((eb) => isSame(eb, ring))
        .execute()
    })
  }

  async postpone(ring: StartRing, until: EpochMs): Promise<void> {
    await withStoreError('postpone a call of a booking', () =>
      this.#db
        .updateTable('booking_ring')
        .set({ next_at: until })
        .where((eb) => isSame(eb, ring))
        .execute(),
    )
  }
}

/** Matches exactly this attempt, not a later one, and not one of the booking after a change. */
function isSame(eb: ExpressionBuilder<Schema, 'booking_ring'>, { bookingId, startsAt, attempt }: StartRing) {
  return eb.and({ booking_id: bookingId, starts_at: startsAt, attempts: attempt })
}
