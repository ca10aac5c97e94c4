import type { AudioPolicy } from '../../conference/audio-events.ts'
import type { Sharing } from '../../conference/terms.ts'
import type { BookingId, ConferenceId, EpochMs, OrganizationId, PersonKey, UnionId } from '../../conference/identity.ts'

/** A conference without its members. */
export type ConferenceHead = Readonly<{
  id: ConferenceId
  organizationId: OrganizationId
  /** Absent for a conference that nobody booked. */
  bookingId?: BookingId
  /** Number of the last event; `statusSeqNum` outside. */
  version: number
  title: string
  creatorUnionId: UnionId
  creatorNick: string
  roomCode: string
  linkToken: string
  passcode: string
  hostPasscode: string
  host: PersonKey
  locked: boolean
  sharing: Sharing
  /** The member in focus. */
  focus?: PersonKey
  audioPolicy: AudioPolicy
  startedAt: EpochMs
  /** Absent while it is in progress. */
  endedAt?: EpochMs
  invitedCount: number
  activeCount: number
  attendedCount: number
  /** The last proof of life of sessions that have ended or are silent. Before the first of them, the start. */
  provenAt: EpochMs
  /** A session is open that is not silent. */
  isHeard: boolean
}>
