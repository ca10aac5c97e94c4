import type { Kysely } from 'kysely'
import { isOwnRoomId, type BookingId, type ConferenceId, type EpochMs } from '../conference/identity.ts'
import {
  listedUntil,
  peopleOf,
  type Booking,
  type BookingStore,
  type LatestConference,
  type ListedBooking,
  type PassiveSettings,
  type WrittenWith,
} from '../service/booking/booking-ports.ts'
import { toAuditRow } from './audit-store.ts'
import { toBooking, toRow } from './booking-rows.ts'
import type { Dialect } from './dialect.ts'
import { LATEST, listStarting, listUpcoming, onLatest, toLatest } from './listed-bookings.ts'
import { findOwnRoom, insertOwnRoom } from './own-room-rows.ts'
import { OutboxWriter } from './outbox-writer.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

/** Bookings, own rooms and short links in SQL. */
export class SqlBookingStore implements BookingStore {
  readonly #db: Kysely<Schema>
  readonly #lockKey: Dialect['lockKey']
  readonly #outbox: OutboxWriter

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#lockKey = dialect.lockKey
    this.#outbox = new OutboxWriter(db, dialect)
  }

  async insert(booking: Booking, also: WrittenWith = {}): Promise<void> {
    await withStoreError('store a booking', () =>
      this.#db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((transaction) => this.#insert(transaction, booking, also)),
    )
  }

  insertWithin(limit: number, booking: Booking, also: WrittenWith = {}): Promise<boolean> {
    const { organizationId, creator, bookedAt } = booking
    const whose = { organizationId, unionId: creator.unionId, at: bookedAt }
    return withStoreError('store a booking', () =>
      this.#db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (transaction) => {
          await this.#lockKey(transaction, `bookings ${organizationId} ${creator.unionId}`)
          if ((await countUpcoming(transaction, whose)) >= limit) return false
          await this.#insert(transaction, booking, also)
          return true
        }),
    )
  }

  countUpcoming(whose: Parameters<BookingStore['countUpcoming']>[0]): Promise<number> {
    return countUpcoming(this.#db, whose)
  }

  async find(id: BookingId): Promise<Booking | undefined> {
    const row = await this.#db.selectFrom('booking').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toBooking(row)
  }

  async findByRoomCode(roomCode: string): Promise<Booking | undefined> {
    const row = await this.#db.selectFrom('booking').selectAll().where('room_code', '=', roomCode).executeTakeFirst()
    return row && toBooking(row)
  }

  async listOwn(
    { organizationId, unionId, kind, after }: Parameters<BookingStore['listOwn']>[0],
    limit: number,
  ): Promise<readonly ListedBooking[]> {
    const rows = await this.#db
      .selectFrom('own_booking')
      .innerJoin('booking', 'booking.id', 'own_booking.booking_id')
      .leftJoin('conference', onLatest)
      .selectAll('booking')
      .select(LATEST)
      .where('own_booking.organization_id', '=', organizationId)
      .where('own_booking.union_id', '=', unionId)
      .where('own_booking.ends_at', '>', after)
      .where('booking.cancelled_at', kind === 'canceled' ? 'is not' : 'is', null)
      .$if(kind !== 'canceled', (query) => query.where('booking.series', kind === 'once' ? 'is' : 'is not', null))
      .orderBy('own_booking.ends_at')
      .orderBy('own_booking.booking_id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ booking: toBooking(row), ...toLatest(row) }))
  }

  listUpcoming(whose: Parameters<BookingStore['listUpcoming']>[0], limit: number): Promise<readonly ListedBooking[]> {
    return listUpcoming(this.#db, whose, limit)
  }

  listStarting(when: Parameters<BookingStore['listStarting']>[0], limit: number) {
    return listStarting(this.#db, when, limit)
  }

  async findLatestConference(id: BookingId): Promise<LatestConference | undefined> {
    const row = await this.#db
      .selectFrom('booking')
      .innerJoin('conference', onLatest)
      .select(LATEST)
      .where('booking.id', '=', id)
      .executeTakeFirst()
    return row && toLatest(row).latest
  }

  findOwnRoom(whose: Parameters<BookingStore['findOwnRoom']>[0]): Promise<Booking | undefined> {
    return findOwnRoom(this.#db, whose).then((row) => row && toBooking(row))
  }

  insertOwnRoom(room: Booking, replacing?: Parameters<BookingStore['insertOwnRoom']>[1]): Promise<boolean> {
    const link = { code: room.shareCode, booking_id: room.id, app: null }
    return withStoreError('store a room', () => insertOwnRoom(this.#db, { row: toRow(room), link, ...replacing }))
  }

  async findByShareCode(code: string): Promise<Booking | undefined> {
    const row = await this.#db
      .selectFrom('short_link')
      .innerJoin('booking', 'booking.id', 'short_link.booking_id')
      .selectAll('booking')
      .where('short_link.code', '=', code)
      .executeTakeFirst()
    return row && toBooking(row)
  }

  async update(booking: Booking, { ringAt, outboxEvents = [], audit }: WrittenWith = {}): Promise<boolean> {
    const { version, title, starts_at, ends_at, terms, kept, changed_at, cancelled_at, ...row } = toRow(booking)
    const { series, time_zone, invitees, ring_at_start } = row
    return withStoreError('change a booking', () =>
      this.#db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('booking')
            .set({ version, title, starts_at, ends_at, terms, kept, changed_at, cancelled_at })
            .set({ series, time_zone, invitees, ring_at_start })
            .where('id', '=', booking.id)
            .where('version', '=', version - 1)
            .executeTakeFirstOrThrow()
          if (numUpdatedRows === 0n) return false
          await transaction.deleteFrom('own_booking').where('booking_id', '=', booking.id).execute()
          await insertOwners(transaction, booking)
          await replaceRing(transaction, booking, ringAt)
          await this.#outbox.write(transaction, outboxEvents)
          if (audit) await transaction.insertInto('audit').values(toAuditRow(audit)).execute()
          return true
        }),
    )
  }

  async takeConference(
    id: BookingId,
    { previous, next }: { previous?: ConferenceId; next: ConferenceId },
  ): Promise<ConferenceId> {
    await withStoreError('store the conference of a booking', () =>
      this.#db
        .updateTable('booking')
        .set({ conference_id: next })
        .where('id', '=', id)
        // The previous conference may have been deleted.
        .where((eb) => eb.or([eb('conference_id', 'is', null), eb('conference_id', '=', previous ?? next)]))
        .execute(),
    )
    const { conference_id } = await this.#db
      .selectFrom('booking')
      .select('conference_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (conference_id === null) throw new Error(`booking ${id} has lost its conference`)
    return conference_id
  }

  async insertShortLink({
    code,
    bookingId,
    app,
  }: {
    code: string
    bookingId: BookingId
    app: PassiveSettings
  }): Promise<void> {
    const link = { code, booking_id: bookingId, app: JSON.stringify(app) }
    await withStoreError('store a short link', () => this.#db.insertInto('short_link').values(link).execute())
  }

  async #insert(
    transaction: Kysely<Schema>,
    booking: Booking,
    { ringAt, outboxEvents = [] }: WrittenWith,
  ): Promise<void> {
    await transaction.insertInto('booking').values(toRow(booking)).execute()
    const link = { code: booking.shareCode, booking_id: booking.id, app: null }
    await transaction.insertInto('short_link').values(link).execute()
    await insertOwners(transaction, booking)
    await insertRing(transaction, booking.id, ringAt)
    await this.#outbox.write(transaction, outboxEvents)
  }
}

async function countUpcoming(
  db: Kysely<Schema>,
  { organizationId, unionId, at }: Parameters<BookingStore['countUpcoming']>[0],
): Promise<number> {
  const { count } = await db
    .selectFrom('own_booking')
    .innerJoin('booking', 'booking.id', 'own_booking.booking_id')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('own_booking.organization_id', '=', organizationId)
    .where('own_booking.union_id', '=', unionId)
    .where('own_booking.ends_at', '>', at)
    .where('booking.creator_union_id', '=', unionId)
    .where('booking.cancelled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One row for each person in whose list the booking is. An own room is in no list. */
async function insertOwners(transaction: Kysely<Schema>, booking: Booking): Promise<void> {
  const { id: booking_id, organizationId: organization_id } = booking
  if (isOwnRoomId(booking_id)) return
  const ends_at = listedUntil(booking)
  const rows = peopleOf(booking).map((union_id) => ({ organization_id, union_id, ends_at, booking_id }))
  await transaction.insertInto('own_booking').values(rows).execute()
}

/**
 * A call that is due stays, unless `ringAt` is due too: who makes it decides by the changed booking, and then sets the next
 * one. It counts as one more attempt, so that a call that is being made by the booking of before does not finish it.
 */
async function replaceRing(
  transaction: Kysely<Schema>,
  { id, changedAt }: Booking,
  ringAt: EpochMs | undefined,
): Promise<void> {
  if (ringAt === undefined || ringAt > changedAt) {
    const { numUpdatedRows } = await transaction
      .updateTable('booking_ring')
      .set((eb) => ({ next_at: eb.ref('starts_at'), attempts: eb('attempts', '+', 1) }))
      .where('booking_id', '=', id)
      .where('starts_at', '<=', changedAt)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) return
  }
  await transaction.deleteFrom('booking_ring').where('booking_id', '=', id).execute()
  await insertRing(transaction, id, ringAt)
}

async function insertRing(
  transaction: Kysely<Schema>,
  booking_id: BookingId,
  ringAt: EpochMs | undefined,
): Promise<void> {
  if (ringAt === undefined) return
  const ring = { booking_id, starts_at: ringAt, next_at: ringAt, attempts: 0 }
  await transaction.insertInto('booking_ring').values(ring).execute()
}
