import type { MediaState } from '../../../contract/signaling/media.ts'
import type { EpochMs, ParticipantId, Person, UnionId } from '../../conference/identity.ts'
import type { AttendStatus, Audio, CallFailure, Device } from '../../conference/member.ts'
import type { EngineName } from '../../conference/terms.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Grade } from '../quality/grade.ts'

/** How many sessions of a conference have which quality. Those that measured too little are not counted. */
export type GradeCounts = Readonly<Record<'good' | 'fair' | 'poor', number>>

/** A conference in progress. `hostName`: absent if the name is not known anymore. */
export type LiveMeeting = Readonly<{
  head: ConferenceHead
  hostName?: string
  engine: EngineName
  /** The engine is interrupted: nobody sends or receives media now. */
  isMediaDown: boolean
  grades: GradeCounts
}>

/** A device in a meeting. `sends`: absent if it has never sent anything. */
type LiveSession = Readonly<{
  participantId: ParticipantId
  device: Device
  joinedAt: EpochMs
  /** It sends no heartbeat now, and may still resume. */
  isSilent: boolean
  /** This device alone was muted. */
  isMuted: boolean
  withoutSound: boolean
  sends?: MediaState
  grade?: Grade
}>

/** A member as administrators see them. */
export type LiveMember = Readonly<{
  seq: number
  kind: Person['kind']
  unionId?: UnionId
  nick: string
  jobNumber?: string
  status: AttendStatus
  callFailure?: CallFailure
  isWaiting: boolean
  host: boolean
  coHost: boolean
  outside: boolean
  banned: boolean
  audio: Audio
  joinedAt?: EpochMs
  /** Absent while they are in the meeting. */
  leftAt?: EpochMs
  insideMs: number
  sessions: readonly LiveSession[]
}>

/** `present`: members who are in the meeting, wait or are called. `past`: all others, also a host or co-host who has left. */
export type LiveList = 'present' | 'past'

/** Part of a roster, in order of first appearance. `next`: `seq` to continue after; absent on the last page. */
export type LivePage = Readonly<{ members: readonly LiveMember[]; next?: number }>

/** A conference in progress with part of its roster. */
export type LiveMeetingDetails = LiveMeeting &
  LivePage &
  Readonly<{
    /** Numbers of members in each list, no matter which are searched. */
    counts: Readonly<Record<LiveList, number>>
    isEveryoneMuted: boolean
    waitingRoom: boolean
  }>
