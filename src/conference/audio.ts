import { isMutedByAll, maySelfUnmute, ruleMutingAll, whenMuted } from './audio-events.ts'
import type { Authority, Command } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { Running } from './state.ts'
import type { Event } from './event.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import { hasRole, type Member, type Session } from './member.ts'

type Given<Type extends Command['type']> = Extract<Command, { type: Type }>

/** @throws ConferenceError `member-not-found`, `session-not-found`, `not-permitted` (a co-host mutes no host) */
export function muting(now: Running, { authority, member: key, participantId, at }: Given<'mute'>): readonly Event[] {
  const member = memberOf(now, key)
  if (authority.kind === 'member' && key === now.host && authority.key !== key) {
    throw new ConferenceError('not-permitted')
  }
  const muted = { type: 'member-muted', member: key, ...by(authority), at } as const
  if (participantId === undefined) return member.audio === 'allowed' ? [muted] : []
  return openSession(member, participantId).muted ? [] : [{ ...muted, participantId }]
}

/** @throws ConferenceError `member-not-found`, `session-not-found` */
export function unmuting(now: Running, { member: key, participantId, at }: Given<'unmute'>): readonly Event[] {
  const member = memberOf(now, key)
  if (participantId !== undefined) return unmuted(member, [openSession(member, participantId)], false, at)
  return unmuted(member, member.sessions, true, at)
}

/** @throws ConferenceError `session-not-found`, `session-ended`, `muted-by-host` */
export function unmutingSelf(now: Running, { participantId, at }: Given<'unmute-self'>): readonly Event[] {
  const key = now.sessions.get(participantId)
  if (key === undefined) throw new ConferenceError('session-not-found')
  const member = memberOf(now, key)
  const session = member.sessions.find((open) => open.participantId === participantId)
  if (!session) throw new ConferenceError('session-ended')
  const strict = session.muted && !maySelfUnmute(now) && !hasRole(now, member)
  if (member.audio === 'barred' || strict) throw new ConferenceError('muted-by-host')
  return unmuted(member, [session], true, at)
}

/** What is set of self-unmuting stays: without `force` too they may not where that is set. */
export function mutingAll(now: Running, { authority, force, at }: Given<'mute-all'>): readonly Event[] {
  const rule = ruleMutingAll(now, force)
  const audio = whenMuted(rule)
  const changes =
    now.allMuted !== rule.allMuted || [...now.members.values()].some((member) => isMutedByAll(now, member, audio))
  return changes ? [{ type: 'all-muted', barred: force, apart: true, ...by(authority), at }] : []
}

export function unmutingAll(now: Running, { at }: Given<'unmute-all'>): readonly Event[] {
  const changes = now.allMuted !== 'no' || [...now.members.values()].some((member) => !isFree(member))
  return changes ? [{ type: 'all-unmuted', apart: true, at }] : []
}

/** Nothing of his is muted by anybody. */
function isFree(member: Member): boolean {
  return member.audio === 'allowed' && member.sessions.every(({ muted }) => !muted)
}

function unmuted(member: Member, sessions: readonly Session[], asPerson: boolean, at: EpochMs): readonly Event[] {
  const events: Event[] = []
  const { key } = member
  if (asPerson && member.audio !== 'allowed') events.push({ type: 'member-unmuted', member: key, at })
  for (const { participantId, muted } of sessions) {
    if (muted) events.push({ type: 'member-unmuted', member: key, participantId, at })
  }
  return events
}

/** What an event tells of who had it happen. */
function by(authority: Authority): { by?: PersonKey } {
  return authority.kind === 'member' ? { by: authority.key } : {}
}

function memberOf(now: Running, key: Member['key']): Member {
  const member = now.members.get(key)
  if (!member) throw new ConferenceError('member-not-found')
  return member
}

function openSession(member: Member, participantId: ParticipantId): Session {
  const session = member.sessions.find((open) => open.participantId === participantId)
  if (!session) throw new ConferenceError('session-not-found')
  return session
}
