import { actorKey } from './actor.ts'
import type { ExistingConference } from './state.ts'
import type { Event } from './event.ts'
import type { PersonKey } from './identity.ts'
import { hasRole, withMuted, withMutedBy, type Audio, type Member } from './member.ts'

type Rule = Pick<ExistingConference, 'selfUnmuting' | 'allMuted'>
type Heard = Rule & Pick<ExistingConference, 'host' | 'members'>
type Opened = Rule & Pick<ExistingConference, 'host' | 'booked' | 'activeCount'>
/** People who may be inside unmuted where a crowd is muted. */
const QUIET_ABOVE = 6

type AudioEvent = Extract<
  Event,
  { type: 'member-muted' | 'member-unmuted' | 'all-muted' | 'all-unmuted' | 'self-unmuting-changed' }
>

/** The members and the rule after `event`. */
export function evolveAudio(state: Heard, event: AudioEvent): Rule & Pick<ExistingConference, 'members'> {
  const { selfUnmuting, allMuted, members } = state
  switch (event.type) {
    case 'member-muted':
    case 'member-unmuted':
      return { selfUnmuting, allMuted, members: silence(state, event) }
    case 'all-muted': {
      const rule = ruleMutingAll({ selfUnmuting: event.apart ? selfUnmuting : true }, event.barred)
      const audio = whenMuted(rule)
      const muted = members.mapValues((member) =>
        isMutedByAll(state, member, audio) ? { ...withMutedBy(member, mutedBy(event)), audio } : member,
      )
      return { ...rule, members: muted }
    }
    case 'all-unmuted':
      return {
        selfUnmuting: event.apart ? selfUnmuting : true,
        allMuted: 'no',
        members: members.mapValues((member) => ({
          ...member,
          audio: 'allowed',
          sessions: member.sessions.map((session) => withMuted(session, false)),
        })),
      }
    case 'self-unmuting-changed': {
      const [from, audio] = event.allowed ? (['barred', 'muted'] as const) : (['muted', 'barred'] as const)
      return {
        selfUnmuting: event.allowed,
        // Allowing it also ends what muting all with force forbids.
        allMuted: event.allowed && allMuted === 'barred' ? 'muted' : allMuted,
        members: members.mapValues((member) =>
          // Members who may no longer unmute themselves see an app as the cause, whoever muted them.
          member.audio === from && !hasRole(state, member) ? { ...withMutedBy(member, undefined), audio } : member,
        ),
      }
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
export function isMutedByAll(state: Pick<ExistingConference, 'host'>, member: Member, audio: Audio): boolean {
  return member.joinedAt !== undefined && !hasRole(state, member) && member.audio !== audio
}

/** The members after `key` got a role: a member with a role may unmute themselves. */
export function liftMute({ members }: Heard, key: PersonKey): ExistingConference['members'] {
  const member = members.get(key)
  return member?.audio === 'barred' ? members.with(key, { ...member, audio: 'allowed' }) : members
}

/** The members after `key` lost a role: a muted member is then muted like everybody without one. */
export function restoreMute(state: Heard, key: PersonKey): ExistingConference['members'] {
  const member = state.members.get(key)
  if (member?.audio !== 'muted' || hasRole(state, member)) return state.members
  return state.members.with(key, { ...member, audio: whenMuted(state) })
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

function silence(
  state: Heard,
  event: Extract<AudioEvent, { type: 'member-muted' | 'member-unmuted' }>,
): ExistingConference['members'] {
  const { member: key, participantId } = event
  const before = state.members.get(key)
  if (!before) return state.members
  const muted = event.type === 'member-muted'
  const member = muted ? withMutedBy(before, mutedBy(event)) : before
  if (participantId === undefined) {
    const audio = hasRole(state, member) ? 'muted' : whenMuted(state)
    return state.members.with(key, { ...member, audio: muted ? audio : 'allowed' })
  }
  const sessions = member.sessions.map((session) =>
    session.participantId === participantId ? withMuted(session, muted) : session,
  )
  return state.members.with(key, { ...member, sessions })
}

/** The person who muted; `undefined`: an app, the system, or unknown. */
function mutedBy({ by }: Event): PersonKey | undefined {
  return by && actorKey(by)
}
