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

/** The position of a row in an order by time. Positions are unique and never change. */
export type Position = Readonly<{ at: EpochMs; id: string }>

/** At most `limit` rows after `after`. */
export type PageQuery = Readonly<{ after?: Position; limit: number }>

/** Part of a list. `next` is present only if more rows may follow. */
export type Page<Row> = Readonly<{ rows: readonly Row[]; next?: Position }>

/** A page, with the number of rows of the whole list. */
export type CountedPage<Row> = Page<Row> & Readonly<{ total: number }>

/** One stay on one device, open or ended. */
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
  /** Absent while the session is open, as is the reason. */
  leftAt?: EpochMs
  /** The last heartbeat. Present only while the session is silent. */
  lastSeenAt?: EpochMs
  /** The last heartbeat before the last silence. Present only if the session has resumed since, and is open. */
  provenAt?: EpochMs
  reason?: SessionEnd
  /** The mean of all its reports. Absent if nothing was measured. */
  grade?: Grade
}>

/** A conference with its members in order of first appearance. Without members if it has ended or another organization owns it. */
export type ConferenceWithMembers = Readonly<{
  head: ConferenceHead
  members: readonly (RosterMember & Readonly<{ key: PersonKey }>)[]
}>

/** Which conferences a page is of. */
export type ConferenceFilter = Readonly<
  { organizationId: OrganizationId } & (
    | { kind: 'running' }
    | { kind: 'room-code'; roomCode: string }
    /** Held under this booking. */
    | { kind: 'booking'; bookingId: BookingId }
    /** Started in `[from, to]`. */
    | { kind: 'begun'; from: EpochMs; to: EpochMs }
  )
>
