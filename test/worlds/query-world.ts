import assert from 'node:assert/strict'
import { stubApi } from '../../src/dingtalk/gateway/stub-api.fixture.ts'
import { toActor } from '../../src/conference/actor.ts'
import { ConferenceError } from '../../src/conference/conference-error.ts'
import { toIntent, type Draw } from '../../src/conference/any-command.fixture.ts'
import { APP } from '../../src/conference/scenario.fixture.ts'
import type { Newcomer } from '../../src/conference/event.ts'
import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  UnionId,
} from '../../src/conference/identity.ts'
import { BookingError } from '../../src/service/booking/booking-error.ts'
import type { Caller } from '../../src/service/account/caller.ts'
import { openTestServices } from '../../src/server/services.fixture.ts'

export type Corp = 'acme' | 'globex'

export const PEOPLE: Readonly<Record<Corp, readonly string[]>> = {
  acme: ['ada', 'bram', 'cleo'],
  globex: ['gus', 'hal'],
}
export const EVERYBODY = [...PEOPLE.acme, ...PEOPLE.globex]
const SCOPES = new Set(['VideoConference.Conference.Read'])
const callerOf = (corp: Corp): Caller => ({
  clientId: corp,
  kind: 'app',
  organizationId: corp as OrganizationId,
  scopes: SCOPES,
})

/** A step with the `n`th existing conference or booking. */
export type Step =
  | {
      do: 'create' | 'book' | 'hold' | 'cancel' | 'join' | 'leave' | 'invite' | 'kick' | 'guest'
      n: number
      who: number
    }
  /** A random command. */
  | { do: 'ask'; n: number; who: number; drawn: Draw }

type Held = Readonly<{
  id: ConferenceId
  corp: Corp
  title: string
  roomCode: string
  bookingId?: BookingId
  sessions: ParticipantId[]
}>
type Booked = Readonly<{ id: BookingId; corp: Corp; title: string; roomCode: string }>

/** The API over real services and a real store. The names of the organizations are the access tokens. */
export async function openWorld() {
  const services = await openTestServices()
  const { store, clock, ids, directory, heads, roster, conductor, meetings, conferences, history, quality, bookings } =
    services
  for (const [corp, people] of Object.entries(PEOPLE)) {
    const organizationId = corp as OrganizationId
    await store.directory.saveOrganization({ id: organizationId, name: corp })
    for (const name of people) {
      await directory.saveUser({ organizationId, userId: name, unionId: name as UnionId, name, admin: false })
    }
  }
  const authenticate = async (token: string) => callerOf(token as Corp)
  const api = stubApi({
    now: () => clock.now(),
    accessTokens: { authenticate },
    heads: bound(heads, ['loadOwned']),
    roster: bound(roster, ['listMembers', 'listOngoing']),
    history: bound(history, [
      'listRunning',
      'listStartedAt',
      'pageRunning',
      'pageByRoomCode',
      'pageBegun',
      'pageSessions',
    ]),
    quality: bound(quality, ['listLatest', 'listSeries']),
    bookings: bound(bookings, ['findLastConference', 'load']),
  })
  const held: Held[] = []
  const booked: Booked[] = []
  const phone: Newcomer = { person: { kind: 'phone', number: '1380' }, nick: 'Desk', outside: true }
  const personOf = (corp: Corp, name: string): Newcomer => ({
    person: { kind: 'user', unionId: name as UnionId },
    nick: name,
    outside: !PEOPLE[corp].includes(name),
  })

  const enter = async ({ id, sessions }: Held, newcomer: Newcomer, participantId: ParticipantId, roundTripTime = 1) => {
    await conductor.execute(id, {
      type: 'join',
      by: toActor(newcomer.person),
      ...newcomer,
      device: 'Mac',
      participantId,
    })
    sessions.push(participantId)
    quality.note(id, participantId, { roundTripTime })
    await quality.save()
  }
  const plan = async ({ do: what, n, who }: Step): Promise<void> => {
    const corp = n % 2 === 0 ? 'acme' : 'globex'
    const [creator = '', ...others] = PEOPLE[corp] as readonly UnionId[]
    const booking = booked[n % booked.length]
    if (what === 'create') {
      const order = { creator: creator as UnionId, title: `${corp} meeting ${held.length}`, invitees: others }
      const { id, title, roomCode } = await conferences.create(callerOf(corp), {
        ...order,
        by: APP,
        inviteCreator: true,
      })
      held.push({ id, corp, title, roomCode, sessions: [] })
    } else if (what === 'book') {
      const terms = { waitingRoom: who % 2 === 0, beforeHost: who % 3 > 0, coHosts: others.slice(0, 1) }
      const { id, title, roomCode } = await bookings.book(callerOf(corp), {
        creator: creator as UnionId,
        title: `${corp} booking ${booked.length}`,
        startsAt: clock.now(),
        endsAt: (clock.now() + 1_000_000) as EpochMs,
        settings: { terms, passive: {} },
      })
      booked.push({ id, corp, title, roomCode })
    } else if (booking && what === 'cancel') {
      await bookings.cancel(callerOf(booking.corp), booking.id, PEOPLE[booking.corp][0] as UnionId)
    } else if (booking && what === 'hold') {
      const meeting = await meetings.find(booking.roomCode)
      if (!meeting || meeting.isClosed) return
      await meetings.begin(meeting, APP)
      const { corp: owner, title, roomCode } = booking
      if (!held.some(({ id }) => id === meeting.id)) {
        held.push({ id: meeting.id, corp: owner, title, roomCode, bookingId: booking.id, sessions: [] })
      }
    }
  }

  const take = async (step: Step): Promise<void> => {
    if (['create', 'book', 'hold', 'cancel'].includes(step.do)) return plan(step)
    const conference = held[step.n % held.length]
    if (!conference) return
    const { id, corp, sessions } = conference
    const name = EVERYBODY[step.who % EVERYBODY.length] as string
    const unionId = name as UnionId
    const caller = callerOf(corp)
    const fresh = ids.object(clock.now()) as ParticipantId
    switch (step.do) {
      case 'join':
        return enter(conference, personOf(corp, name), fresh, step.who)
      case 'guest': {
        const nick = `Guest ${sessions.length} of ${held.indexOf(conference)}`
        return enter(conference, { person: { kind: 'guest', guestId: fresh }, nick, outside: true }, fresh)
      }
      case 'leave': {
        const leaving = sessions[step.who % sessions.length]
        if (leaving) await conductor.execute(id, { type: 'leave', by: APP, participantId: leaving })
        return
      }
      case 'invite':
        await conferences.invite(caller, id, { people: [{ unionId, nick: name }], phones: [] })
        return
      case 'kick':
        return conferences.remove(caller, id, { targets: [{ unionId }], forbidRejoin: step.who > 2 })
      case 'ask': {
        const { drawn } = step
        // Rows without a `unionId` are distinguished by their names.
        const people = EVERYBODY.map((one) => personOf(corp, one))
        const cast = drawn.type === 'rename' ? people : [...people, phone]
        const session = (n: number) => sessions[n % sessions.length] ?? fresh
        const ask = toIntent(drawn, { state: (await conductor.loadCommitted(id)).state, people: cast, session })
        if (ask.type === 'join') return enter(conference, ask, fresh)
        await conductor.execute(id, ask)
      }
    }
  }

  return {
    api,
    held,
    booked,
    conductor,
    services: { heads, roster, history, quality, conferences, bookings },
    /** A step that is refused changes nothing. */
    async take(step: Step): Promise<void> {
      clock.forward(step.n % 3 === 0 ? 0 : step.who)
      await take(step).catch((error: unknown) =>
        assert.ok(error instanceof ConferenceError || error instanceof BookingError, String(error)),
      )
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      await services[Symbol.asyncDispose]()
    },
  }
}
export type QueryWorld = Awaited<ReturnType<typeof openWorld>>

function bound<Part extends object, Name extends keyof Part>(part: Part, names: readonly Name[]): Pick<Part, Name> {
  const methods = names.map((name) => [name, (part[name] as (...given: unknown[]) => unknown).bind(part)])
  return Object.fromEntries(methods) as Pick<Part, Name>
}
