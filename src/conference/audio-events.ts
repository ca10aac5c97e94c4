import type { Held } from './state.ts'
import type { Event } from './event.ts'
import type { PersonKey } from './identity.ts'
import { hasRole, withMuted, withMutedBy, type Audio, type Member } from './member.ts'

type Rule = Pick<Held, 'selfUnmuting' | 'allMuted'>
type Heard = Rule & Pick<Held, 'host' | 'members'>
type Opened = Rule & Pick<Held, 'host' | 'booked' | 'activeCount'>
/** People who may be inside unmuted where a crowd is muted. */
const QUIET_ABOVE = 6

type AudioEvent = Extract<
  Event,
  { type: 'member-muted' | 'member-unmuted' | 'all-muted' | 'all-unmuted' | 'self-unmuting-changed' }
>

/** Changes the members in place. @returns the rule after `event` */
export function evolveAudio(state: Heard, event: AudioEvent): Rule {
  const { selfUnmuting, allMuted } = state
  switch (event.type) {
    case 'member-muted':
    case 'member-unmuted':
      silence(state, event)
      return { selfUnmuting, allMuted }
    case 'all-muted': {
      const rule = ruleMutingAll({ selfUnmuting: event.apart ? selfUnmuting : true }, event.barred)
      const audio = whenMuted(rule)
      for (const member of state.members.values()) {
        if (isMutedByAll(state, member, audio)) set(state, withMutedBy(member, event.by), { audio })
      }
      return rule
    }
    case 'all-unmuted':
      for (const member of state.members.values()) {
        set(state, member, { audio: 'allowed', sessions: member.sessions.map((session) => withMuted(session, false)) })
      }
      return { selfUnmuting: event.apart ? selfUnmuting : true, allMuted: 'no' }
    case 'self-unmuting-changed': {
      const [from, audio] = event.allowed ? (['barred', 'muted'] as const) : (['muted', 'barred'] as const)
      for (const member of state.members.values()) {
        // Who may not unmute himself any more is told so by an app, whoever muted him.
        if (member.audio === from && !hasRole(state, member)) set(state, withMutedBy(member, undefined), { audio })
      }
      // Allowed by itself it ends what muting all with force had forbidden.
      return { selfUnmuting: event.allowed, allMuted: event.allowed && allMuted === 'barred' ? 'muted' : allMuted }
    }
  }
}

export function ruleMutingAll({ selfUnmuting }: Pick<Rule, 'selfUnmuting'>, force: boolean): Rule {
  return { selfUnmuting, allMuted: force ? 'barred' : 'muted' }
}

/** `strict`: who is muted may not unmute himself; `barred`: and everybody was muted, whoever comes in is too. */
export type AudioPolicy = 'free' | 'strict' | 'barred'

export function audioPolicyOf(rule: Rule): AudioPolicy {
  if (maySelfUnmute(rule)) return 'free'
  return rule.allMuted === 'no' ? 'strict' : 'barred'
}

/** Whether people without a role may unmute themselves, who are muted now or will be. */
export function maySelfUnmute({ selfUnmuting, allMuted }: Rule): boolean {
  return selfUnmuting && allMuted !== 'barred'
}

/** What muting makes of somebody without a role. */
export function whenMuted(rule: Rule): Audio {
  return maySelfUnmute(rule) ? 'muted' : 'barred'
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

/** Whoever is muted when he loses his role is so like everybody without one. */
export function unpardon(state: Heard, key: PersonKey): void {
  const member = state.members.get(key)
  if (member?.audio === 'muted' && !hasRole(state, member)) set(state, member, { audio: whenMuted(state) })
}

/** Who was in before keeps what he had: he may have been allowed since. */
export function audioOnOpening(state: Opened, member: Member): Audio {
  if (member.joinedAt !== undefined || hasRole(state, member)) return member.audio
  const begins = audioPolicyOf(state) === 'barred' || mutesOnJoin(state)
  return begins || member.audio !== 'allowed' ? whenMuted(state) : 'allowed'
}

/** Whether whoever comes in now, without a role, begins muted, as it was booked. */
function mutesOnJoin({ booked, activeCount }: Opened): boolean {
  return booked?.muteOnJoin === 'always' || (booked?.muteOnJoin === 'crowd' && activeCount >= QUIET_ABOVE)
}

function silence(state: Heard, event: Extract<AudioEvent, { type: 'member-muted' | 'member-unmuted' }>): void {
  const { member: key, participantId } = event
  const held = state.members.get(key)
  if (!held) return
  const muted = event.type === 'member-muted'
  const member = muted ? withMutedBy(held, event.by) : held
  if (participantId === undefined) {
    const audio = hasRole(state, member) ? 'muted' : whenMuted(state)
    return set(state, member, { audio: muted ? audio : 'allowed' })
  }
  const sessions = member.sessions.map((session) =>
    session.participantId === participantId ? withMuted(session, muted) : session,
  )
  set(state, member, { sessions })
}

function set(state: Heard, member: Member, change: Partial<Member>): void {
  state.members.set(member.key, { ...member, ...change })
}
