import type { CommandOf, RemovalTarget } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { Running } from './state.ts'
import type { EventBody } from './event.ts'
import { isBeingCalled, type Member } from './member.ts'

/**
 * Removes people or single sessions: all of them, or none if one is unknown.
 *
 * @throws ConferenceError `member-not-found`, `session-not-found`, `not-permitted` (a person removes the host)
 */
export function decideRemoval(conference: Running, command: CommandOf<'remove'>): readonly EventBody[] {
  const events: EventBody[] = []
  const gone = new Set<string>()
  for (const target of command.targets) {
    const member = conference.members.get(target.member)
    if (!member) throw new ConferenceError('member-not-found')
    if (command.by.kind === 'person' && member.key === conference.host) throw new ConferenceError('not-permitted')
    for (const { participantId } of sessionsToClose(member, target)) {
      if (gone.has(participantId)) continue
      gone.add(participantId)
      events.push({ type: 'session-closed', participantId, reason: 'removed', leftAt: command.at })
    }
  }
  for (const key of new Set(command.targets.map((target) => target.member))) {
    events.push(...eventsOfPerson(conference.members.get(key) as Member, command, gone))
  }
  return events
}

function sessionsToClose(member: Member, { participantId }: RemovalTarget) {
  if (participantId === undefined) return member.sessions
  const session = member.sessions.find((open) => open.participantId === participantId)
  if (!session) throw new ConferenceError('session-not-found')
  return [session]
}

/**
 * A person counts as removed when their last session is gone, or when they are removed while they have none: a person who
 * has left could otherwise come straight back. A ban is always on the person.
 */
function eventsOfPerson(
  member: Member,
  { targets, forbidRejoin }: CommandOf<'remove'>,
  gone: ReadonlySet<string>,
): readonly EventBody[] {
  const wholePerson = targets.some((target) => target.member === member.key && target.participantId === undefined)
  const wasInMeeting = member.sessions.length > 0
  const allGone = wasInMeeting && member.sessions.every(({ participantId }) => gone.has(participantId))
  const events: EventBody[] = []
  const isExpected = isBeingCalled(member) || member.wait.state !== 'none'
  if (allGone || (wholePerson && !wasInMeeting && (isExpected || !member.removed))) {
    events.push({ type: 'member-removed', member: member.key })
  }
  if (forbidRejoin && !member.banned) events.push({ type: 'member-banned', member: member.key })
  return events
}
