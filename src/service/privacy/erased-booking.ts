import { termsWithout, titleWithout, type ErasedPerson } from '../../conference/erasure.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { Booking } from '../booking/booking-ports.ts'
import { PERSON_SETTINGS } from '../booking/booking-settings.ts'

/**
 * The booking with the pseudonym in the place of the person. What is only equal to their id by chance, such as data of an app,
 * stays. It has a new version, so that a change that has read it before fails.
 *
 * @param order.isOwnRoom it is the own room of the person, and closes at `order.at`
 */
export function bookingWithout(
  booking: Booking,
  who: ErasedPerson,
  { isOwnRoom, at }: Readonly<{ isOwnRoom: boolean; at: EpochMs }>,
): Booking {
  const { creator, title, terms, passive, invitees, version, canceledAt } = booking
  const { unionId, name: nick } = who.pseudonym
  const settings = Object.entries(passive).map(([key, value]) => [
    key,
    PERSON_SETTINGS.includes(key) && value === who.unionId ? unionId : value,
  ])
  return {
    ...booking,
    ...(creator.unionId === who.unionId && {
      title: titleWithout(title, creator.nick, who),
      creator: { unionId, nick },
    }),
    version: version + 1,
    terms: termsWithout(terms, who),
    passive: Object.fromEntries(settings),
    invitees: invitees.map((one) => (one === who.unionId ? unionId : one)),
    ...(isOwnRoom && canceledAt === undefined && { canceledAt: at }),
  }
}
