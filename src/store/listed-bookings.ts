import { sql, type JoinBuilder, type Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import {
  NEVER_MS,
  type BookingStore,
  type LatestConference,
  type ListedBooking,
} from '../service/booking/booking-ports.ts'
import { toBooking } from './booking-rows.ts'
import type { Schema } from './schema.ts'

/** As `BookingStore.listUpcoming`. */
export async function listUpcoming(
  db: Kysely<Schema>,
  { organizationId, unionId, kind, after }: Parameters<BookingStore['listUpcoming']>[0],
  limit: number,
): Promise<readonly ListedBooking[]> {
  const bookings = db
    .selectFrom('booking')
    .leftJoin('conference', onLatest)
    .selectAll('booking')
    .select(LATEST)
    .where('booking.organization_id', '=', organizationId)
    .where('booking.cancelled_at', 'is', null)
    .where('booking.series', kind === 'once' ? 'is' : 'is not', null)
  const rows = await (
    unionId === undefined
      ? bookings
          .where('booking.ends_at', '<', sql.lit<EpochMs>(NEVER_MS))
          .where(sql<boolean>`(booking.ends_at, booking.id) > (${after.at}, ${after.id})`)
          .orderBy('booking.ends_at')
          .orderBy('booking.id')
      : bookings
          .innerJoin('own_booking', 'own_booking.booking_id', 'booking.id')
          .where('own_booking.organization_id', '=', organizationId)
          .where('own_booking.union_id', '=', unionId)
          .where(sql<boolean>`(own_booking.ends_at, own_booking.booking_id) > (${after.at}, ${after.id})`)
          .orderBy('own_booking.ends_at')
          .orderBy('own_booking.booking_id')
  )
    .limit(limit)
    .execute()
  return rows.map((row) => ({ booking: toBooking(row), ...toLatest(row) }))
}

/** As `BookingStore.listStarting`. */
export async function listStarting(
  db: Kysely<Schema>,
  { organizationId, from, to }: Parameters<BookingStore['listStarting']>[0],
  limit: number,
): Promise<Readonly<{ total: number; first: readonly ListedBooking[] }>> {
  const starting = db
    .selectFrom('booking')
    .leftJoin('conference', onLatest)
    .where('booking.organization_id', '=', organizationId)
    .where('booking.cancelled_at', 'is', null)
    .where('booking.series', 'is', null)
    .where('booking.ends_at', '<', sql.lit<EpochMs>(NEVER_MS))
    .where('booking.starts_at', '>=', from)
    .where('booking.starts_at', '<', to)
    .where((eb) => eb.or([eb('conference.started_at', 'is', null), eb('conference.ended_at', 'is not', null)]))
  const [{ total }, rows] = await Promise.all([
    starting.select((eb) => eb.fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow(),
    starting
      .selectAll('booking')
      .select(LATEST)
      .orderBy('booking.starts_at')
      .orderBy('booking.id')
      .limit(limit)
      .execute(),
  ])
  return { total: Number(total), first: rows.map((row) => ({ booking: toBooking(row), ...toLatest(row) })) }
}

/** The conference of a booking that started last: `booking.conference_id` may be the next one, which has not begun. */
export function onLatest(join: JoinBuilder<Schema, 'booking' | 'conference'>) {
  return join.on('conference.id', '=', (eb) =>
    eb
      .selectFrom('conference as latest')
      .select('latest.id')
      .whereRef('latest.booking_id', '=', 'booking.id')
      .whereRef('latest.organization_id', '=', 'booking.organization_id')
      .orderBy('latest.started_at', 'desc')
      .orderBy('latest.id', 'desc')
      .limit(1),
  )
}

/** What is read of the conference of a booking. */
export const LATEST = [
  'conference.started_at',
  'conference.ended_at',
  'conference.active_count',
  'conference.attended_count',
] as const

type LatestRow = {
  started_at: EpochMs | null
  ended_at: EpochMs | null
  active_count: number | null
  attended_count: number | null
}

/** No conference of the booking may have begun. */
export function toLatest({ started_at, ended_at, active_count, attended_count }: LatestRow): {
  latest?: LatestConference
} {
  if (started_at === null) return {}
  return {
    latest: {
      startedAt: started_at,
      ...(ended_at !== null && { endedAt: ended_at }),
      activeCount: active_count ?? 0,
      attendedCount: attended_count ?? 0,
    },
  }
}
