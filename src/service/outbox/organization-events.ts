import type { BookingChange, DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { NewOutboxEvent } from './outbox-event.ts'

/** What is told of a booking. */
type ToldBooking = Readonly<{
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

/** What is told of a person of the directory. */
type ToldUser = Readonly<{ userId: string; unionId: UnionId; name: string; department?: string | null }>

/** So that an event about an import stays small enough for its receiver. */
const MAX_USERS = 100

export function toBookingEvent(
  booking: ToldBooking,
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
  users: readonly ToldUser[],
  { scene: changeScene, at }: Readonly<{ scene: DirectoryChange['changeScene']; at: EpochMs }>,
): readonly NewOutboxEvent[] {
  const isGone = changeScene === 'user_deleted'
  const told = users.map(({ userId, unionId, name, department }) => ({
    userId,
    unionId,
    ...(!isGone && { name, ...(department && { department }) }),
  }))
  return Array.from({ length: Math.ceil(told.length / MAX_USERS) }, (_, part) => ({
    type: 'directory_change' as const,
    organizationId,
    at,
    subject: 'directory' as const,
    data: { users: told.slice(part * MAX_USERS, (part + 1) * MAX_USERS), changeScene },
  }))
}
