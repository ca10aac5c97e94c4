import type { ConferenceView, MemberView, Snapshot } from '../../contract/signaling/types.ts'
import { attendStatus, type Member } from '../conference/member.ts'
import type { CommittedConference } from '../service/conduct/committed.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'

/** What everyone in the meeting may see of the conference: no passcode and no link. */
export function toConferenceView(head: ConferenceHead): ConferenceView {
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    locked: head.locked,
    sharing: head.sharing,
    ...(head.focus !== undefined && { focus: head.focus }),
    startTime: head.startedAt,
    ...(head.endedAt !== undefined && { endTime: head.endedAt }),
  }
}

/** What everyone in the meeting may see of a member. `head` says who is host. */
export function toMemberView(member: Member, head: ConferenceHead): MemberView {
  const { person, call, joinedAt, leftAt, mutedBy } = member
  const status = attendStatus(member)
  return {
    key: member.key,
    seq: member.seq,
    ...(person.kind === 'user' && { unionId: person.unionId }),
    nick: member.nick,
    status,
    ...(status === 4 && call.state === 'failed' && { callFailure: call.reason }),
    ...(member.wait.state === 'waiting' && { waiting: true }),
    ...(member.wait.state === 'let-in' && { letIn: true }),
    host: member.key === head.host,
    coHost: member.coHost,
    outside: member.outside,
    byPhone: person.kind === 'phone',
    audio: member.audio,
    ...(mutedBy !== undefined && isMuted(member) && { mutedBy }),
    ...(joinedAt !== undefined && { joinTime: joinedAt }),
    ...(status !== 3 && leftAt !== undefined && { leaveTime: leftAt }),
    sessions: member.sessions.map(({ participantId, device, silent, muted }) => ({
      participantId,
      device,
      silent,
      ...(muted && { muted }),
    })),
  }
}

/** Whether the person or one of their devices is muted. */
function isMuted({ audio, sessions }: Member): boolean {
  return audio !== 'allowed' || sessions.some(({ muted }) => muted)
}

/** The whole roster as everyone in the meeting may see it. */
export function toSnapshot({ head, members }: Pick<CommittedConference, 'head' | 'members'>): Snapshot {
  return {
    seq: head.version,
    conference: toConferenceView(head),
    members: Array.from(members.values(), (member) => toMemberView(member, head)),
  }
}
