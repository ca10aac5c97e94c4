import type { MeetingMemberStatusChange, MeetingStatusChange } from '../../../contract/event/conference-events.ts'
import type { BookingChange, DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { BookingId, ConferenceId, EpochMs, OrganizationId } from '../../conference/identity.ts'

/** The payload of an event, by its type, which is an `EventType`. */
type Payload = Readonly<
  | { type: 'meeting_status_change'; data: MeetingStatusChange }
  | { type: 'meeting_member_status_change'; data: MeetingMemberStatusChange }
  | { type: 'booking_change'; data: BookingChange }
  | { type: 'directory_change'; data: DirectoryChange }
>

/**
 * An event about a change. The store writes it in the transaction of the change.
 *
 * `subject`: what events must stay in order with each other: a conference, a booking, or the directory. `clientId`: the app
 * that created the conference or the booking.
 */
export type NewOutboxEvent = Payload &
  Readonly<{
    organizationId: OrganizationId
    at: EpochMs
    subject: ConferenceId | BookingId | 'directory'
    clientId?: string
  }>

/** An event that is durable. `id`: 1, 2, 3 … in its organization, without a gap. */
export type OutboxEvent = NewOutboxEvent & Readonly<{ id: number }>

/**
 * What names an event outside this server: the same in every attempt, in every way in which it leaves. The moment keeps it
 * unique when a database goes back to a backup and gives an id again.
 */
export function toEventId({ organizationId, id, at }: Pick<OutboxEvent, 'organizationId' | 'id' | 'at'>): string {
  return `${organizationId}-${id}-${at.toString(36)}`
}
