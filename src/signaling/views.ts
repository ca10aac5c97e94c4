import { toMemberKey } from '../../contract/signaling/member-key.ts'
import type { ConferenceView, MemberView } from '../../contract/signaling/types.ts'
import { audioPlaces } from '../conference/audio-places.ts'
import type { PersonKey } from '../conference/identity.ts'
import { attendStatus, type Member } from '../conference/member.ts'
import type { CommittedConference } from '../service/conduct/committed.ts'

/** A conference at one version. `maxAudio`: how many audio places it has. */
export type Shown = Pick<CommittedConference, 'head' | 'state'> & Readonly<{ maxAudio: number }>

/** `colleagues`: people of the organization that owns the conference. They may call each other, so they see unionIds. */
export type Audience = 'colleagues' | 'visitors'
export const AUDIENCES: readonly Audience[] = ['colleagues', 'visitors']

/** What the person may see of other members. */
export function audienceOf({ person, outside }: Pick<Member, 'person' | 'outside'>): Audience {
  return person.kind === 'user' && !outside ? 'colleagues' : 'visitors'
}

/** What everyone in the meeting may see of the conference: no passcode and no link. */
export function toConferenceView({ head, state, maxAudio }: Shown): ConferenceView {
  const focus = findMemberKey(state, head.focus)
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    locked: head.locked,
    sharing: head.sharing,
    waitingRoom: state.waitingRoom,
    muteOnJoin: state.muteOnJoin,
    chat: state.chat,
    ...(focus !== undefined && { focus }),
    startTime: head.startedAt,
    ...(head.endedAt !== undefined && { endTime: head.endedAt }),
    memberCount: state.members.size,
    insideCount: head.activeCount,
    audioPlaces: [...audioPlaces(state, maxAudio)],
  }
}

/** The member as people of this audience may see them. */
export function toMemberView(
  member: Member,
  { head, state }: Pick<Shown, 'head' | 'state'>,
  audience: Audience,
): MemberView {
  const { person, call, joinedAt, leftAt } = member
  const status = attendStatus(member)
  const mutedBy = isMuted(member) ? toMutedBy(state, member.mutedBy) : undefined
  return {
    key: toMemberKey(member.seq),
    seq: member.seq,
    ...(person.kind === 'user' && audience === 'colleagues' && { unionId: person.unionId }),
    nick: member.nick,
    status,
    ...(status === 4 && call.state === 'failed' && { callFailure: call.reason }),
    ...(member.wait.state === 'waiting' && { waiting: true }),
    ...(member.wait.state === 'let-in' && { letIn: true }),
    host: member.key === head.host,
    coHost: member.coHost,
    outside: member.outside,
    byPhone: person.kind === 'phone',
    ...(person.kind === 'guest' && { guest: true }),
    audio: member.audio,
    ...(mutedBy !== undefined && { mutedBy }),
    ...(joinedAt !== undefined && { joinTime: joinedAt }),
    ...(status !== 3 && leftAt !== undefined && { leaveTime: leftAt }),
    sessions: member.sessions.map(({ participantId, device, silent, muted, withoutSound }) => ({
      participantId,
      device,
      silent,
      ...(muted && { muted }),
      ...(withoutSound && { withoutSound }),
    })),
  }
}

/** The person, or one of their devices. */
function isMuted({ audio, sessions }: Member): boolean {
  return audio !== 'allowed' || sessions.some(({ muted }) => muted)
}

function toMutedBy(state: Shown['state'], by: Member['mutedBy']): string | undefined {
  return by === 'administrator' ? by : findMemberKey(state, by)
}

function findMemberKey({ members }: Shown['state'], key: PersonKey | undefined): string | undefined {
  const member = key === undefined ? undefined : members.get(key)
  return member && toMemberKey(member.seq)
}
