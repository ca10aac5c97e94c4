import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ErasedPerson } from '../../conference/erasure.ts'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { defaultTerms } from '../../conference/terms.ts'
import type { Booking } from '../booking/booking-ports.ts'
import { bookingWithout } from './erased-booking.ts'

const [BRAM, ADA, FORMER] = ['bram', 'ada', 'former-1'] as unknown as [UnionId, UnionId, UnionId]
const ACME = 'acme' as OrganizationId
const WHO: ErasedPerson = {
  organizationId: ACME,
  unionId: BRAM,
  userId: 'bram',
  names: ['Bram'],
  pseudonym: { unionId: FORMER, userId: 'former-1', name: 'Former member' },
}
const at = (time: number) => time as EpochMs
const KEEP = { isOwnRoom: false, at: at(9) }

const booking = (changes: Partial<Booking> = {}): Booking => ({
  id: 'b' as BookingId,
  organizationId: ACME,
  version: 3,
  creator: { unionId: ADA, nick: 'Ada' },
  title: 'Bram',
  startsAt: at(1),
  endsAt: at(2),
  roomCode: '1',
  linkToken: 'l',
  passcode: '2',
  hostPasscode: '3',
  shareCode: 's',
  terms: defaultTerms(ADA),
  passive: {},
  invitees: [],
  ringAtStart: false,
  bookedAt: at(0),
  changedAt: at(0),
  ...changes,
})

test('[CO71] what another person booked keeps its title, and names the pseudonym', () => {
  const terms = { ...defaultTerms(BRAM), coHosts: [ADA, BRAM] }
  const passive = { minutesOwnerUnionId: BRAM, cloudRecordOwnerUnionId: ADA, data: BRAM }
  const found = booking({ terms, passive, invitees: [BRAM, ADA] })
  assert.deepEqual(bookingWithout(found, WHO, KEEP), {
    ...found,
    version: 4,
    terms: { ...terms, host: FORMER, coHosts: [ADA, FORMER] },
    passive: { ...passive, minutesOwnerUnionId: FORMER },
    invitees: [FORMER, ADA],
  })
})

test('[CO71] what the person booked is that of the pseudonym, also a title that is only their name', () => {
  const theirs = booking({ creator: { unionId: BRAM, nick: 'Bram' } })
  const creator = { unionId: FORMER, nick: 'Former member' }
  assert.deepEqual(bookingWithout(theirs, WHO, KEEP), { ...theirs, version: 4, title: 'Former member', creator })
  assert.equal(bookingWithout({ ...theirs, title: 'Weekly' }, WHO, KEEP).title, 'Weekly')
})

test('[CO71] the own room of the person closes, unless it was closed before', () => {
  const close = { isOwnRoom: true, at: at(9) }
  assert.equal(bookingWithout(booking(), WHO, KEEP).canceledAt, undefined)
  assert.equal(bookingWithout(booking(), WHO, close).canceledAt, 9)
  assert.equal(bookingWithout(booking({ canceledAt: at(5) }), WHO, close).canceledAt, 5)
})
