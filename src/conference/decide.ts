import { muting, mutingAll, unmuting, unmutingAll, unmutingSelf } from './audio.ts'
import type { Command, CommandOf, Invitee } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import { isInside, running, type Conference, type Running } from './state.ts'
import type { ConferenceEnd, DecidedEvent, EventBody } from './event.ts'
import { personKey, type EpochMs, type ParticipantId, type PersonKey } from './identity.ts'
import { isBeingCalled, type Member, type Session } from './member.ts'
import { requireLifting, requirePermission } from './permission.ts'
import { removal } from './removal.ts'
import { entryPolicy } from './entry.ts'
import { changedSettings } from './settings.ts'
import { successor } from './succession.ts'
import { givingUp, knocking, lettingIn, waitsEnding } from './waiting.ts'

/**
 * The events that `command` leads to. Each has the time and the actor of the command. None if nothing changes.
 *
 * @throws ConferenceError with any code but those of passes
 */
export function decide(state: Conference, command: Command): readonly DecidedEvent[] {
  const { at, by } = command
  return eventsOf(state, command).map((event) => ({ ...event, at, by }))
}

function eventsOf(state: Conference, command: Command): readonly EventBody[] {
  const { at } = command
  if (command.type === 'create') return creation(state, command)
  const now = running(state)
  requirePermission(now, command)
  switch (command.type) {
    case 'invite':
      return once(command.invitees).flatMap((invitee) => invitation(now, invitee, command))
    case 'knock':
      return knocking(now, command)
    case 'let-in':
      return lettingIn(now, command)
    case 'give-up-waiting':
      return givingUp(now, command)
    case 'reach-ring':
      return callOf(now, command.member) === 'calling' ? [{ type: 'ring-reached', member: command.member }] : []
    case 'accept-ring':
      requireCalled(now, command.member)
      return callOf(now, command.member) === 'accepted' ? [] : [{ type: 'ring-accepted', member: command.member }]
    case 'decline-ring':
      requireRinging(now, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'declined' }]
    case 'fail-ring':
      requireRinging(now, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'line-failed' }]
    case 'cancel-ring':
      requireRinging(now, command.member)
      return [{ type: 'ring-failed', member: command.member, reason: 'cancelled' }]
    case 'time-out-ring': {
      const member = now.members.get(command.member)
      if (!member || !isBeingCalled(member) || !('since' in member.call)) return []
      if (member.call.since !== command.since) return []
      return [{ type: 'ring-failed', member: command.member, reason: 'timed-out' }]
    }
    case 'join':
      return join(now, command)
    case 'resume':
      return sessionOf(now, command.participantId).silent
        ? [{ type: 'session-resumed', participantId: command.participantId }]
        : []
    case 'fall-silent': {
      const session = findSession(now, command.participantId)
      if (!session || session.silent) return []
      return [{ type: 'session-silent', participantId: command.participantId, lastSeenAt: lastSeen(session, command) }]
    }
    case 'leave':
      return findSession(now, command.participantId) ? [leaving(command.participantId, 'left', at)] : []
    case 'lose-session': {
      const session = findSession(now, command.participantId)
      return session ? [leaving(command.participantId, 'lost', lastSeen(session, command))] : []
    }
    case 'remove':
      return removal(now, command)
    case 'hand-over-host':
      requireMember(now, command.to)
      if (now.host === command.to) return []
      if (!isInside(now, command.to)) throw new ConferenceError('member-not-found')
      return [{ type: 'host-changed', from: now.host, to: command.to }]
    case 'succeed-host':
      return succession(now)
    case 'add-co-hosts':
    case 'remove-co-hosts': {
      const adding = command.type === 'add-co-hosts'
      return [...new Set(command.members)]
        .filter((key) => requireMember(now, key).coHost !== adding)
        .map((member) => ({ type: adding ? 'co-host-added' : 'co-host-removed', member }))
    }
    case 'lock':
      return now.locked ? [] : [{ type: 'conference-locked' }]
    case 'unlock':
      return now.locked ? [{ type: 'conference-unlocked' }] : []
    case 'mute':
      return muting(now, command)
    case 'unmute':
      return unmuting(now, command)
    case 'unmute-self':
      return unmutingSelf(now, command)
    case 'mute-all':
      return mutingAll(now, command)
    case 'unmute-all':
      return unmutingAll(now)
    case 'change-settings':
      return changedSettings(now, command)
    case 'rename': {
      const { nick, renamed } = requireMember(now, command.member)
      return renamed && nick === command.nick
        ? []
        : [{ type: 'member-renamed', member: command.member, nick: command.nick }]
    }
    case 'set-focus':
      return focusing(now, command)
    case 'set-sharing':
      return now.sharing === command.who ? [] : [{ type: 'sharing-changed', who: command.who }]
    case 'close':
      return ending(now, 'closed', at)
    case 'end-if-empty':
      if (now.activeCount > 0 || now.emptySince !== command.since) return []
      return ending(now, now.attendedCount === 0 ? 'never-entered' : 'empty', at)
  }
}

function creation(state: Conference, command: CommandOf<'create'>): readonly EventBody[] {
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
    ...once(called).map((invitee): EventBody => ({
      type: 'member-invited',
      ...newcomer(invitee),
      ...(personKey(invitee.person) !== personKey(creator.person) && { inviter: creator.nick }),
    })),
  ]
}

/** A person who is named several times is called once, with the last name given. */
function once(invitees: readonly Invitee[]): readonly Invitee[] {
  return [...new Map(invitees.map((invitee) => [personKey(invitee.person), invitee])).values()]
}

function invitation(
  now: Running,
  invitee: Invitee,
  { by, inviter, telephony }: CommandOf<'invite'>,
): readonly EventBody[] {
  const key = personKey(invitee.person)
  const member = now.members.get(key)
  if (member && (member.sessions.length > 0 || (isBeingCalled(member) && !member.banned))) return []
  if (member?.banned) requireLifting(now, by)
  if (entryPolicy(now, { ...invitee, isCalled: true }) === 'conference-locked') {
    throw new ConferenceError('conference-locked')
  }
  const invited: EventBody = { type: 'member-invited', ...newcomer(invitee), ...(inviter !== undefined && { inviter }) }
  if (invitee.person.kind !== 'phone' || telephony) return [invited]
  return [invited, { type: 'ring-failed', member: key, reason: 'no-telephony' }]
}

function join(now: Running, command: CommandOf<'join'>): readonly EventBody[] {
  if (now.sessions.has(command.participantId)) throw new ConferenceError('pass-used')
  const refusal = entryPolicy(now, command)
  if (refusal) throw new ConferenceError(refusal)
  const { participantId, device } = command
  return [{ type: 'session-opened', participantId, device, ...newcomer(command) }]
}

function succession(now: Running): readonly EventBody[] {
  const to = successor(now)
  return to === undefined ? [] : [{ type: 'host-changed', from: now.host, to }]
}

function focusing(now: Running, command: CommandOf<'set-focus'>): readonly EventBody[] {
  const { member, insteadOf } = command
  if (insteadOf !== undefined && now.focus !== insteadOf) return []
  if (member !== undefined && !isInside(now, member)) throw new ConferenceError('member-not-found')
  return now.focus === member ? [] : [{ type: 'focus-changed', ...(member !== undefined && { member }) }]
}

function ending(now: Running, reason: ConferenceEnd, at: EpochMs): readonly EventBody[] {
  const events: EventBody[] = []
  for (const member of now.members.values()) {
    for (const { participantId } of member.sessions) events.push(leaving(participantId, 'conference-ended', at))
    if (isBeingCalled(member)) events.push({ type: 'ring-failed', member: member.key, reason: 'conference-ended' })
  }
  return [...events, ...waitsEnding(now), { type: 'conference-ended', reason }]
}

function leaving(
  participantId: ParticipantId,
  reason: 'left' | 'lost' | 'conference-ended',
  leftAt: EpochMs,
): EventBody {
  return { type: 'session-closed', participantId, reason, leftAt }
}

/** The last heartbeat of a session: in the meeting, and never before what was reported of it while it was silent. */
function lastSeen(session: Session, { at, lastSeenAt }: CommandOf<'fall-silent' | 'lose-session'>): EpochMs {
  const earliest = session.silent ? session.lastSeenAt : session.joinedAt
  return Math.min(Math.max(lastSeenAt, earliest), at) as EpochMs
}

/** The fields that the roster stores. A command may carry more. */
function newcomer({ person, nick, jobNumber, outside }: Invitee): Invitee {
  return { person, nick, outside, ...(jobNumber !== undefined && { jobNumber }) }
}

function requireMember(now: Running, key: PersonKey): Member {
  const member = now.members.get(key)
  if (!member) throw new ConferenceError('member-not-found')
  return member
}

function callOf(now: Running, key: PersonKey) {
  return now.members.get(key)?.call.state
}

function requireCalled(now: Running, key: PersonKey): void {
  if (!isBeingCalled(requireMember(now, key))) throw new ConferenceError('member-not-found')
}

/** An accepted call is over for all other devices, even if the person has not joined yet. */
function requireRinging(now: Running, key: PersonKey): void {
  requireCalled(now, key)
  if (callOf(now, key) === 'accepted') throw new ConferenceError('member-not-found')
}

function findSession(now: Running, participantId: ParticipantId): Session | undefined {
  const key = now.sessions.get(participantId)
  const member = key === undefined ? undefined : now.members.get(key)
  return member?.sessions.find((session) => session.participantId === participantId)
}

function sessionOf(now: Running, participantId: ParticipantId): Session {
  if (!now.sessions.has(participantId)) throw new ConferenceError('session-not-found')
  const session = findSession(now, participantId)
  if (!session) throw new ConferenceError('session-ended')
  return session
}
