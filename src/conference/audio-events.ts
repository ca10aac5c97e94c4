import type { AudioPolicy, Held } from './conference.ts'
import type { Event } from './event.ts'
import type { PersonKey } from './identity.ts'
import { withMuted, type Audio, type Member } from './member.ts'

type Heard = Pick<Held, 'host' | 'members' | 'audioPolicy'>
type Opened = Pick<Held, 'host' | 'audioPolicy' | 'booked' | 'activeCount'>
/** People who may be inside unmuted where a crowd is muted. */
const QUIET_ABOVE = 6

type AudioEvent = Extract<
  Event,
  { type: 'member-muted' | 'member-unmuted' | 'all-muted' | 'all-unmuted' | 'self-unmuting-changed' }
>

/** Changes the members in place. @returns the policy after `event` */
export function evolveAudio(state: Heard, event: AudioEvent): AudioPolicy {
  switch (event.type) {
    case 'member-muted':
    case 'member-unmuted':
      silence(state, event)
      return state.audioPolicy
    case 'all-muted': {
      const audio = event.barred ? 'barred' : 'muted'
      for (const member of state.members.values()) {
        if (isMutedByAll(state, member, audio)) set(state, member, { audio })
      }
      return event.barred ? 'barred' : 'free'
    }
    case 'all-unmuted':
      for (const member of state.members.values()) {
        set(state, member, { audio: 'allowed', sessions: member.sessions.map((session) => withMuted(session, false)) })
      }
      return 'free'
    case 'self-unmuting-changed': {
      const [from, audio] = event.allowed ? (['barred', 'muted'] as const) : (['muted', 'barred'] as const)
      for (const member of state.members.values()) {
        if (member.audio === from && !hasRole(state, member)) set(state, member, { audio })
      }
      return event.allowed ? 'free' : 'strict'
    }
  }
}

/** Whether muting all to `audio` changes him: whoever has been in, but for host and co-hosts. */
export function isMutedByAll(state: Pick<Held, 'host'>, member: Member, audio: Audio): boolean {
  return member.joinedAt !== undefined && !hasRole(state, member) && member.audio !== audio
}

/** Whoever comes to a role may unmute himself. */
export function pardon(state: Heard, key: PersonKey): void {
  const member = state.members.get(key)
  if (member?.audio === 'barred') set(state, member, { audio: 'allowed' })
}

/** Who was in before keeps what he had: he may have been allowed since. */
export function audioOnOpening(state: Opened, member: Member): Audio {
  if (member.joinedAt !== undefined || hasRole(state, member)) return member.audio
  if (state.audioPolicy === 'barred') return 'barred'
  if (!mutesOnJoin(state)) return member.audio
  return state.audioPolicy === 'free' ? 'muted' : 'barred'
}

/** Whether whoever comes in now, without a role, begins muted, as it was booked. */
function mutesOnJoin({ booked, activeCount }: Opened): boolean {
  return booked?.muteOnJoin === 'always' || (booked?.muteOnJoin === 'crowd' && activeCount >= QUIET_ABOVE)
}

function silence(state: Heard, event: Extract<AudioEvent, { type: 'member-muted' | 'member-unmuted' }>): void {
  const { member: key, participantId } = event
  const member = state.members.get(key)
  if (!member) return
  const muted = event.type === 'member-muted'
  if (participantId === undefined) {
    const strict = state.audioPolicy !== 'free' && !hasRole(state, member)
    return set(state, member, { audio: muted ? (strict ? 'barred' : 'muted') : 'allowed' })
  }
  const sessions = member.sessions.map((session) =>
    session.participantId === participantId ? withMuted(session, muted) : session,
  )
  set(state, member, { sessions })
}

export function hasRole(state: Pick<Held, 'host'>, member: Member): boolean {
  return member.key === state.host || member.coHost
}

function set(state: Heard, member: Member, change: Partial<Member>): void {
  state.members.set(member.key, { ...member, ...change })
}
