import type { Change, ClosedReason } from '../../contract/signaling/types.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import { toConferenceView, toMemberView } from './views.ts'

/** One message for everything that was committed together, however many people joined by it. */
export function toChange({ previous, head, members }: CommittedChange): Change {
  return {
    previous,
    seq: head.version,
    conference: toConferenceView(head),
    members: members.map((member) => toMemberView(member, head)),
  }
}

/** A session that ended, and the reason that its client receives. */
export type ClosedSession = Readonly<{ participantId: ParticipantId; reason: ClosedReason }>

/** The sessions that a change ended. */
export function closedBy({ events, state }: CommittedChange): readonly ClosedSession[] {
  return events.flatMap(({ event }) => {
    if (event.type !== 'session-closed') return []
    const { participantId, reason } = event
    const key = state.sessions.get(participantId)
    const isBanned = key !== undefined && state.members.get(key)?.banned === true
    return [{ participantId, reason: reason === 'removed' && isBanned ? 'banned' : reason }]
  })
}
