import { actorKey } from './actor.ts'
import { isMutedByAll, maySelfUnmute, muteAllRule, whenMuted } from './audio-events.ts'
import type { CommandOf } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { Running } from './state.ts'
import type { EventBody } from './event.ts'
import type { ParticipantId } from './identity.ts'
import { hasRole, type Member, type Session } from './member.ts'

/** @throws ConferenceError `member-not-found`, `session-not-found`, `not-permitted` (a co-host mutes the host) */
export function decideMute(
  conference: Running,
  { by, member: key, participantId }: CommandOf<'mute'>,
): readonly EventBody[] {
  const member = requireMember(conference, key)
  if (by.kind === 'person' && key === conference.host && actorKey(by) !== key)
    throw new ConferenceError('not-permitted')
  const muted = { type: 'member-muted', member: key } as const
  if (participantId === undefined) return member.audio === 'allowed' ? [muted] : []
  return requireSession(member, participantId).muted ? [] : [{ ...muted, participantId }]
}

/** @throws ConferenceError `member-not-found`, `session-not-found` */
export function decideUnmute(
  conference: Running,
  { member: key, participantId }: CommandOf<'unmute'>,
): readonly EventBody[] {
  const member = requireMember(conference, key)
  if (participantId !== undefined) return unmuted(member, [requireSession(member, participantId)], false)
  return unmuted(member, member.sessions, true)
}

/** @throws ConferenceError `session-not-found`, `session-ended`, `muted-by-host` */
export function decideUnmuteSelf(
  conference: Running,
  { participantId }: CommandOf<'unmute-self'>,
): readonly EventBody[] {
  const key = conference.sessions.get(participantId)
  if (key === undefined) throw new ConferenceError('session-not-found')
  const member = requireMember(conference, key)
  const session = member.sessions.find((open) => open.participantId === participantId)
  if (!session) throw new ConferenceError('session-ended')
  const strict = session.muted && !maySelfUnmute(conference) && !hasRole(conference, member)
  if (member.audio === 'barred' || strict) throw new ConferenceError('muted-by-host')
  return unmuted(member, [session], true)
}

/** None if nothing changes. The setting of self-unmuting stays; without `force`, it decides who may unmute themselves. */
export function decideMuteAll(
  conference: Running,
  { force }: Pick<CommandOf<'mute-all'>, 'force'>,
): readonly EventBody[] {
  const rule = muteAllRule(conference, force)
  const audio = whenMuted(rule)
  const changes =
    conference.allMuted !== rule.allMuted ||
    [...conference.members.values()].some((member) => isMutedByAll(conference, member, audio))
  return changes ? [{ type: 'all-muted', barred: force, apart: true }] : []
}

/** None if nothing changes. */
export function decideUnmuteAll(conference: Running): readonly EventBody[] {
  const changes = conference.allMuted !== 'no' || [...conference.members.values()].some((member) => !isFree(member))
  return changes ? [{ type: 'all-unmuted', apart: true }] : []
}

/** Neither the member nor one of their devices is muted. */
function isFree(member: Member): boolean {
  return member.audio === 'allowed' && member.sessions.every(({ muted }) => !muted)
}

function unmuted(member: Member, sessions: readonly Session[], asPerson: boolean): readonly EventBody[] {
  const events: EventBody[] = []
  const { key } = member
  if (asPerson && member.audio !== 'allowed') events.push({ type: 'member-unmuted', member: key })
  for (const { participantId, muted } of sessions) {
    if (muted) events.push({ type: 'member-unmuted', member: key, participantId })
  }
  return events
}

function requireMember(conference: Running, key: Member['key']): Member {
  const member = conference.members.get(key)
  if (!member) throw new ConferenceError('member-not-found')
  return member
}

function requireSession(member: Member, participantId: ParticipantId): Session {
  const session = member.sessions.find((open) => open.participantId === participantId)
  if (!session) throw new ConferenceError('session-not-found')
  return session
}
