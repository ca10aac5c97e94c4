import type { SessionEnd } from '../../conference/event.ts'
import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  Person,
  PersonKey,
  UnionId,
} from '../../conference/identity.ts'
import type { CallFailure, Device } from '../../conference/member.ts'
import type { PlannedTimes } from '../../conference/terms.ts'

/**
 * How a person came in for the first time. `phone`: by telephone. `host`: they were host at that moment. `invited`: they
 * had been called. `link`: in any other way.
 */
export type WayIn = 'invited' | 'link' | 'phone' | 'host'

/** A time in which a person had a role. `to` is absent while they have it. At all other times they are a participant. */
export type RoleSpan = Readonly<{ role: 'host' | 'co-host'; from: EpochMs; to?: EpochMs }>

/** One stay on one device. */
export type AttendedSession = Readonly<{
  participantId: ParticipantId
  device: Device
  from: EpochMs
  /** Absent while the session is open, as is the reason. */
  to?: EpochMs
  /** Up to which its time counts: `to`, or the last moment that is proven. */
  countedTo: EpochMs
  reason?: SessionEnd
}>

/** Who somebody is. */
export type PersonId = Readonly<{
  key: PersonKey
  kind: Person['kind']
  /** Absent for guests and telephones. */
  unionId?: UnionId
}>

/** Who somebody is, from their key and their person. */
export function toPersonId({ key, person }: Readonly<{ key: PersonKey; person: Person }>): PersonId {
  return { key, kind: person.kind, ...(person.kind === 'user' && { unionId: person.unionId }) }
}

/** One person of a conference: they came, or were called, or asked to be admitted. */
export type PersonAttendance = PersonId &
  Readonly<{
    nick: string
    jobNumber?: string
    /** Not of the organization that owns the conference. */
    outside: boolean
    inside: boolean
    /** First join, and how. Both are absent if they never came. */
    firstIn?: EpochMs
    wayIn?: WayIn
    /** Last leave. Absent while they are in the meeting. */
    lastOut?: EpochMs
    /** Time in the meeting. Two devices at the same time count once. */
    insideMs: number
    /** `insideMs` as a part of the length of the meeting, 0 to 1. */
    share: number
    /** How long after the planned start they came. Absent if they were in time, or the meeting was not booked. */
    lateMs?: number
    /** How long before the planned end they left, while the meeting went on. */
    leftEarlyMs?: number
    sessions: readonly AttendedSession[]
    roles: readonly RoleSpan[]
    /** When they were removed. */
    removedAt: readonly EpochMs[]
    /** Why the last call to a person who never came failed. */
    callFailure?: CallFailure
  }>

/** From `at` on, `count` people are in the meeting. */
export type InsideStep = Readonly<{ at: EpochMs; count: number }>

/** Who was in a conference, from when to when. For an ended conference it never changes. */
export type AttendanceReport = Readonly<{
  conferenceId: ConferenceId
  organizationId: OrganizationId
  title: string
  bookingId?: BookingId
  /** Absent if the conference was not booked, or began before this was stored. */
  planned?: PlannedTimes
  startedAt: EpochMs
  /** Absent while it is in progress. */
  endedAt?: EpochMs
  /** Up to which time counts: the end, or the last moment that is proven. */
  until: EpochMs
  /** In order of first appearance. */
  people: readonly PersonAttendance[]
  totals: AttendanceTotals
  /** How many people were inside, step by step. */
  inside: readonly InsideStep[]
}>

export type AttendanceTotals = Readonly<{
  /** People who came. */
  came: number
  /** People who were called or asked to be admitted, and never came. */
  absent: number
  sessions: number
  /** The sum of the time of all people. */
  insideMs: number
  /** The greatest number of people inside at the same time, and when it was first reached. Absent if nobody came. */
  peak?: InsideStep
}>
