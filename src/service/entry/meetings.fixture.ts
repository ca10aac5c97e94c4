import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { type Proof } from './proofs.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { BookingSettings } from '../booking/booking-settings.ts'
import type { Caller } from '../account/caller.ts'
import type { User } from '../account/directory-entries.ts'

export const HOUR = 3_600_000
const person = (organizationId: string, name: string): User => ({
  organizationId: organizationId as OrganizationId,
  userId: name,
  unionId: name as UnionId,
  name,
  admin: false,
})
export const [ada, bram, gus] = [person('acme', 'ada'), person('acme', 'bram'), person('globex', 'gus')] as const
export const ACME: Caller = { clientId: 'a', kind: 'app', organizationId: ada.organizationId, scopes: new Set() }

type Shows = { proof?: Proof; person?: User; guest?: string; claimsHost?: true; from?: string }

/** Ada has booked the hour after next. */
export async function opened(
  terms: BookingSettings['terms'] = {},
  given: Pick<NonNullable<Parameters<typeof openTestServices>[0]>, 'adapters' | 'settings'> = {},
) {
  const services = await openTestServices(given)
  const { store, clock, directory, conductor, bookings, meetings, admission, mediaStates, passes } = services
  for (const user of [ada, bram, gus]) {
    await store.directory.saveOrganization({ id: user.organizationId, name: user.organizationId })
    await directory.saveUser(user)
  }
  const startsAt = (clock.now() + HOUR) as EpochMs
  const booking = await bookings.book(ACME, {
    creator: ada.unionId,
    title: 'Review',
    startsAt,
    endsAt: (startsAt + HOUR) as EpochMs,
    settings: { terms, passive: {} },
  })
  const shown = (by: Shows) => ({ roomCode: booking.roomCode, from: '10.0.0.1', ...by })
  const admit = ({ nick = 'Guest', waits, ...by }: Shows & { nick?: string; waits?: boolean }) =>
    admission.admit({ ...shown(by), nick, device: 'Win', ...(waits && { waits }) })
  const close = (id: ConferenceId) => conductor.execute(id, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  const running = () => store.conferences.countRunning()
  return {
    services,
    store,
    clock,
    bookings,
    meetings,
    admission,
    booking,
    conductor,
    mediaStates,
    passes,
    shown,
    admit,
    close,
    running,
  }
}

export const link = (token: string): Proof => ({ kind: 'link', token })
export const passcode = (text: string): Proof => ({ kind: 'passcode', passcode: text })
