import type { CreationDetails } from '../../conference/event.ts'
import { evolve } from '../../conference/evolve.ts'
import { isOwnRoomId, type EpochMs } from '../../conference/identity.ts'
import { newConference, type Conference } from '../../conference/state.ts'
import { toCreator, type User } from '../account/directory-entries.ts'
import { engineDetail, type Media } from '../live/media.ts'
import { timesAt } from '../booking/booking-dates.ts'
import type { Booking } from '../booking/booking-ports.ts'

/**
 * How the conference of a booking is created at `at`. `creator` is who booked it, if the account still exists. The planned
 * times stay with the conference: a later change of the booking does not change who was late.
 */
export function toCreationDetails(
  booking: Booking,
  { creator, media, at }: Readonly<{ creator: User | undefined; media: Pick<Media, 'engine'>; at: EpochMs }>,
): CreationDetails {
  return {
    organizationId: booking.organizationId,
    title: booking.title,
    creator: creator ? toCreator(creator) : booking.creator,
    roomCode: booking.roomCode,
    linkToken: booking.linkToken,
    passcode: booking.passcode,
    hostPasscode: booking.hostPasscode,
    autoTransferHost: true,
    booked: {
      ...booking.terms,
      bookingId: booking.id,
      ...(booking.clientId !== undefined && { clientId: booking.clientId }),
      ...(!isOwnRoomId(booking.id) && { planned: timesAt(booking, at) }),
    },
    ...engineDetail(media),
  }
}

/**
 * The conference as it would be if it were created at `at`. It is not stored: the entry policy needs it for a conference
 * that has not begun.
 */
export function expectedConference(details: CreationDetails, at: EpochMs): Conference {
  return evolve(newConference(), { type: 'conference-created', ...details, at })
}
