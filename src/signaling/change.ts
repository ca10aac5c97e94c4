import type { Change, Closed } from '../../contract/signaling/types.ts'
import type { Event } from '../conference/event.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import { toConferenceView, toMemberView, type Audience, type Shown } from './views.ts'

/** More would make a message that slow connections cannot take: muting everybody changes every member that ever was. */
const MAX_MEMBERS = 2_000

/** One message for everything that was committed together, however many people joined by it. */
export function toChange(change: CommittedChange & Pick<Shown, 'maxAudio'>, audience: Audience): Change {
  const { previous, head, members, events } = change
  const isLarge = members.length > MAX_MEMBERS
  return {
    previous,
    seq: head.version,
    conference: toConferenceView(change),
    members: isLarge ? [] : members.map((member) => toMemberView(member, change, audience)),
    ...(isLarge && { reload: true }),
    ...(events.some(({ event }) => isByAdministrator(event)) && { byAdministrator: true }),
  }
}

/** A session that ended, and what its client receives. */
export type ClosedSession = Readonly<{ participantId: ParticipantId; closed: Closed }>

/** The sessions that a change ended. */
export function closedBy({ events, state }: CommittedChange): readonly ClosedSession[] {
  return events.flatMap(({ event }) => {
    if (event.type !== 'session-closed') return []
    const { participantId, reason, moved } = event
    const key = state.sessions.get(participantId)
    const isBanned = key !== undefined && state.members.get(key)?.banned === true
    const closed: Closed =
      reason === 'replaced'
        ? { reason, by: moved ? 'move' : 'device-limit' }
        : {
            reason: reason === 'removed' && isBanned ? 'banned' : reason,
            ...(isByAdministrator(event) && { by: 'administrator' }),
          }
    return [{ participantId, closed }]
  })
}

function isByAdministrator({ by }: Event): boolean {
  return by?.kind === 'administrator'
}
