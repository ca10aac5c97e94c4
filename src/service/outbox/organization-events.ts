import type { BookingChange, DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { NewOutboxEvent } from './outbox-event.ts'

/** What an event says of a booking. */
type PublishedBooking = Readonly<{
  id: BookingId
  organizationId: OrganizationId
  title: string
  startsAt: EpochMs
  endsAt: EpochMs
  creator: Readonly<{ unionId: UnionId; nick: string }>
  roomCode: string
  version: number
  clientId?: string
}>

/** What an event says of a person of the directory. */
type PublishedUser = Readonly<{ userId: string; unionId: UnionId; name: string; department?: string | null }>

/** So that an event about an import stays small enough for its receiver. */
const MAX_USERS = 100

export function toBookingEvent(
  booking: PublishedBooking,
  { scene: changeScene, at }: Readonly<{ scene: BookingChange['changeScene']; at: EpochMs }>,
): NewOutboxEvent {
  const { id, organizationId, title, startsAt, endsAt, creator, roomCode, version, clientId } = booking
  return {
    type: 'booking_change',
    organizationId,
    at,
    subject: id,
    ...(clientId !== undefined && { clientId }),
    data: {
      booking: {
        scheduleConferenceId: id,
        title,
        startTime: startsAt,
        endTime: endsAt,
        creatorId: creator.unionId,
        creatorNick: creator.nick,
        roomCode,
        version,
      },
      changeScene,
    },
  }
}

/** One event for each 100 people. */
export function toDirectoryEvents(
  organizationId: OrganizationId,
  users: readonly PublishedUser[],
  { scene: changeScene, at }: Readonly<{ scene: DirectoryChange['changeScene']; at: EpochMs }>,
): readonly NewOutboxEvent[] {
  const isGone = changeScene === 'user_deleted'
  const published = users.map(({ userId, unionId, name, department }) => ({
    userId,
    unionId,
    ...(!isGone && { name, ...(department && { department }) }),
  }))
  return Array.from({ length: Math.ceil(published.length / MAX_USERS) }, (_, part) => ({
    type: 'directory_change' as const,
    organizationId,
    at,
    subject: 'directory' as const,
    data: { users: published.slice(part * MAX_USERS, (part + 1) * MAX_USERS), changeScene },
  }))
}
