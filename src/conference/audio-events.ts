import { actorKey } from './actor.ts'
import type { ExistingConference } from './state.ts'
import type { Event } from './event.ts'
import type { PersonKey } from './identity.ts'
import { hasRole, withMuted, withMutedBy, type Audio, type Member, type MutedBy } from './member.ts'

/** Whether everybody was muted, and the setting of self-unmuting. */
type MuteRule = Pick<ExistingConference, 'selfUnmuting' | 'allMuted'>
type MuteState = MuteRule & Pick<ExistingConference, 'host' | 'members'>
type JoinState = MuteRule & Pick<ExistingConference, 'host' | 'muteOnJoin' | 'activeCount'>
/** If crowds are muted: people join muted while at least this many are in the meeting. */
const CROWD_SIZE = 6

type AudioEvent = Extract<
  Event,
  { type: 'member-muted' | 'member-unmuted' | 'all-muted' | 'all-unmuted' | 'self-unmuting-changed' }
>

/** The members and the muting rule after `event`. */
export function evolveAudio(state: MuteState, event: AudioEvent): MuteRule & Pick<ExistingConference, 'members'> {
  const { selfUnmuting, allMuted, members } = state
  switch (event.type) {
    case 'member-muted':
    case 'member-unmuted':
      return { selfUnmuting, allMuted, members: withMuting(state, event) }
    case 'all-muted': {
      const rule = muteAllRule({ selfUnmuting: event.apart ? selfUnmuting : true }, event.barred)
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
        // Allowing self-unmuting also lifts a forced mute-all.
        allMuted: event.allowed && allMuted === 'barred' ? 'muted' : allMuted,
        members: members.mapValues((member) =>
          // The setting is the cause now, no matter who muted them: pages show no name.
          member.audio === from && !hasRole(state, member) ? { ...withMutedBy(member, undefined), audio } : member,
        ),
      }
    }
  }
}

/** The rule after everybody was muted. The setting of self-unmuting stays. */
export function muteAllRule({ selfUnmuting }: Pick<MuteRule, 'selfUnmuting'>, force: boolean): MuteRule {
  return { selfUnmuting, allMuted: force ? 'barred' : 'muted' }
}

/**
 * `free`: muted people may unmute themselves. `strict`: they may not. `barred`: they may not, everybody was muted, and
 * people who join for the first time start muted.
 */
export type AudioPolicy = 'free' | 'strict' | 'barred'

/** The policy that follows from the rule. */
export function audioPolicyOf(rule: MuteRule): AudioPolicy {
  if (maySelfUnmute(rule)) return 'free'
  return rule.allMuted === 'no' ? 'strict' : 'barred'
}

/** Whether muted people without a role may unmute themselves. */
export function maySelfUnmute({ selfUnmuting, allMuted }: MuteRule): boolean {
  return selfUnmuting && allMuted !== 'barred'
}

/** The audio of a muted member without a role. */
export function whenMuted(rule: MuteRule): Audio {
  return maySelfUnmute(rule) ? 'muted' : 'barred'
}

/** Whether muting everybody changes this member: one who has joined and has no role. */
export function isMutedByAll(state: Pick<ExistingConference, 'host'>, member: Member, audio: Audio): boolean {
  return member.joinedAt !== undefined && !hasRole(state, member) && member.audio !== audio
}

/** The members after `key` got a role: a member with a role may unmute themselves. */
export function liftMute({ members }: MuteState, key: PersonKey): ExistingConference['members'] {
  const member = members.get(key)
  return member?.audio === 'barred' ? members.with(key, { ...member, audio: 'allowed' }) : members
}

/** The members after `key` lost a role: a muted member is then muted like everybody without one. */
export function restoreMute(state: MuteState, key: PersonKey): ExistingConference['members'] {
  const member = state.members.get(key)
  if (member?.audio !== 'muted' || hasRole(state, member)) return state.members
  return state.members.with(key, { ...member, audio: whenMuted(state) })
}

/** The audio with which a member joins. One who joined before keeps theirs, since they may have been unmuted. */
export function audioOnOpening(state: JoinState, member: Member): Audio {
  if (member.joinedAt !== undefined || hasRole(state, member)) return member.audio
  const joinsMuted = audioPolicyOf(state) === 'barred' || mutesOnJoin(state)
  return joinsMuted || member.audio !== 'allowed' ? whenMuted(state) : 'allowed'
}

/** Whether a person without a role who joins now is muted. */
function mutesOnJoin({ muteOnJoin, activeCount }: JoinState): boolean {
  return muteOnJoin === 'always' || (muteOnJoin === 'crowd' && activeCount >= CROWD_SIZE)
}

function withMuting(
  state: MuteState,
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

/** Who muted; `undefined`: an app, the system, or unknown. */
function mutedBy({ by }: Event): MutedBy | undefined {
  return by?.kind === 'administrator' ? 'administrator' : by && actorKey(by)
}
