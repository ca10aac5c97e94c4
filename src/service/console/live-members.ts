import type { MediaState } from '../../../contract/signaling/media.ts'
import type { EpochMs } from '../../conference/identity.ts'
import { attendance, attendStatus, type Member } from '../../conference/member.ts'
import type { ExistingConference } from '../../conference/state.ts'
import type { Grade } from '../quality/grade.ts'
import type { LiveList, LiveMember, LivePage } from './live-meeting.ts'

/** Which part of a roster is read. `query`: only members whose name or job number contains it, in any case. */
export type LiveQuery = Readonly<{ list: LiveList; query?: string; after?: number; limit: number }>

/** What is not in the log. `at`: up to when durations count. */
type LiveFacts = Readonly<{
  sends: Readonly<Record<string, MediaState>>
  grades: ReadonlyMap<string, Grade>
  at: EpochMs
}>

/** The list that a member is in. Rosters of sessions also list a host and co-hosts who have left among those who are present. */
export function listOf(member: Member): LiveList {
  const isPresent = attendStatus(member) <= 3 || member.wait.state !== 'none'
  return isPresent ? 'present' : 'past'
}

/** A page of the roster. */
export function toLivePage(state: ExistingConference, query: LiveQuery, facts: LiveFacts): LivePage {
  const wanted = query.query?.trim().toLowerCase() ?? ''
  const members: LiveMember[] = []
  for (const member of state.members.values()) {
    if (member.seq <= (query.after ?? 0) || listOf(member) !== query.list) continue
    if (!`${member.nick} ${member.jobNumber ?? ''}`.toLowerCase().includes(wanted)) continue
    const last = members.at(-1)
    if (members.length === query.limit && last) return { members, next: last.seq }
    members.push(toLiveMember(state, member, facts))
  }
  return { members }
}

function toLiveMember(state: ExistingConference, member: Member, { sends, grades, at }: LiveFacts): LiveMember {
  const { seq, person, nick, jobNumber, call, wait, coHost, outside, banned, audio, joinedAt, leftAt } = member
  const status = attendStatus(member)
  const { doneMs, since } = attendance(member)
  return {
    seq,
    kind: person.kind,
    ...(person.kind === 'user' && { unionId: person.unionId }),
    nick,
    ...(jobNumber !== undefined && { jobNumber }),
    status,
    ...(status === 4 && call.state === 'failed' && { callFailure: call.reason }),
    isWaiting: wait.state === 'waiting',
    host: member.key === state.host,
    coHost,
    outside,
    banned,
    audio,
    ...(joinedAt !== undefined && { joinedAt }),
    ...(status !== 3 && leftAt !== undefined && { leftAt }),
    insideMs: doneMs + (since === undefined ? 0 : Math.max(0, at - since)),
    sessions: member.sessions.map((session) => {
      const { participantId, device, muted, withoutSound, silent } = session
      const [sent, grade] = [sends[participantId], grades.get(participantId)]
      return {
        participantId,
        device,
        joinedAt: session.joinedAt,
        isSilent: silent,
        isMuted: muted ?? false,
        withoutSound: withoutSound ?? false,
        ...(sent && { sends: sent }),
        ...(grade && { grade }),
      }
    }),
  }
}
