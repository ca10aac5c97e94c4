import { evolveAudio, liftMute, restoreMute } from './audio-events.ts'
import type { Event } from './event.ts'
import { GrowingMap } from './growing-map.ts'
import { userKey, type PersonKey } from './identity.ts'
import type { Call, Member } from './member.ts'
import { changed, memberFor, withMember } from './member-changes.ts'
import { closed, fellSilent, opened, resumed } from './session-events.ts'
import type { Conference, ExistingConference, Running } from './state.ts'
import { OPEN_MEETINGS } from './terms.ts'
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
    case 'screen-stopped':
      return state
    case 'conference-ended':
      return { ...state, phase: 'ended', endedAt: event.endedAt ?? event.at, endReason: event.reason }
  }
}

function created(event: Extract<Event, { type: 'conference-created' }>): Running {
  const { organizationId, title, creator, roomCode, linkToken, passcode, hostPasscode, autoTransferHost, at } = event
  const { booked, engine = 'mesh' } = event
  const clientId = event.by?.kind === 'app' ? event.by.clientId : booked?.clientId
  const begins = { ...OPEN_MEETINGS, ...(booked ?? event.defaults) }
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
    engine,
    ...(booked && { booked }),
    ...(clientId !== undefined && { clientId }),
    createdAt: at,
    // Older logs do not say who created the conference: an app may have.
    hostPasswordKnown: !booked && (event.by === undefined || event.by.kind === 'app'),
    host: userKey(booked?.host ?? creator.unionId),
    locked: booked?.locked ?? false,
    sharing: begins.sharing,
    focus: undefined,
    insidersOnly: booked?.insidersOnly ?? false,
    selfUnmuting: begins.selfUnmuting,
    allMuted: 'no',
    waitingRoom: begins.waitingRoom,
    muteOnJoin: begins.muteOnJoin,
    chat: begins.chat,
    members: GrowingMap.empty(),
    sessions: GrowingMap.empty(),
    soundSessions: [],
    calledForStart: undefined,
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
  return withMember(state, called, {
    invitedCount: state.invitedCount + (member.invited ? 0 : 1),
    calledForStart: event.start ?? state.calledForStart,
  })
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

/** Notes who gave the host role to somebody else. When the server replaces an absent host, nobody has given it. */
function passedOn(state: ExistingConference, event: Extract<Event, { type: 'host-changed' }>): ExistingConference {
  const { gaveHost: _, ...to } = state.members.get(event.to) ?? {}
  const next = 'key' in to ? withMember(state, to as Member) : state
  const isGiven = event.by !== undefined && event.by.kind !== 'system'
  return isGiven ? changed(next, event.from, { gaveHost: true }) : next
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

/** The call continues: `since` stays the moment at which it began. */
function withCall(state: ExistingConference, key: PersonKey, to: 'ringing' | 'accepted'): ExistingConference {
  const call = state.members.get(key)?.call
  if (call === undefined || call.state === 'none' || call.state === 'failed') return state
  return changed(state, key, { call: { ...call, state: to } })
}
