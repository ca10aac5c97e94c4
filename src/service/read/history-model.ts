import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  PersonKey,
  UnionId,
} from '../../conference/identity.ts'
import type { SessionEnd } from '../../conference/event.ts'
import type { Device } from '../../conference/member.ts'
import type { Grade } from '../quality/grade.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { RosterMember } from './read-model.ts'

/** Where a row stands in an order by time: no two stand at the same place, and none ever moves. */
export type Place = Readonly<{ at: EpochMs; id: string }>

/** Rows beyond `after`, `limit` at most. */
export type Stretch = Readonly<{ after?: Place; limit: number }>

/** Part of a list. `next` is there only if more may follow. */
export type Part<Row> = Readonly<{ rows: readonly Row[]; next?: Place }>

/** A part of a list of which the length is known, too. */
export type CountedPart<Row> = Part<Row> & Readonly<{ total: number }>

/** One stay on one device, finished or not. */
export type SessionRecord = Readonly<{
  conferenceId: ConferenceId
  participantId: ParticipantId
  /** Absent for guests and telephones. */
  unionId?: UnionId
  nick: string
  host: boolean
  coHost: boolean
  outside: boolean
  device: Device
  joinedAt: EpochMs
  /** Absent while it is open, as is the reason. */
  leftAt?: EpochMs
  reason?: SessionEnd
  /** The mean of all that it told, so far; absent if nothing was measured. */
  grade?: Grade
}>

/** A conference with its members in order of first appearance; none are told of one that is over or another's. */
export type Gathering = Readonly<{
  head: ConferenceHead
  members: readonly (RosterMember & Readonly<{ key: PersonKey }>)[]
}>

/** Which conferences a page is of. */
export type ConferenceFilter = Readonly<
  { organizationId: OrganizationId } & (
    | { kind: 'running' }
    | { kind: 'room-code'; roomCode: string }
    /** Held under it. */
    | { kind: 'booking'; bookingId: BookingId }
    /** Begun in `[from, to]`. */
    | { kind: 'begun'; from: EpochMs; to: EpochMs }
  )
>
