import type { Event, Newcomer, SessionEnd } from '../../conference/event.ts'
import { personKey, userKey, type EpochMs, type ParticipantId, type PersonKey } from '../../conference/identity.ts'
import {
  withStay,
  type CallFailure,
  type Device,
  type Member,
  type Session,
  type Stay,
} from '../../conference/member.ts'
import { isBookedCoHost } from '../../conference/terms.ts'
import { nickOf } from '../../conference/waiting.ts'
import type { RoleSpan, WayIn } from './attendance-report.ts'

/** A session that has ended, or is open while `to` is absent. */
type TalliedSession = {
  participantId: ParticipantId
  device: Device
  from: EpochMs
  to?: EpochMs
  reason?: SessionEnd
}

/** What the log so far says of one person. */
export type PersonTally = {
  readonly newcomer: Newcomer
  readonly key: PersonKey
  nick: string
  renamed?: true
  wait: Member['wait']
  wasCalled: boolean
  coHost: boolean
  callFailure?: CallFailure
  wayIn?: WayIn
  leftAt?: EpochMs
  readonly history: TalliedSession[]
  readonly roles: { -readonly [Key in keyof RoleSpan]: RoleSpan[Key] }[]
  readonly removedAt: EpochMs[]
  /** As of a `Member`. */
  sessions: readonly Session[]
  stays: readonly Stay[]
}

type Created = Extract<Event, { type: 'conference-created' }>

/**
 * What attendance needs of a log. It is changed in place: the state of a conference is immutable, and to make a new one for
 * each event takes ten times as long.
 */
export type Tally = {
  created?: Created
  host?: PersonKey
  endedAt?: EpochMs
  /** In order of first appearance. */
  readonly members: Map<PersonKey, PersonTally>
  readonly ofSession: Map<ParticipantId, PersonTally>
}

export function newTally(): Tally {
  return { members: new Map(), ofSession: new Map() }
}

/** Adds the next event of the log to `tally`. Never throws, so every stored log can be read. */
export function addEvent(tally: Tally, event: Event): void {
  switch (event.type) {
    case 'conference-created':
      tally.created = event
      tally.host = userKey(event.booked?.host ?? event.creator.unionId)
      return
    case 'member-invited': {
      const person = personOf(tally, event)
      person.wasCalled = true
      person.wait = { state: 'none' }
      delete person.callFailure
      return
    }
    case 'member-knocked': {
      const person = personOf(tally, event)
      person.wait = { state: 'waiting', askedAt: event.at }
      delete person.callFailure
      return
    }
    case 'session-opened':
      return open(tally, event)
    case 'session-silent':
      return silence(tally, event.participantId, event.lastSeenAt ?? event.at)
    case 'session-resumed':
      return resume(tally, event.participantId)
    case 'session-closed':
      return close(tally, event)
    case 'host-changed':
      tally.host = event.to
      noteRole(tally, event.from, event.at)
      return noteRole(tally, event.to, event.at)
    case 'conference-ended':
      return end(tally, event.endedAt ?? event.at)
    default: {
      const person = 'member' in event && event.member !== undefined ? tally.members.get(event.member) : undefined
      if (person) changePerson(tally, person, event)
    }
  }
}

function changePerson(tally: Tally, person: PersonTally, event: Event): void {
  switch (event.type) {
    case 'member-let-in':
      person.wait = { state: 'let-in' }
      return
    case 'wait-ended':
    case 'ring-failed':
      if (event.type === 'wait-ended') person.wait = { state: 'none' }
      person.callFailure = event.reason
      return
    case 'member-removed':
      person.removedAt.push(event.at)
      person.wait = { state: 'none' }
      delete person.callFailure
      return
    case 'member-banned':
      person.wait = { state: 'none' }
      return
    case 'member-renamed':
      person.nick = event.nick
      person.renamed = true
      return
    case 'co-host-added':
    case 'co-host-removed':
      person.coHost = event.type === 'co-host-added'
      return noteRole(tally, person.key, event.at)
    // The others do not say who was there.
    default:
  }
}

/** The person of `newcomer`, who appears now if they are not known. */
function personOf(tally: Tally, newcomer: Newcomer & Readonly<{ at: EpochMs }>): PersonTally {
  const key = personKey(newcomer.person)
  const booked = tally.created?.booked
  const known = tally.members.get(key)
  const person = known ?? {
    newcomer,
    key,
    nick: newcomer.nick,
    wait: { state: 'none' },
    wasCalled: false,
    coHost: isBookedCoHost(booked, newcomer.person),
    history: [],
    roles: [],
    removedAt: [],
    sessions: [],
    stays: [],
  }
  person.nick = nickOf({ members: tally.members, ...(booked && { booked }) }, person, newcomer)
  if (known) return known
  tally.members.set(key, person)
  noteRole(tally, key, newcomer.at)
  return person
}

/** Notes the role that a person has from `at` on, if it is another one than before. */
function noteRole(tally: Tally, key: PersonKey, at: EpochMs): void {
  const person = tally.members.get(key)
  if (!person) return
  const role = key === tally.host ? 'host' : person.coHost ? 'co-host' : undefined
  const last = person.roles.at(-1)
  if (last?.to === undefined) {
    if (last?.role === role) return
    if (last) last.to = at
  }
  if (role !== undefined) person.roles.push({ role, from: at })
}

function open(tally: Tally, event: Extract<Event, { type: 'session-opened' }>): void {
  const { participantId, device, at } = event
  const person = personOf(tally, event)
  person.wayIn ??= wayInOf(tally, person)
  person.wait = { state: 'none' }
  delete person.callFailure
  person.history.push({ participantId, device, from: at })
  person.sessions = [...person.sessions, { participantId, device, joinedAt: at, silent: false }]
  tally.ofSession.set(participantId, person)
}

function wayInOf({ host }: Tally, { key, newcomer, wasCalled }: PersonTally): WayIn {
  if (newcomer.person.kind === 'phone') return 'phone'
  if (key === host) return 'host'
  return wasCalled ? 'invited' : 'link'
}

function silence(tally: Tally, id: ParticipantId, lastSeenAt: EpochMs): void {
  changeSession(tally, id, ({ participantId, device, joinedAt }) => ({
    participantId,
    device,
    joinedAt,
    silent: true,
    lastSeenAt,
  }))
}

function resume(tally: Tally, id: ParticipantId): void {
  changeSession(tally, id, (session) => {
    if (!session.silent) return session
    const { participantId, device, joinedAt, lastSeenAt } = session
    return { participantId, device, joinedAt, silent: false, provenUntil: lastSeenAt }
  })
}

function changeSession(tally: Tally, id: ParticipantId, change: (session: Session) => Session): void {
  const person = tally.ofSession.get(id)
  if (!person) return
  person.sessions = person.sessions.map((session) => (session.participantId === id ? change(session) : session))
}

function close(tally: Tally, event: Extract<Event, { type: 'session-closed' }>): void {
  const { participantId, reason, leftAt } = event
  const person = tally.ofSession.get(participantId)
  const session = person?.history.find((one) => one.participantId === participantId && one.to === undefined)
  if (!person || !session) return
  session.to = leftAt
  session.reason = reason
  person.sessions = person.sessions.filter((one) => one.participantId !== participantId)
  person.stays = withStay(person.stays, { from: session.from, to: leftAt })
  if (person.leftAt === undefined || leftAt > person.leftAt) person.leftAt = leftAt
}

function end(tally: Tally, endedAt: EpochMs): void {
  tally.endedAt = endedAt
  for (const { roles } of tally.members.values()) {
    const last = roles.at(-1)
    if (last && last.to === undefined) last.to = last.from > endedAt ? last.from : endedAt
  }
}
