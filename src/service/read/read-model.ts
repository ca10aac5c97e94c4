import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { AttendStatus, CallFailure, Device } from '../../conference/member.ts'

/** A member as both heart reads tell him. His duration at `now` is `doneMs`, and `now - since` more while he is in. */
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
  /** Absent while he is in, and if he never was. */
  leftAt?: EpochMs
  doneMs: number
  since?: EpochMs
  device?: Device
  /** Why his last ring came to nothing, if nothing else has happened to him since. */
  callFailure?: CallFailure
}>

/** Part of a roster, in order of first appearance. The same roster version gives the same object again. */
export type RosterPage = Readonly<{
  conferenceId: ConferenceId
  members: readonly RosterMember[]
  /** Members of the whole conference. */
  total: number
  /** `seq` to go on after; absent on the last page. */
  next?: number
}>

/** One conference in progress that a person has a place in. */
export type OngoingEntry = Readonly<{
  conferenceId: ConferenceId
  organizationId: OrganizationId
  member: RosterMember
}>

/** One conference that has ended, as it was for one person. */
export type EndedEntry = Readonly<{
  conferenceId: ConferenceId
  title: string
  startedAt: EpochMs
  endedAt: EpochMs
  /** Absent if he never came. */
  joinedAt?: EpochMs
  /** His own time inside. */
  doneMs: number
}>

/** By start of the conference, oldest first. */
export type OngoingList = readonly OngoingEntry[]
