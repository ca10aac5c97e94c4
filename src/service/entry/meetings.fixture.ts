import assert from 'node:assert/strict'
import { jwtPasses } from '../../auth/passes.ts'
import { memoryTryLimiter } from '../../auth/try-limiter.ts'
import { DEFAULT_TIMEOUTS } from '../../conference/due.ts'
import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { openSqlite } from '../../store/sqlite.ts'
import { randomIds } from '../../server/clock-and-ids.ts'
import { Admission } from './admission.ts'
import { type Proof } from './proofs.ts'
import { Bookings, type BookingSettings } from '../booking/bookings.ts'
import { Conductor } from '../conduct/conductor.ts'
import type { Caller, User } from '../account/directory-model.ts'
import { Directory } from '../account/directory.ts'
import { Meetings } from './meetings.ts'
import { ManualClock } from '../conduct/recorded-store.scenario.ts'

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

type Shows = { proof?: Proof; person?: User; guest?: string }

/** Ada has booked the hour after next. */
export async function opened(terms: BookingSettings['terms'] = {}) {
  const store = await openSqlite({ path: ':memory:' })
  const clock = new ManualClock()
  const ids = randomIds()
  const publicUrl = new URL('https://meet.example/')
  const directory = new Directory(store.directory, true)
  for (const user of [ada, bram, gus]) {
    await store.directory.saveOrganization({ id: user.organizationId, name: user.organizationId })
    await directory.saveUser(user)
  }
  const conductor = new Conductor({ store: store.conferences, clock, timeouts: DEFAULT_TIMEOUTS, committed: () => {} })
  const history = { pageHeld: () => assert.fail('nobody asks for it') }
  const bookings = new Bookings({ store: store.bookings, history, directory, clock, ids, publicUrl })
  const { conferences } = store
  const meetings = new Meetings({ conductor, conferences, bookings: store.bookings, directory, clock, ids })
  const passes = jwtPasses('ab'.repeat(32), clock)
  const tries = memoryTryLimiter({ failures: 3, windowMs: 60_000 })
  const admission = new Admission({ conductor, meetings, directory, passes, tries, clock, ids, publicUrl })
  const startsAt = (clock.now() + HOUR) as EpochMs
  const booking = await bookings.book(ACME, {
    creator: ada.unionId,
    title: 'Review',
    startsAt,
    endsAt: (startsAt + HOUR) as EpochMs,
    settings: { terms, kept: {} },
  })
  const shown = (by: Shows) => ({ roomCode: booking.roomCode, from: '10.0.0.1', ...by })
  const admit = ({ nick = 'Guest', waits, ...by }: Shows & { nick?: string; waits?: boolean }) =>
    admission.admit({ ...shown(by), nick, device: 'Win', ...(waits && { waits }) })
  const close = (id: ConferenceId) => conductor.execute(id, { type: 'close', authority: { kind: 'app' } })
  const running = () => store.conferences.countRunning()
  return { store, clock, bookings, meetings, admission, booking, conductor, passes, shown, admit, close, running }
}

export const link = (token: string): Proof => ({ kind: 'link', token })
export const passcode = (text: string): Proof => ({ kind: 'passcode', passcode: text })
