import { audioOnOpening, evolveAudio, liftMute, restoreMute } from './audio-events.ts'
import type { Event, Newcomer } from './event.ts'
import { GrowingMap } from './growing-map.ts'
import { personKey, userKey, type EpochMs, type ParticipantId, type PersonKey } from './identity.ts'
import { withStay, type Call, type Device, type Member, type Session } from './member.ts'
import type { Conference, ExistingConference, Running } from './state.ts'
import { isBookedCoHost } from './terms.ts'
import { nickOf } from './waiting.ts'

/** The state after `event`. It changes nothing in place, and never throws, so every stored log replays. */
export function evolve(state: Conference, event: Event): Conference {
  if (event.type === 'conference-created') return created(event)
  if (state.phase === 'absent') return state
  switch (event.type) {
    case 'member-invited':
      return invited(state, event)
    case 'member-knocked':
      return knocked(state, event)
    case 'member-let-in':
      return changed(state, event.member, { wait: { state: 'let-in' } })
    case 'wait-ended':
      return changed(state, event.member, {
        wait: { state: 'none' },
        call: { state: 'failed', reason: event.reason },
      })
    case 'ring-reached':
      return withCall(state, event.member, 'ringing')
    case 'ring-accepted':
      return withCall(state, event.member, 'accepted')
    case 'ring-failed':
      return changed(state, event.member, { call: { state: 'failed', reason: event.reason } })
    case 'session-opened':
      return opened(state, event)
    case 'session-silent':
      return fellSilent(state, event.participantId, event.lastSeenAt ?? event.at)
    case 'session-resumed':
      return resumed(state, event.participantId)
    case 'session-closed':
      return closed(state, event)
    case 'member-removed':
      return removed(state, event.member)
    case 'member-banned':
      return changed(state, event.member, { banned: true, wait: { state: 'none' } })
    case 'host-changed': {
      const handed = { ...state, members: liftMute(state, event.to), host: event.to }
      return passedOn({ ...handed, members: restoreMute(handed, event.from) }, event)
    }
    case 'co-host-added':
      return changed({ ...state, members: liftMute(state, event.member) }, event.member, { coHost: true })
    case 'co-host-removed': {
      const without = changed(state, event.member, { coHost: false })
      return { ...without, members: restoreMute(without, event.member) }
    }
    case 'conference-locked':
    case 'conference-unlocked':
      return { ...state, locked: event.type === 'conference-locked' }
    case 'member-muted':
    case 'member-unmuted':
    case 'all-muted':
    case 'all-unmuted':
    case 'self-unmuting-changed':
      return { ...state, ...evolveAudio(state, event) }
    case 'settings-changed': {
      const { autoTransferHost = state.autoTransferHost, insidersOnly = state.insidersOnly } = event
      const { waitingRoom = state.waitingRoom, muteOnJoin = state.muteOnJoin, chat = state.chat } = event
      return { ...state, autoTransferHost, insidersOnly, waitingRoom, muteOnJoin, chat }
    }
    case 'member-renamed':
      return changed(state, event.member, { nick: event.nick, renamed: true })
    case 'focus-changed':
      return { ...state, focus: event.member }
    case 'sharing-changed':
      return { ...state, sharing: event.who }
    case 'hands-lowered':
    case 'video-stopped':
      return state
    case 'conference-ended':
      return { ...state, phase: 'ended', endedAt: event.endedAt ?? event.at, endReason: event.reason }
  }
}

function created(event: Extract<Event, { type: 'conference-created' }>): Running {
  const { organizationId, title, creator, roomCode, linkToken, passcode, hostPasscode, autoTransferHost, at } = event
  const { booked } = event
  return {
    phase: 'running',
    organizationId,
    title,
    creator,
    roomCode,
    linkToken,
    passcode,
    hostPasscode,
    autoTransferHost,
    ...(booked && { booked }),
    createdAt: at,
    host: userKey(booked?.host ?? creator.unionId),
    locked: booked?.locked ?? false,
    sharing: booked?.sharing ?? 'everybody',
    focus: undefined,
    insidersOnly: booked?.insidersOnly ?? false,
    selfUnmuting: booked?.selfUnmuting ?? true,
    allMuted: 'no',
    waitingRoom: booked?.waitingRoom ?? false,
    muteOnJoin: booked?.muteOnJoin ?? 'never',
    chat: booked?.chat ?? true,
    members: GrowingMap.empty(),
    sessions: GrowingMap.empty(),
    invitedCount: 0,
    activeCount: 0,
    attendedCount: 0,
    heardCount: 0,
    provenAt: at,
    emptySince: at,
  }
}

function invited(state: ExistingConference, event: Extract<Event, { type: 'member-invited' }>): ExistingConference {
  const member = memberFor(state, event)
  const call: Call = {
    state: 'calling',
    since: event.at,
    ...(event.inviter !== undefined && { inviter: event.inviter }),
  }
  const called: Member = {
    ...member,
    nick: nickOf(state, member, event),
    invited: true,
    banned: false,
    removed: false,
    call,
    wait: { state: 'none' },
  }
  return withMember(state, called, { invitedCount: state.invitedCount + (member.invited ? 0 : 1) })
}

/** A person who was removed before stays so until they join again. */
function knocked(state: ExistingConference, event: Extract<Event, { type: 'member-knocked' }>): ExistingConference {
  const member = memberFor(state, event)
  return withMember(state, {
    ...member,
    nick: nickOf(state, member, event),
    call: { state: 'none' },
    wait: { state: 'waiting', askedAt: event.at },
  })
}

function opened(state: ExistingConference, event: Extract<Event, { type: 'session-opened' }>): ExistingConference {
  const { participantId, device, at } = event
  const member = memberFor(state, event)
  const entered: Member = {
    ...member,
    nick: nickOf(state, member, event),
    removed: false,
    audio: audioOnOpening(state, member),
    call: { state: 'none' },
    wait: { state: 'none' },
    joinedAt: member.joinedAt ?? at,
    device,
    sessions: [...member.sessions, { participantId, device, joinedAt: at, silent: false }],
  }
  return withMember(state, entered, {
    sessions: state.sessions.with(participantId, member.key),
    activeCount: state.activeCount + (member.sessions.length === 0 ? 1 : 0),
    attendedCount: state.attendedCount + (member.joinedAt === undefined ? 1 : 0),
    heardCount: state.heardCount + 1,
  })
}

function fellSilent(state: ExistingConference, id: ParticipantId, lastSeenAt: EpochMs): ExistingConference {
  const next = withSession(state, id, (session) => ({ ...session, silent: true, lastSeenAt }))
  if (next === state) return state
  return { ...next, heardCount: state.heardCount - 1, provenAt: later(state.provenAt, lastSeenAt) }
}

function resumed(state: ExistingConference, id: ParticipantId): ExistingConference {
  const next = withSession(state, id, ({ lastSeenAt, ...session }) => ({
    ...session,
    silent: false,
    ...(lastSeenAt !== undefined && { provenUntil: lastSeenAt }),
  }))
  return next === state ? state : { ...next, heardCount: state.heardCount + 1 }
}

/** What both kinds of sessions have, and when a silent one was last heard. */
type SessionFacts = Pick<Session, 'participantId' | 'device' | 'joinedAt' | 'muted'> &
  Readonly<{ lastSeenAt?: EpochMs }>

/** The same state if no such session is open, or if it is silent as `change` makes it. */
function withSession(
  state: ExistingConference,
  id: ParticipantId,
  change: (session: SessionFacts) => Session,
): ExistingConference {
  const member = state.members.get(state.sessions.get(id) as PersonKey)
  const session = member?.sessions.find(({ participantId }) => participantId === id)
  if (!member || !session) return state
  const { participantId, device, joinedAt, muted } = session
  const facts = { participantId, device, joinedAt, ...(muted && { muted }) }
  const next = change(session.silent ? { ...facts, lastSeenAt: session.lastSeenAt } : facts)
  if (next.silent === session.silent) return state
  return withMember(state, { ...member, sessions: member.sessions.map((open) => (open === session ? next : open)) })
}

function later(a: EpochMs, b: EpochMs): EpochMs {
  return a > b ? a : b
}

function closed(state: ExistingConference, event: Extract<Event, { type: 'session-closed' }>): ExistingConference {
  const member = state.members.get(state.sessions.get(event.participantId) as PersonKey)
  const session = member?.sessions.find(({ participantId }) => participantId === event.participantId)
  if (!member || !session) return state
  const sessions = member.sessions.filter((open) => open !== session)
  const stays = withStay(member.stays, { from: session.joinedAt, to: event.leftAt })
  const left = lastLeave(member, session, event.leftAt)
  const device: Device = sessions.at(-1)?.device ?? left.endedLast.device
  const next = withMember(
    state,
    { ...member, sessions, stays, ...left, device, lastStay: 'left' },
    { heardCount: state.heardCount - (session.silent ? 0 : 1), provenAt: later(state.provenAt, event.leftAt) },
  )
  if (sessions.length > 0) return next
  const activeCount = state.activeCount - 1
  const focus = state.focus === member.key ? undefined : state.focus
  return { ...next, activeCount, focus, ...(activeCount === 0 && { emptySince: event.at }) }
}

/** Notes who gave the role away. Nobody gives it away when the server lets the next person succeed. */
function passedOn(state: ExistingConference, event: Extract<Event, { type: 'host-changed' }>): ExistingConference {
  const { gaveHost: _, ...to } = state.members.get(event.to) ?? {}
  const next = 'key' in to ? withMember(state, to as Member) : state
  const isGiven = event.by !== undefined && event.by.kind !== 'system'
  return isGiven ? changed(next, event.from, { gaveHost: true }) : next
}

/** Two lost devices may end in a different order from that in which they fell silent. The person left at the later end. */
function lastLeave({ leftAt, endedLast }: Member, { device, joinedAt }: Session, at: EpochMs) {
  const isEarlier = leftAt !== undefined && (at < leftAt || (at === leftAt && joinedAt < (endedLast?.joinedAt ?? 0)))
  if (isEarlier && endedLast) return { leftAt, endedLast }
  return { leftAt: at, endedLast: { device, joinedAt } }
}

function removed(state: ExistingConference, key: PersonKey): ExistingConference {
  const hasJoined = state.members.get(key)?.joinedAt !== undefined
  return changed(state, key, {
    removed: true,
    ...(hasJoined && { lastStay: 'removed' }),
    call: { state: 'none' },
    wait: { state: 'none' },
  })
}

function memberFor(state: ExistingConference, newcomer: Newcomer): Member {
  const key = personKey(newcomer.person)
  const known = state.members.get(key)
  if (known) return known
  return {
    key,
    person: newcomer.person,
    seq: state.members.size + 1,
    nick: newcomer.nick,
    ...(newcomer.jobNumber !== undefined && { jobNumber: newcomer.jobNumber }),
    outside: newcomer.outside,
    coHost: isBookedCoHost(state.booked, newcomer.person),
    banned: false,
    invited: false,
    removed: false,
    audio: 'allowed',
    call: { state: 'none' },
    wait: { state: 'none' },
    sessions: [],
    stays: [],
  }
}

function withMember(
  state: ExistingConference,
  member: Member,
  change?: Partial<Omit<ExistingConference, 'phase' | 'members'>>,
): ExistingConference {
  return { ...state, ...change, members: state.members.with(member.key, member) }
}

function changed(state: ExistingConference, key: PersonKey, change: Partial<Member>): ExistingConference {
  const member = state.members.get(key)
  return member ? withMember(state, { ...member, ...change }) : state
}

/** The call continues: `since` stays the moment at which it began. */
function withCall(state: ExistingConference, key: PersonKey, to: 'ringing' | 'accepted'): ExistingConference {
  const call = state.members.get(key)?.call
  if (call === undefined || call.state === 'none' || call.state === 'failed') return state
  return changed(state, key, { call: { ...call, state: to } })
}
