import { ConferenceError } from './conference-error.ts'
import type { ConferenceEnd, Founding } from './event.ts'
import type { Sharing } from './terms.ts'
import type { GrowingMap } from './growing-map.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import type { Member } from './member.ts'

/** Whether everybody was muted; `barred`: and by that may not unmute himself, whatever is set. */
type AllMuted = 'no' | 'muted' | 'barred'

type Absent = Readonly<{ phase: 'absent' }>

export type Held = Founding &
  Readonly<{
    createdAt: EpochMs
    host: PersonKey
    locked: boolean
    sharing: Sharing
    /** Whom everybody sees large; he is inside. */
    focus: PersonKey | undefined
    /** Nobody from outside the organisation comes in. */
    insidersOnly: boolean
    /** People who are muted may unmute themselves, as it was set. */
    selfUnmuting: boolean
    allMuted: AllMuted
    /** In order of first appearance. */
    members: GrowingMap<PersonKey, Member>
    /** Every session there ever was, so that no pass opens two. */
    sessions: GrowingMap<ParticipantId, PersonKey>
    /** People who were ever invited; who have an open session; who have ever had one. */
    invitedCount: number
    activeCount: number
    attendedCount: number
    /** When the last one left, or the creation; meaningless while somebody is in. */
    emptySince: EpochMs
  }>

export type Running = Readonly<{ phase: 'running' }> & Held

export type Ended = Readonly<{ phase: 'ended'; endedAt: EpochMs; endReason: ConferenceEnd }> & Held

/** One meeting, as the events so far have made it. Immutable. */
export type Conference = Absent | Running | Ended

/** A conference that nobody has created yet. */
export function newConference(): Conference {
  return { phase: 'absent' }
}

/** @throws ConferenceError `conference-not-found`, `conference-ended` */
export function running(state: Conference): Running {
  if (state.phase === 'absent') throw new ConferenceError('conference-not-found')
  if (state.phase === 'ended') throw new ConferenceError('conference-ended')
  return state
}

/** Whether the person has an open session. */
export function isInside(state: Held, key: PersonKey): boolean {
  return (state.members.get(key)?.sessions.length ?? 0) > 0
}
