import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jwtPasses } from '../auth/passes.ts'
import { memoryTryLimiter } from '../auth/try-limiter.ts'
import { DEFAULT_PATIENCE } from '../conference/due.ts'
import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { openSqlite } from '../store/sqlite.ts'
import { randomIds } from '../system.ts'
import { Admission, type Proof } from './admission.ts'
import { Bookings, type BookingSettings } from './bookings.ts'
import { Conduct } from './conduct.ts'
import type { Actor, User } from './directory-model.ts'
import { Directory } from './directory.ts'
import { Doors } from './doors.ts'
import { StandingClock } from './recorded-store.scenario.ts'

const HOUR = 3_600_000
const person = (organizationId: string, name: string): User => ({
  organizationId: organizationId as OrganizationId,
  userId: name,
  unionId: name as UnionId,
  name,
  admin: false,
})
const [ada, bram, gus] = [person('acme', 'ada'), person('acme', 'bram'), person('globex', 'gus')] as const
const ACME: Actor = { clientId: 'a', kind: 'app', organizationId: ada.organizationId, scopes: new Set() }

/** Ada has booked the hour after next. */
async function opened(terms: BookingSettings['terms'] = {}) {
  const store = await openSqlite({ path: ':memory:' })
  const clock = new StandingClock()
  const ids = randomIds()
  const publicUrl = new URL('https://meet.example/')
  const directory = new Directory(store.directory, true)
  for (const user of [ada, bram, gus]) {
    await store.directory.saveOrganization({ id: user.organizationId, name: user.organizationId })
    await directory.saveUser(user)
  }
  const conduct = new Conduct({ store: store.conferences, clock, patience: DEFAULT_PATIENCE, committed: () => {} })
  const history = { pageHeld: () => assert.fail('nobody asks for it') }
  const bookings = new Bookings({ store: store.bookings, history, directory, clock, ids, publicUrl })
  const { conferences } = store
  const doors = new Doors({ conduct, conferences, bookings: store.bookings, directory, clock, ids })
  const passes = jwtPasses('ab'.repeat(32), clock)
  const tries = memoryTryLimiter({ failures: 3, windowMs: 60_000 })
  const admission = new Admission({ conduct, doors, directory, passes, tries, clock, ids, publicUrl })
  const startsAt = (clock.now() + HOUR) as EpochMs
  const booking = await bookings.book(ACME, {
    creator: ada.unionId,
    title: 'Review',
    startsAt,
    endsAt: (startsAt + HOUR) as EpochMs,
    settings: { terms, kept: {} },
  })
  const shown = (by: { proof?: Proof; person?: User }) => ({ roomCode: booking.roomCode, from: '10.0.0.1', ...by })
  const admit = (by: { proof?: Proof; person?: User }) =>
    admission.admit({ ...shown(by), nick: 'Guest', device: 'Win' })
  const close = (id: ConferenceId) => conduct.conduct(id, { type: 'close', authority: { kind: 'app' } })
  const running = () => store.conferences.countRunning()
  return { clock, bookings, admission, booking, shown, admit, close, running }
}

const link = (token: string): Proof => ({ kind: 'link', token })
const passcode = (text: string): Proof => ({ kind: 'passcode', passcode: text })

test('[BK10] people of the organisation need no proof, all others the link or the passcode of the booking', async () => {
  const { admit, booking, admission, shown, running } = await opened()
  for (const by of [
    {},
    { person: gus },
    { proof: link('1_x') },
    { proof: passcode('0') },
    { person: gus, proof: link(booking.hostPasscode) },
  ]) {
    await assert.rejects(admit(by), { code: 'pass-invalid' })
  }
  const seen = await admission.look(shown({ person: bram }))
  assert.deepEqual([seen.title, seen.nick, seen.inside], ['Review', 'bram', []])
  assert.equal(await running(), 0)
  const first = await admit({ person: bram })
  assert.equal(first.conferenceId, seen.conferenceId, 'what he looked at is where he comes in')
  assert.equal(await running(), 1)
  const later = await Promise.all([
    admit({ person: gus, proof: link(booking.linkToken) }),
    admit({ proof: link(booking.linkToken) }),
    admit({ proof: passcode(booking.passcode) }),
  ])
  for (const { conferenceId } of later) assert.equal(conferenceId, first.conferenceId)
  await admission.enter(first.ticket)
  assert.deepEqual((await admission.look(shown({ person: ada }))).inside, ['bram'])
  assert.equal(await running(), 1)
})

test('[BK9] [EN6] a booking that is over shuts, unless somebody still holds it', async () => {
  const { admit, clock, close } = await opened()
  clock.forward(2 * HOUR - 1)
  const { conferenceId } = await admit({ person: ada })
  clock.forward(HOUR)
  assert.equal((await admit({ person: bram })).conferenceId, conferenceId)
  await close(conferenceId)
  await assert.rejects(admit({ person: bram }), { code: 'conference-ended' })
})

test('[BK21] a personal link is for the conference that is held next, and for no later one', async () => {
  const { admit, admission, bookings, booking, close } = await opened()
  const meetingUrl = bookings.shareLink(booking)
  const proofOf = (url: string): Proof => ({
    kind: 'personal-link',
    token: new URL(url).searchParams.get('login') as string,
  })
  const proof = proofOf(await admission.createPersonalLink(ACME, { meetingUrl, unionId: bram.unionId }))
  const { conferenceId, ticket } = await admit({ proof })
  await admission.enter(ticket)
  await assert.rejects(admit({ proof }), { code: 'pass-used' })
  await close(conferenceId)
  await assert.rejects(admit({ proof }), { code: 'pass-invalid' })
  const again = proofOf(await admission.createPersonalLink(ACME, { meetingUrl, unionId: bram.unionId }))
  assert.notEqual((await admit({ proof: again })).conferenceId, conferenceId)
})

test('[BK5] a cancelled booking that was never held keeps everybody out, and holds nothing', async () => {
  const { admit, admission, shown, bookings, booking, running } = await opened()
  await bookings.cancel(ACME, booking.id, ada.unionId)
  await assert.rejects(admit({ person: ada }), { code: 'conference-ended' })
  await assert.rejects(admission.look(shown({ person: ada })), { code: 'conference-ended' })
  await assert.rejects(admit({ proof: link('1_x') }), { code: 'pass-invalid' }, 'who proves nothing learns nothing')
  assert.equal(await running(), 0)
})

test('[BK5] whoever is called into the conference of a cancelled booking does not come in', async () => {
  const { admit, admission, bookings, booking } = await opened()
  const { conferenceId, ticket } = await admit({ person: ada })
  const newcomer = { person: { kind: 'user', unionId: bram.unionId }, nick: 'bram', outside: false } as const
  await admission.admitMember(conferenceId, newcomer, 'Mac')
  await bookings.cancel(ACME, booking.id, ada.unionId)
  await assert.rejects(admission.admitMember(conferenceId, newcomer, 'Mac'), { code: 'conference-ended' })
  await admission.enter(ticket) // it is good for its minute
})

test('[BK14] [BK15] a waiting room does not begin with who waits, and neither with a guest', async () => {
  const { admit, booking, running } = await opened({ waitingRoom: true })
  await assert.rejects(admit({ person: bram }), { code: 'conference-locked' })
  await assert.rejects(admit({ proof: link(booking.linkToken) }), { code: 'conference-locked' })
  assert.equal(await running(), 0)
  await admit({ person: ada })
  assert.equal(await running(), 1)
})
