import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWallTime } from '../../../contract/time/wall-time.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { OPEN_MEETINGS } from '../../conference/terms.ts'
import { ACME as APP, ada as member, bram, link, opened } from '../entry/meetings.fixture.ts'
import { SettingsOfOrganizations } from './organization-settings.ts'
import { DEFAULT_SETTINGS, type OrganizationSettings } from './settings-store.ts'
import type { Principal } from './principal.ts'

const ACME = member.organizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }

test('[CO60] an administrator changes settings of their own organization, and each change is in the audit log', async () => {
  const { services } = await opened()
  const { organizationSettings: settings, audit } = services
  assert.deepEqual(await settings.load(ada, ACME), DEFAULT_SETTINGS)
  const changed = { retentionDays: 90, guests: false, meetings: { ...OPEN_MEETINGS, chat: false } }
  const edit = { retentionDays: 90, guests: false, meetings: { chat: false } }
  assert.deepEqual(await settings.change(ada, ACME, edit), changed)
  assert.deepEqual(await settings.change(ada, ACME, edit), changed, 'changes nothing')
  assert.deepEqual([await settings.load(root, ACME), await settings.current(ACME)], [changed, changed])
  assert.deepEqual(await settings.change(ada, ACME, { retentionDays: null }), {
    guests: false,
    meetings: changed.meetings,
  })
  const { entries } = await audit.page(ada, ACME, { limit: 9 })
  assert.deepEqual(
    entries.map(({ action, details }) => [action, details]),
    [
      ['settings-changed', { retentionDays: null }],
      ['settings-changed', { retentionDays: 90, guests: false, chat: false }],
    ],
  )
  const globex = 'globex' as OrganizationId
  for (const [by, id, code] of [
    [{ ...ada, admin: false }, ACME, 'not-administrator'],
    [ada, globex, 'not-administrator'],
    [root, 'nowhere' as OrganizationId, 'organization-not-found'],
  ] as const) {
    await assert.rejects(settings.load(by, id), { code })
    await assert.rejects(settings.change(by, id, { guests: true }), { code })
  }
})

test('[CO60] settings that another server can change are read each time, others only after a change', async () => {
  for (const [cacheTrust, reads] of [
    ['when-read', 3],
    ['until-own-write', 1],
  ] as const) {
    let read = 0
    const find = async (): Promise<OrganizationSettings> => ((read += 1), DEFAULT_SETTINGS)
    const unused = {} as never
    const settings = new SettingsOfOrganizations({
      store: { cacheTrust, find, findLogo: unused },
      directory: unused,
      audit: unused,
      clock: unused,
    })
    for (const _ of [1, 2, 3]) assert.deepEqual(await settings.current(ACME), DEFAULT_SETTINGS)
    assert.equal(read, reads, cacheTrust)
  }
})

test('[CO61] without guests, nobody without an account joins, not even with a ticket or the host password', async () => {
  const { services, admit, booking, admission } = await opened()
  const { organizationSettings: settings } = services
  const proof = link(booking.linkToken)
  await admission.enter((await admit({ person: member })).ticket)
  const inside = await admission.enter((await admit({ proof })).ticket)
  const { ticket } = await admit({ proof })
  await settings.change(ada, ACME, { guests: false })
  await assert.rejects(admit({ proof }), { code: 'conference-locked', details: { closedTo: 'guests' } })
  const hostPassword = { kind: 'passcode', passcode: booking.hostPasscode } as const
  await assert.rejects(admit({ proof: hostPassword }), { code: 'conference-locked' })
  await assert.rejects(admission.enter(ticket), { code: 'pass-invalid' })
  await admission.enter((await admit({ person: bram })).ticket)
  const resumed = await admission.resume(inside.resumeToken)
  assert.equal(resumed.participantId, inside.participantId)
  await settings.change(ada, ACME, { guests: true })
  await admission.enter((await admit({ proof })).ticket)
})

test('[CO62] meetings begin and are booked with the defaults of the organization', async () => {
  const { services, booking, clock } = await opened()
  const { organizationSettings, conferences, conductor, bookings, ownBookings, ownRooms, admission } = services
  const defaults = {
    waitingRoom: true,
    muteOnJoin: 'always',
    selfUnmuting: false,
    sharing: 'hosts',
    chat: false,
  } as const
  const before = await conferences.start(member)
  await organizationSettings.change(ada, ACME, { meetings: defaults })
  const { id } = await conferences.start(member)
  const pick = ({ waitingRoom, muteOnJoin, selfUnmuting, sharing, chat }: typeof OPEN_MEETINGS) => ({
    waitingRoom,
    muteOnJoin,
    selfUnmuting,
    sharing,
    chat,
  })
  const stateOf = async (conference: typeof id) => pick((await conductor.loadCommitted(conference)).state)
  assert.deepEqual(await stateOf(id), defaults)
  assert.deepEqual(await stateOf(before.id), OPEN_MEETINGS)
  const times = { startsAt: booking.startsAt, endsAt: booking.endsAt, creator: 'ada' as UnionId, title: 'Plan' }
  const set = { terms: { chat: true }, passive: {} }
  const booked = await bookings.book(APP, { ...times, settings: set })
  assert.deepEqual(pick(booked.terms), { ...defaults, chat: true })
  assert.deepEqual(pick((await bookings.loadSettings(APP, booking.id)).terms), OPEN_MEETINGS)
  const at = (ms: number) => toWallTime(clock.now() + ms, 'UTC')
  const order = {
    title: 'Own',
    plan: { start: at(3_600_000), end: at(7_200_000), timeZone: 'UTC' },
    invitees: [],
    ringAtStart: false,
    beforeHost: true,
  }
  assert.deepEqual(pick((await ownBookings.book(member, order)).booking.terms), defaults)
  const open = await ownBookings.book(member, { ...order, waitingRoom: false })
  assert.equal(open.booking.terms.waitingRoom, false)
  await organizationSettings.change(ada, ACME, { meetings: { waitingRoom: false } })
  const room = await ownRooms.open(bram, '')
  assert.deepEqual(pick(room.terms), { ...defaults, waitingRoom: true })
  const { ticket } = await admission.admit({
    roomCode: room.roomCode,
    person: bram,
    nick: '',
    device: 'Win',
    from: '::1',
  })
  const { conferenceId } = await admission.enter(ticket)
  assert.deepEqual(await stateOf(conferenceId), { ...defaults, waitingRoom: true })
})
