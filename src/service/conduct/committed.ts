import { evolve } from '../../conference/evolve.ts'
import type { LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId, EpochMs, PersonKey } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import { newConference, type Conference, type Ended, type Running } from '../../conference/state.ts'
import { membersTouched } from '../../conference/touched.ts'
import type { ConferenceHead } from './conference-head.ts'
import { membersOf, toHead } from './step.ts'

/** A conference after its durable events. Immutable; members are in order of first appearance. */
export type CommittedConference = Readonly<{
  head: ConferenceHead
  members: ReadonlyMap<PersonKey, Member>
  state: Running | Ended
}>

/** A run of consecutive log events, and the conference after it. Immutable. */
export type CommittedChange = Readonly<{
  conferenceId: ConferenceId
  /** The version before. */
  previous: number
  /** As it is after the events. */
  head: ConferenceHead
  state: Running | Ended
  /** Every event after `previous`, up to `head.version`. */
  events: readonly LoggedEvent[]
  /** The numbers of the events that this process wrote. */
  own: ReadonlySet<number>
  /** The members that the events touched, in their state after the events. */
  members: readonly Member[]
}>

/** A log, as far as a process has read it. Immutable. */
export type LogState = Readonly<{
  state: Conference
  /** The number of the last event read; 0 before the first. */
  version: number
  /** When the last event happened. */
  lastAt: EpochMs
  /** Absent before the first event. */
  committed?: CommittedConference
}>

/** A log of which nothing has been read. */
export const NOTHING_READ: LogState = { state: newConference(), version: 0, lastAt: 0 as EpochMs }

/** The log state after `events`, which directly follow `before`. */
export function replay(id: ConferenceId, before: LogState, events: readonly LoggedEvent[]): LogState {
  const last = events.at(-1)
  if (!last) return before
  const state = events.reduce((conference, { event }) => evolve(conference, event), before.state)
  const { seq: version } = last
  const lastAt = last.event.at
  if (state.phase === 'absent') return { state, version, lastAt }
  return { state, version, lastAt, committed: { head: toHead(id, state, version), members: state.members, state } }
}

/** Two changes as one. `later` directly follows `earlier`. */
export function joinChanges(earlier: CommittedChange, later: CommittedChange): CommittedChange {
  const members = new Map([...earlier.members, ...later.members].map((member) => [member.key, member]))
  return {
    ...later,
    previous: earlier.previous,
    events: [...earlier.events, ...later.events],
    own: new Set([...earlier.own, ...later.own]),
    members: [...members.values()],
  }
}

/** The change that `events` made: the last ones of the conference. `own`: the numbers of those that this process wrote. */
export function toChange(
  { head, state }: CommittedConference,
  events: readonly LoggedEvent[],
  own: ReadonlySet<number>,
): CommittedChange {
  const touched = new Set(events.flatMap(({ event }) => membersTouched(state, event)))
  return {
    conferenceId: head.id,
    previous: head.version - events.length,
    head,
    state,
    events,
    own,
    members: membersOf(state, touched),
  }
}
