import { evolve } from '../../conference/evolve.ts'
import type { Event, LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import { attendStatus, withStay, type AttendStatus, type Device, type Stay } from '../../conference/member.ts'
import type { Conference } from '../../conference/state.ts'
import { toPersonId, type PersonAttendance, type PersonId } from './attendance-report.ts'

/** A member as they were at a moment of the past. */
export type PastMember = PersonId &
  Readonly<{
    nick: string
    status: AttendStatus
    host: boolean
    coHost: boolean
    outside: boolean
    joinedAt?: EpochMs
    leftAt?: EpochMs
    insideMs: number
    /** The devices of the open sessions, or else the last one. */
    devices: readonly Device[]
  }>

/** The roster of a conference at a moment. */
export type PastRoster = Readonly<{ conferenceId: ConferenceId; at: EpochMs; members: readonly PastMember[] }>

/**
 * The conference at `at`, from the next events of its log. A lost session ends at its last heartbeat, although the server
 * noticed that later: so the roster says who was there, as the report of attendance does.
 */
export function stateAt(state: Conference, log: readonly LoggedEvent[], at: EpochMs): Conference {
  return log.reduce((before, { event }) => (happenedAt(event) <= at ? evolve(before, event) : before), state)
}

function happenedAt(event: Event): EpochMs {
  if (event.type === 'session-closed') return event.leftAt < event.at ? event.leftAt : event.at
  if (event.type === 'conference-ended') return event.endedAt ?? event.at
  return event.at
}

/**
 * The roster of `state` at `at`, in order of first appearance. Empty if nobody has created the conference. `people`: those
 * of the report of the whole conference, for the time that each had been inside.
 */
export function toPastRoster(
  state: Conference,
  { id, at, people }: Readonly<{ id: ConferenceId; at: EpochMs; people: readonly PersonAttendance[] }>,
): PastRoster {
  const members = state.phase === 'absent' ? [] : [...state.members.values()]
  const host = state.phase === 'absent' ? undefined : state.host
  const reported = new Map(people.map((person) => [person.key, person]))
  return {
    conferenceId: id,
    at,
    members: members.map((member) => {
      const { nick, joinedAt, leftAt, sessions, outside, coHost, device } = member
      const devices = sessions.length > 0 ? sessions.map((session) => session.device) : device ? [device] : []
      return {
        ...toPersonId(member),
        nick,
        status: attendStatus(member),
        host: member.key === host,
        coHost,
        outside,
        ...(joinedAt !== undefined && { joinedAt }),
        ...(leftAt !== undefined && sessions.length === 0 && { leftAt }),
        insideMs: insideBefore(at, reported.get(member.key)),
        devices,
      }
    }),
  }
}

function insideBefore(at: EpochMs, person: PersonAttendance | undefined): number {
  const begun = (person?.sessions ?? []).filter(({ from }) => from < at)
  const stays = begun.reduce<readonly Stay[]>((merged, { from, countedTo }) => {
    return withStay(merged, { from, to: countedTo < at ? countedTo : at })
  }, [])
  return stays.reduce((length, { from, to }) => length + to - from, 0)
}
