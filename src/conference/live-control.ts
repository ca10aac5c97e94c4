import { actorKey, type Actor } from './actor.ts'
import type { CommandOf } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { EventBody } from './event.ts'
import type { PersonKey } from './identity.ts'
import type { Member } from './member.ts'
import type { Running } from './state.ts'

/** Lowers hands, which only media states know. @throws ConferenceError `member-not-found` */
export function decideLowerHands(conference: Running, { member: key }: CommandOf<'lower-hands'>): readonly EventBody[] {
  if (key === undefined) return [{ type: 'hands-lowered' }]
  return requireMember(conference, key).sessions.length === 0 ? [] : [{ type: 'hands-lowered', member: key }]
}

/** @throws ConferenceError `member-not-found`, `session-not-found`, `not-permitted` (a co-host stops the host's camera) */
export function decideStopVideo(
  conference: Running,
  { by, member: key, participantId }: CommandOf<'stop-video'>,
): readonly EventBody[] {
  const { sessions } = requireStoppable(conference, { by, key })
  if (participantId === undefined) return sessions.length === 0 ? [] : [{ type: 'video-stopped', member: key }]
  if (!sessions.some((session) => session.participantId === participantId)) {
    throw new ConferenceError('session-not-found')
  }
  return [{ type: 'video-stopped', member: key, participantId }]
}

/** @throws ConferenceError `member-not-found`, `not-permitted` (a co-host stops the host's share) */
export function decideStopScreen(
  conference: Running,
  { by, member: key }: CommandOf<'stop-screen'>,
): readonly EventBody[] {
  const { sessions } = requireStoppable(conference, { by, key })
  return sessions.length === 0 ? [] : [{ type: 'screen-stopped', member: key }]
}

/** A member whose camera or share the actor may stop. */
function requireStoppable(conference: Running, { by, key }: Readonly<{ by: Actor; key: PersonKey }>): Member {
  const member = requireMember(conference, key)
  if (by.kind === 'person' && key === conference.host && actorKey(by) !== key) {
    throw new ConferenceError('not-permitted')
  }
  return member
}

function requireMember(conference: Running, key: PersonKey): Member {
  const member = conference.members.get(key)
  if (!member) throw new ConferenceError('member-not-found')
  return member
}
