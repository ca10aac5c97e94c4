import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'

type Flag = 0 | 1

/** `terms`, `kept`, `series` and `invitees` are JSON text; `conference_id` is the conference held last, now, or next. */
export type BookingRow = {
  id: BookingId
  organization_id: OrganizationId
  version: number
  creator_union_id: UnionId
  creator_nick: string
  title: string
  starts_at: EpochMs
  ends_at: EpochMs
  room_code: string
  link_token: string
  passcode: string
  host_passcode: string
  share_code: string
  terms: string
  kept: string
  booked_at: EpochMs
  changed_at: EpochMs
  cancelled_at: EpochMs | null
  conference_id: ConferenceId | null
  series: string | null
  time_zone: string | null
  invitees: string
  ring_at_start: Flag
  client_id: string | null
}

/** One row per person who made, hosts or co-hosts a booking, or is invited to it. `ends_at`: until when it is listed. */
export type OwnBookingRow = {
  organization_id: OrganizationId
  union_id: UnionId
  ends_at: EpochMs
  booking_id: BookingId
}

/** The next call of the invitees of a booking. `next_at`: as in a job. */
export type BookingRingRow = { booking_id: BookingId; starts_at: EpochMs; next_at: EpochMs; attempts: number }

/** The own room of a person. */
export type OwnRoomRow = { organization_id: OrganizationId; union_id: UnionId; booking_id: BookingId }

/** `app` is JSON text: the data that an app stored with its link; null for the link that a booking has from the start. */
export type ShortLinkRow = { code: string; booking_id: BookingId; app: string | null }
