import { SHARE_CODE_LENGTH } from '../../../contract/text/link.ts'
import { toTitle } from '../../../contract/text/title.ts'
import type { BookingId, EpochMs } from '../../conference/identity.ts'
import { defaultTerms, type MeetingDefaults } from '../../conference/terms.ts'
import type { User } from '../account/directory-entries.ts'
import type { Ids } from '../clock-and-ids.ts'
import type { Times } from './booking-times.ts'
import type { Booking } from './booking-ports.ts'

/** A booking whose host is its creator, with new codes. It is not stored yet. `defaults`: of the organization. */
export function newBooking(
  creator: User,
  {
    title,
    startsAt,
    endsAt,
    bookedAt,
    defaults,
  }: Times & Readonly<{ title: string; bookedAt: EpochMs; defaults: MeetingDefaults }>,
  ids: Ids,
): Booking {
  return {
    id: ids.uuid() as BookingId,
    organizationId: creator.organizationId,
    version: 1,
    creator: { unionId: creator.unionId, nick: creator.name },
    title: toTitle(title),
    startsAt,
    endsAt,
    roomCode: ids.digits(11),
    linkToken: `1_${ids.uuid()}`,
    passcode: ids.digits(10),
    hostPasscode: ids.digits(10),
    shareCode: ids.letters(SHARE_CODE_LENGTH),
    terms: defaultTerms(creator.unionId, defaults),
    passive: {},
    invitees: [],
    ringAtStart: false,
    bookedAt,
    changedAt: bookedAt,
  }
}
