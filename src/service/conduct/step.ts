import { audioPolicyOf } from '../../conference/audio-events.ts'
import { evolve } from '../../conference/evolve.ts'
import { type Conference } from '../../conference/state.ts'
import { dueAfter, type Timeouts } from '../../conference/due.ts'
import type { Event } from '../../conference/event.ts'
import type { ConferenceId, PersonKey } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import { membersTouched, rowsTouched } from '../../conference/touched.ts'
import { toConferenceEvents } from '../outbox/conference-events.ts'
import type { Commit } from './conference-store.ts'
import type { ConferenceHead } from './conference-head.ts'

/** The state of a conference, and the number of its last event. */
export type VersionedState = Readonly<{ state: Conference; version: number }>

/** The state of a conference after `events`, and the commit that the store must write. */
export function step(
  from: VersionedState & Readonly<{ id: ConferenceId }>,
  events: readonly Event[],
  timeouts: Timeouts,
): VersionedState & { commit: Commit } {
  const { id } = from
  const logged = events.map((event, index) => ({ seq: from.version + index + 1, event }))
  const state = events.reduce(evolve, from.state)
  const version = from.version + events.length
  const touched = new Set(events.flatMap((event) => membersTouched(state, event)))
  const rows = new Set(events.flatMap((event) => rowsTouched(state, event)))
  const due = events.flatMap((event) => dueAfter(event, state, timeouts))
  const commit = {
    conferenceId: id,
    head: toHead(id, state, version),
    events: logged,
    members: membersOf(state, touched),
    rows,
    due,
    outboxEvents: toConferenceEvents({ id, before: from.state, after: state, events: logged }),
  }
  return { state, version, commit }
}

/** The head of a conference at `version`. @throws RangeError for a conference that nobody has created */
export function toHead(id: ConferenceId, state: Conference, version: number): ConferenceHead {
  if (state.phase === 'absent') throw new RangeError(`conference ${id} does not exist`)
  return {
    id,
    organizationId: state.organizationId,
    ...(state.booked && { bookingId: state.booked.bookingId }),
    version,
    title: state.title,
    creatorUnionId: state.creator.unionId,
    creatorNick: state.creator.nick,
    roomCode: state.roomCode,
    linkToken: state.linkToken,
    passcode: state.passcode,
    hostPasscode: state.hostPasscode,
    host: state.host,
    locked: state.locked,
    sharing: state.sharing,
    ...(state.focus !== undefined && { focus: state.focus }),
    audioPolicy: audioPolicyOf(state),
    startedAt: state.createdAt,
    ...(state.phase === 'ended' && { endedAt: state.endedAt }),
    invitedCount: state.invitedCount,
    activeCount: state.activeCount,
    attendedCount: state.attendedCount,
    provenAt: state.provenAt,
    isHeard: state.heardCount > 0,
  }
}

/** The members with these keys, as they are in `state`. */
export function membersOf(state: Conference, keys: ReadonlySet<PersonKey>): readonly Member[] {
  if (state.phase === 'absent') return []
  return [...keys].flatMap((key) => state.members.get(key) ?? [])
}
