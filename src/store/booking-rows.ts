import type { UnionId } from '../conference/identity.ts'
import type { BookingTerms } from '../conference/terms.ts'
import type { Booking, PassiveSettings } from '../service/booking/booking-ports.ts'
import type { BookingRow } from './booking-tables.ts'
import { toFlag } from './schema.ts'

/** A booking as a row. */
export function toRow(booking: Booking): BookingRow {
  return {
    id: booking.id,
    organization_id: booking.organizationId,
    version: booking.version,
    creator_union_id: booking.creator.unionId,
    creator_nick: booking.creator.nick,
    title: booking.title,
    starts_at: booking.startsAt,
    ends_at: booking.endsAt,
    room_code: booking.roomCode,
    link_token: booking.linkToken,
    passcode: booking.passcode,
    host_passcode: booking.hostPasscode,
    share_code: booking.shareCode,
    terms: JSON.stringify(booking.terms),
    kept: JSON.stringify(booking.passive),
    booked_at: booking.bookedAt,
    changed_at: booking.changedAt,
    cancelled_at: booking.canceledAt ?? null,
    conference_id: booking.conferenceId ?? null,
    series: booking.series === undefined ? null : JSON.stringify(booking.series),
    time_zone: booking.timeZone ?? null,
    invitees: JSON.stringify(booking.invitees),
    ring_at_start: toFlag(booking.ringAtStart),
    client_id: booking.clientId ?? null,
  }
}

/** The booking of a row. */
export function toBooking(row: BookingRow): Booking {
  return {
    id: row.id,
    organizationId: row.organization_id,
    version: row.version,
    creator: { unionId: row.creator_union_id, nick: row.creator_nick },
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    roomCode: row.room_code,
    linkToken: row.link_token,
    passcode: row.passcode,
    hostPasscode: row.host_passcode,
    shareCode: row.share_code,
    terms: JSON.parse(row.terms) as BookingTerms,
    passive: JSON.parse(row.kept) as PassiveSettings,
    ...(row.series !== null && { series: JSON.parse(row.series) as NonNullable<Booking['series']> }),
    ...(row.time_zone !== null && { timeZone: row.time_zone }),
    invitees: JSON.parse(row.invitees) as readonly UnionId[],
    ringAtStart: row.ring_at_start === 1,
    bookedAt: row.booked_at,
    changedAt: row.changed_at,
    ...(row.cancelled_at !== null && { canceledAt: row.cancelled_at }),
    ...(row.conference_id !== null && { conferenceId: row.conference_id }),
    ...(row.client_id !== null && { clientId: row.client_id }),
  }
}
