import type { BookingId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { Booking } from '../service/booking/booking-ports.ts'

const ADA = 'ada' as UnionId
export const LINK = 'https://meet.example/j/kVn3Pq81ZtA'
/** A booking that was changed twice. */
export const review: Booking = {
  id: '3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16' as BookingId,
  organizationId: 'acme' as OrganizationId,
  version: 3,
  creator: { unionId: ADA, nick: 'Ada' },
  title: 'Quarter review',
  startsAt: Date.UTC(2026, 4, 30, 9, 5, 7) as EpochMs,
  endsAt: Date.UTC(2026, 4, 30, 10) as EpochMs,
  roomCode: '83150274416',
  linkToken: '1_x',
  passcode: '1',
  hostPasscode: '2',
  shareCode: 'kVn3Pq81ZtA',
  terms: defaultTerms(ADA),
  passive: {},
  invitees: [],
  ringAtStart: false,
  bookedAt: Date.UTC(2026, 3, 1) as EpochMs,
  changedAt: Date.UTC(2026, 3, 2, 3, 4, 5, 678) as EpochMs,
}
