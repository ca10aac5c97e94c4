import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../src/conference/conference-error.ts'
import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  UnionId,
} from '../../src/conference/identity.ts'
import { appOf, type Caller } from '../../src/service/account/caller.ts'
import { BookingError } from '../../src/service/booking/booking-error.ts'
import { REFUSALS, type RefusingService } from '../../src/service/refusals.ts'
import { openWorld } from '../worlds/query-world.ts'

const ACME: Caller = { clientId: 'acme', kind: 'app', organizationId: 'acme' as OrganizationId, scopes: new Set() }
const GLOBEX: Caller = { ...ACME, clientId: 'globex', organizationId: 'globex' as OrganizationId }
/** The host, a member, a colleague who is not on the roster, a person of another organization, and nobody. */
const PEOPLE = ['ada', 'bram', 'cleo', 'gus', 'nobody'] as readonly string[] as readonly UnionId[]
const DEVICES = [undefined, 'f'.repeat(24)] as readonly string[] as readonly (ParticipantId | undefined)[]

/** Calls `method` in each of the situations, and collects the codes that it is refused with. */
async function refusalsOf(calls: readonly (() => unknown)[]): Promise<readonly string[]> {
  const codes = new Set<string>()
  for (const call of calls) {
    try {
      await call()
    } catch (error) {
      if (!(error instanceof ConferenceError || error instanceof BookingError)) throw error
      codes.add(error.code)
    }
  }
  return [...codes].toSorted()
}

test('[HO15] each service refuses with every code that it declares, and with no other', async () => {
  await using world = await openWorld()
  const { heads, roster, history, quality, conferences, bookings } = world.services
  const order = {
    by: appOf(ACME),
    creator: 'ada' as UnionId,
    title: 'Sync',
    inviteCreator: true,
    invitees: ['bram' as UnionId],
  }
  const create = async (): Promise<ConferenceId> => (await conferences.create(ACME, order)).id
  const foreign = await conferences.create(GLOBEX, { ...order, creator: 'gus' as UnionId, invitees: [] })
  const locked = await create()
  await conferences.setLocked(ACME, locked, true)
  const ended = await create()
  await conferences.close(ACME, ended, 'ada' as UnionId)
  const running = await create()
  const ids = ['f'.repeat(24) as ConferenceId, foreign.id, ended, locked, running]
  const place = { after: 0, limit: 5 }

  const times = { startsAt: 2e12 as EpochMs, endsAt: 2e12 + 1 } as { startsAt: EpochMs; endsAt: EpochMs }
  const backwards = { startsAt: times.endsAt, endsAt: times.startsAt }
  const terms = { creator: 'ada' as UnionId, title: 'Sync', settings: { terms: {}, passive: {} } }
  const [mine, cancelled] = [
    await bookings.book(ACME, { ...terms, ...times }),
    await bookings.book(ACME, { ...terms, ...times }),
  ]
  await bookings.cancel(ACME, cancelled.id, 'ada' as UnionId)
  const theirs = await bookings.book(GLOBEX, { ...terms, ...times, creator: 'gus' as UnionId })
  const bookingIds = ['none' as BookingId, theirs.id, cancelled.id, mine.id]
  const settings = [
    { terms: {}, passive: {} },
    { terms: {}, passive: {}, allowedOrganization: 'globex' },
    { terms: {}, passive: { moziConfExtensionAppSettings: Array.from({ length: 11 }, () => ({})) } },
  ]

  const ofEach = <Thing>(things: readonly Thing[], call: (thing: Thing) => unknown) =>
    things.map((thing) => () => call(thing))
  const ofConferences = (call: (id: ConferenceId) => unknown) => ofEach(ids, call)
  const ofMembers = (call: (id: ConferenceId, unionId: UnionId) => unknown) =>
    ids.flatMap((id) => ofEach(PEOPLE, (unionId) => call(id, unionId)))
  const ofDevices = (
    call: (id: ConferenceId, target: { unionId: UnionId; participantId?: ParticipantId }) => unknown,
  ) =>
    ids.flatMap((id) =>
      PEOPLE.flatMap((unionId) =>
        ofEach(DEVICES, (device) => call(id, { unionId, ...(device && { participantId: device }) })),
      ),
    )
  const ofBookings = (call: (id: BookingId, unionId: UnionId) => unknown) =>
    bookingIds.flatMap((id) => ofEach(PEOPLE, (unionId) => call(id, unionId)))

  const happened: Record<
    Exclude<RefusingService, 'Engines' | 'Admission'>,
    Record<string, readonly (() => unknown)[]>
  > = {
    Heads: { loadOwned: ofConferences((id) => heads.loadOwned(ACME, id)) },
    Roster: {
      listMembers: ofConferences((id) => roster.listMembers(ACME, id, place)),
      listOngoing: ofEach(PEOPLE, (unionId) => roster.listOngoing(ACME, unionId)),
    },
    History: {
      listRunning: ofConferences((id) => history.listRunning(ACME, [id])),
      pageRunning: ofEach([1, 5], (limit) => history.pageRunning(ACME, { limit })),
      listStartedAt: ofEach([0, 1], (at) => history.listStartedAt(ACME, at as EpochMs)),
      pageByRoomCode: ofEach([foreign.roomCode, '1'], (code) => history.pageByRoomCode(ACME, code, { limit: 5 })),
      pageBegun: ofEach([true, false], (onlyEnded) =>
        history.pageBegun(ACME, { from: 0 as EpochMs, to: 3e12 as EpochMs, onlyEnded }, { limit: 5 }),
      ),
      pageSessions: ofConferences((id) => history.pageSessions(ACME, id, { limit: 5 })),
    },
    Quality: {
      listLatest: ofConferences((id) => quality.listLatest(ACME, id, [])),
      listSeries: ofMembers((id, unionId) =>
        quality.listSeries(ACME, id, { unionId, from: 0 as EpochMs, to: 3e12 as EpochMs }),
      ),
    },
    Conferences: {
      create: ofEach(PEOPLE, (creator) => conferences.create(ACME, { ...order, creator })),
      setLocked: ofConferences((id) => conferences.setLocked(ACME, id, id === locked)),
      setAllMuted: ofConferences((id) => conferences.setAllMuted(ACME, id, { muted: true, force: true })),
      changeSettings: ofConferences((id) => conferences.changeSettings(ACME, id, {})),
      invite: ofMembers((id, unionId) =>
        conferences.invite(ACME, id, { people: [{ unionId, nick: unionId }], phones: [] }),
      ),
      setMuted: ofDevices((id, target) => conferences.setMuted(ACME, id, { muted: true, ...target })),
      setCoHosts: ofMembers((id, unionId) => conferences.setCoHosts(ACME, id, { add: true, unionIds: [unionId] })),
      setFocus: ofMembers((id, unionId) => conferences.setFocus(ACME, id, { on: true, unionId })),
      rename: ofMembers((id, unionId) => conferences.rename(ACME, id, { unionId, nick: 'X' })),
      remove: ofDevices((id, target) => conferences.remove(ACME, id, { targets: [target], forbidRejoin: false })),
      close: ofMembers((id, unionId) => conferences.close(ACME, id, unionId)),
    },
    Bookings: {
      book: [
        ...ofEach(PEOPLE, (creator) => bookings.book(ACME, { ...terms, ...times, creator })),
        ...ofEach(settings, (given) => bookings.book(ACME, { ...terms, ...times, settings: given })),
        () => bookings.book(ACME, { ...terms, ...backwards }),
      ],
      load: ofBookings((id, unionId) => bookings.load(ACME, id, unionId)),
      loadSettings: ofBookings((id) => bookings.loadSettings(ACME, id)),
      findLastConference: ofBookings((id) => bookings.findLastConference(ACME, id)),
      createShortLink: ofBookings((id, unionId) => bookings.createShortLink(ACME, id, { creator: unionId, app: {} })),
      change: [
        ...ofBookings((id, creator) => bookings.change(ACME, id, { ...times, creator, title: 'X' })),
        () => bookings.change(ACME, mine.id, { ...backwards, creator: 'ada' as UnionId, title: 'X' }),
      ],
      changeSettings: settings.flatMap((given) =>
        ofBookings((id, creator) => bookings.changeSettings(ACME, id, { creator, settings: given })),
      ),
      cancel: ofBookings((id, creator) => bookings.cancel(ACME, id, creator)),
    },
  }

  for (const [service, methods] of Object.entries(happened)) {
    const declared: Readonly<Record<string, readonly string[]>> = REFUSALS[service as RefusingService]
    assert.deepEqual(Object.keys(methods).toSorted(), Object.keys(declared).toSorted(), service)
    for (const [method, calls] of Object.entries(methods)) {
      assert.deepEqual(await refusalsOf(calls), declared[method]?.toSorted(), `${service}.${method}`)
    }
  }
})
