import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { AttendStatus, CallFailure, Device } from '../../conference/member.ts'

/** A member, as both hot reads show them. Their duration at `now` is `doneMs`, plus `now - since` if there is `since`. */
export type RosterMember = Readonly<{
  seq: number
  /** Absent for guests and telephones. */
  unionId?: UnionId
  nick: string
  jobNumber?: string
  status: AttendStatus
  host: boolean
  coHost: boolean
  outside: boolean
  byPhone: boolean
  joinedAt?: EpochMs
  /** Absent while they are in the meeting, and if they never were. */
  leftAt?: EpochMs
  doneMs: number
  /** Present while a session is open that is not silent. */
  since?: EpochMs
  device?: Device
  /** Why their last call failed, if nothing else has happened to them since. */
  callFailure?: CallFailure
}>

/** Part of a roster, in order of first appearance. */
export type RosterPage = Readonly<{
  conferenceId: ConferenceId
  members: readonly RosterMember[]
  /** Members of the whole conference. */
  total: number
  /** `seq` to continue after. Absent on the last page. */
  next?: number
}>

/** One ongoing conference with a member row of a person. */
export type OngoingEntry = Readonly<{
  conferenceId: ConferenceId
  /** Of the conference. The entry changes only with it. */
  version: number
  organizationId: OrganizationId
  member: RosterMember
}>

/** One ended conference, as it was for one person. */
export type EndedEntry = Readonly<{
  conferenceId: ConferenceId
  title: string
  startedAt: EpochMs
  endedAt: EpochMs
  /** Absent if they never joined. */
  joinedAt?: EpochMs
  /** Their own time in the meeting. */
  doneMs: number
}>

/** The ongoing conferences of one person, by start, oldest first. */
export type OngoingList = readonly OngoingEntry[]
