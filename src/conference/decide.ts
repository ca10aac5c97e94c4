import { decideMute, decideMuteAll, decideUnmute, decideUnmuteAll, decideUnmuteSelf } from './audio.ts'
import type { Command, CommandOf, Invitee } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import { isInside, requireRunning, type Conference, type Running } from './state.ts'
import type { ConferenceEnd, DecidedEvent, EventBody, Newcomer, SessionEnd } from './event.ts'
import { personKey, type EpochMs, type ParticipantId, type PersonKey } from './identity.ts'
import { isBeingCalled, type Member, type Session } from './member.ts'
import { requireBanLift, requirePermission } from './permission.ts'
import { decideLowerHands, decideStopScreen, decideStopVideo } from './live-control.ts'
import { decideRemoval } from './removal.ts'
import { entryPolicy, joinsAsHost } from './entry.ts'
import { decideSettings, settingsChanged } from './settings.ts'
import { successor } from './succession.ts'
import { decideGiveUp, decideKnock, decideLetIn, endOfWaits } from './waiting.ts'

/**
 * The events that `command` leads to. Each has the time and the actor of the command. None if nothing changes.
 *
 * @throws ConferenceError if the command is not allowed, if the conference has ended or does not exist, or if it names a
 *   member or session that does not exist
 */
export function decide(state: Conference, command: Command): readonly DecidedEvent[] {
  const { at, by } = command
  return eventsOf(state, command).map((event) => ({ ...event, at, by }))
}

function eventsOf(state: Conference, command: Command): readonly EventBody[] {
  const { at } = command
  if (command.type === 'create') return decideCreation(state, command)
  const conference = requireRunning(state)
  requirePermission(conference, command)
  switch (command.type) {
    case 'invite':
      if (command.start !== undefined && command.start === conference.calledForStart) return []
      return uniqueInvitees(command.invitees).flatMap((invitee) => decideInvitation(conference, invitee, command))
    case 'knock':
      return decideKnock(conference, command)
    case 'let-in':
      return decideLetIn(conference, command)
    case 'give-up-waiting':
      return decideGiveUp(conference, command)
    case 'confirm-ring':
      return callStateOf(conference, command.member) === 'calling'
        ? [{ type: 'ring-reached', member: command.member }]
        : []
    case 'accept-ring':
      requireCalled(conference, command.member)
      return callStateOf(conference, command.member) === 'accepted'
        ? []
        : [{ type: 'ring-accepted', member: command.member }]
    case 'decline-ring':
      requireUnanswered(conference, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'declined' }]
    case 'fail-ring':
      requireUnanswered(conference, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'line-failed' }]
    case 'cancel-ring':
      requireUnanswered(conference, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'cancelled' }]
    case 'time-out-ring': {
      const member = conference.members.get(command.member)
      if (!member || !isBeingCalled(member) || !('since' in member.call)) return []
      if (member.call.since !== command.since) return []
      return [{ type: 'ring-failed', member: command.member, reason: 'timed-out' }]
    }
    case 'join':
      return decideJoin(conference, command)
    case 'resume':
      return requireSession(conference, command.participantId).silent
        ? [{ type: 'session-resumed', participantId: command.participantId }]
        : []
    case 'fall-silent': {
      const session = findSession(conference, command.participantId)
      if (!session || session.silent) return []
      return [{ type: 'session-silent', participantId: command.participantId, lastSeenAt: lastSeen(session, command) }]
    }
    case 'leave':
      return findSession(conference, command.participantId) ? [sessionClosed(command.participantId, 'left', at)] : []
    case 'lose-session': {
      const session = findSession(conference, command.participantId)
      return session ? [sessionClosed(command.participantId, 'lost', lastSeen(session, command))] : []
    }
    case 'remove':
      return decideRemoval(conference, command)
    case 'hand-over-host':
      requireMember(conference, command.to)
      if (conference.host === command.to) return []
      if (!isInside(conference, command.to)) throw new ConferenceError('member-not-found')
      return [{ type: 'host-changed', from: conference.host, to: command.to }]
    case 'succeed-host':
      return decideSuccession(conference)
    case 'add-co-hosts':
    case 'remove-co-hosts': {
      const adding = command.type === 'add-co-hosts'
      return [...new Set(command.members)]
        .filter((key) => requireMember(conference, key).coHost !== adding)
        .map((member) => ({ type: adding ? 'co-host-added' : 'co-host-removed', member }))
    }
    case 'lock':
      return conference.locked ? [] : [{ type: 'conference-locked' }]
    case 'unlock':
      return conference.locked ? [{ type: 'conference-unlocked' }] : []
    case 'mute':
      return decideMute(conference, command)
    case 'unmute':
      return decideUnmute(conference, command)
    case 'unmute-self':
      return decideUnmuteSelf(conference, command)
    case 'mute-all':
      return decideMuteAll(conference, command)
    case 'unmute-all':
      return decideUnmuteAll(conference)
    case 'change-settings':
      return decideSettings(conference, command)
    case 'rename': {
      const { nick, renamed } = requireMember(conference, command.member)
      return renamed && nick === command.nick
        ? []
        : [{ type: 'member-renamed', member: command.member, nick: command.nick }]
    }
    case 'set-focus':
      return decideFocus(conference, command)
    case 'set-sharing':
      return conference.sharing === command.who ? [] : [{ type: 'sharing-changed', who: command.who }]
    case 'set-waiting-room':
      return settingsChanged(conference, { waitingRoom: command.on })
    case 'set-mute-on-join':
      return settingsChanged(conference, { muteOnJoin: command.who })
    case 'set-chat':
      return settingsChanged(conference, { chat: command.allowed })
    case 'lower-hands':
      return decideLowerHands(conference, command)
    case 'stop-video':
      return decideStopVideo(conference, command)
    case 'stop-screen':
      return decideStopScreen(conference, command)
    case 'close':
      return endConference(conference, 'closed', at)
    case 'end-if-empty':
      if (conference.activeCount > 0 || conference.emptySince !== command.since) return []
      return endConference(conference, conference.attendedCount === 0 ? 'never-entered' : 'empty', at).map((event) =>
        // The timeout is over only now, but the conference was over before.
        event.type === 'conference-ended' ? { ...event, endedAt: conference.provenAt } : event,
      )
  }
}

function decideCreation(state: Conference, command: CommandOf<'create'>): readonly EventBody[] {
  if (state.phase !== 'absent') return []
  const { details } = command
  const creator: Invitee = {
    ...details.creator,
    person: { kind: 'user', unionId: details.creator.unionId },
    outside: false,
  }
  const called = command.inviteCreator ? [creator, ...command.invitees] : command.invitees
  return [
    { type: 'conference-created', ...details },
    ...uniqueInvitees(called).map((invitee): EventBody => ({
      type: 'member-invited',
      ...toNewcomer(invitee),
      ...(personKey(invitee.person) !== personKey(creator.person) && { inviter: creator.nick }),
    })),
  ]
}

/** A person who is named several times is called once, under the nick of the last entry. */
function uniqueInvitees(invitees: readonly Invitee[]): readonly Invitee[] {
  return [...new Map(invitees.map((invitee) => [personKey(invitee.person), invitee])).values()]
}

function decideInvitation(
  conference: Running,
  invitee: Invitee,
  { at, by, inviter, telephony, start }: CommandOf<'invite'>,
): readonly EventBody[] {
  const key = personKey(invitee.person)
  const member = conference.members.get(key)
  if (member && (member.sessions.length > 0 || (isBeingCalled(member) && !member.banned))) return []
  // A planned start does not bring back people who have been removed from the meeting.
  if (start !== undefined && (member?.banned || member?.removed)) return []
  if (member?.banned) requireBanLift(conference, by)
  if (entryPolicy(conference, { ...invitee, isCalled: true, at }) === 'conference-locked') {
    throw new ConferenceError('conference-locked')
  }
  // Who has attended is known by their own name. An invitation names only people who were never in.
  const nick = member?.joinedAt === undefined ? invitee.nick : member.nick
  const invited: EventBody = {
    type: 'member-invited',
    ...toNewcomer({ ...invitee, nick }),
    ...(inviter !== undefined && { inviter }),
    ...(start !== undefined && { start }),
  }
  if (invitee.person.kind !== 'phone' || telephony) return [invited]
  return [invited, { type: 'ring-failed', member: key, reason: 'no-telephony' }]
}

function decideJoin(conference: Running, command: CommandOf<'join'>): readonly EventBody[] {
  if (conference.sessions.has(command.participantId)) throw new ConferenceError('pass-used')
  const refusal = entryPolicy(conference, command)
  if (refusal) throw new ConferenceError(refusal)
  const { participantId, device, withoutSound, at } = command
  const maxSessions = command.movesHere ? 1 : (command.maxSessions ?? Infinity)
  const key = personKey(command.person)
  const open = conference.members.get(key)?.sessions ?? []
  const replaced = open.slice(0, Math.max(0, open.length + 1 - maxSessions))
  return [
    { type: 'session-opened', participantId, device, ...(withoutSound && { withoutSound }), ...toNewcomer(command) },
    ...(joinsAsHost(conference, command) && conference.host !== key
      ? [{ type: 'host-changed', from: conference.host, to: key } as const]
      : []),
    ...replaced.map((session) => ({
      ...sessionClosed(session.participantId, 'replaced', session.silent ? session.lastSeenAt : at),
      ...(command.movesHere && ({ moved: true } as const)),
    })),
  ]
}

function decideSuccession(conference: Running): readonly EventBody[] {
  const to = successor(conference)
  return to === undefined ? [] : [{ type: 'host-changed', from: conference.host, to }]
}

function decideFocus(conference: Running, command: CommandOf<'set-focus'>): readonly EventBody[] {
  const { member, insteadOf } = command
  if (insteadOf !== undefined && conference.focus !== insteadOf) return []
  if (member !== undefined && !isInside(conference, member)) throw new ConferenceError('member-not-found')
  return conference.focus === member ? [] : [{ type: 'focus-changed', ...(member !== undefined && { member }) }]
}

function endConference(conference: Running, reason: ConferenceEnd, at: EpochMs): readonly EventBody[] {
  const events: EventBody[] = []
  for (const member of conference.members.values()) {
    for (const { participantId } of member.sessions) events.push(sessionClosed(participantId, 'conference-ended', at))
    if (isBeingCalled(member)) events.push({ type: 'ring-failed', member: member.key, reason: 'conference-ended' })
  }
  return [...events, ...endOfWaits(conference), { type: 'conference-ended', reason }]
}

function sessionClosed(
  participantId: ParticipantId,
  reason: Exclude<SessionEnd, 'removed'>,
  leftAt: EpochMs,
): EventBody {
  return { type: 'session-closed', participantId, reason, leftAt }
}

/** The last heartbeat of a session, clamped: not before it joined or was reported as silent, and not after `at`. */
function lastSeen(session: Session, { at, lastSeenAt }: CommandOf<'fall-silent' | 'lose-session'>): EpochMs {
  const earliest = session.silent ? session.lastSeenAt : (session.provenUntil ?? session.joinedAt)
  return Math.min(Math.max(lastSeenAt, earliest), at) as EpochMs
}

/** Only the fields that events store: a command has others as well. */
function toNewcomer({ person, nick, jobNumber, outside }: Newcomer): Newcomer {
  return { person, nick, outside, ...(jobNumber !== undefined && { jobNumber }) }
}

function requireMember(conference: Running, key: PersonKey): Member {
  const member = conference.members.get(key)
  if (!member) throw new ConferenceError('member-not-found')
  return member
}

function callStateOf(conference: Running, key: PersonKey) {
  return conference.members.get(key)?.call.state
}

function requireCalled(conference: Running, key: PersonKey): void {
  if (!isBeingCalled(requireMember(conference, key))) throw new ConferenceError('member-not-found')
}

/** An accepted call is over for all other devices, even if the person has not joined yet. */
function requireUnanswered(conference: Running, key: PersonKey): void {
  requireCalled(conference, key)
  if (callStateOf(conference, key) === 'accepted') throw new ConferenceError('member-not-found')
}

function findSession(conference: Running, participantId: ParticipantId): Session | undefined {
  const key = conference.sessions.get(participantId)
  const member = key === undefined ? undefined : conference.members.get(key)
  return member?.sessions.find((session) => session.participantId === participantId)
}

function requireSession(conference: Running, participantId: ParticipantId): Session {
  if (!conference.sessions.has(participantId)) throw new ConferenceError('session-not-found')
  const session = findSession(conference, participantId)
  if (!session) throw new ConferenceError('session-ended')
  return session
}
