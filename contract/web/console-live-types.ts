import type { MediaState } from '../signaling/media.ts'
import type { DeviceName } from '../text/device-name.ts'

// Answers about meetings in progress, for programs that read them. All times are epoch milliseconds, all lengths milliseconds.

/** How many devices have a good, fair or poor connection. Those that measured too little are not counted. */
type GradesAnswer = { good: number; fair: number; poor: number }

/** A meeting in progress. */
export type LiveMeetingAnswer = {
  conferenceId: string
  title: string
  roomCode: string
  bookingId?: string
  hostName?: string
  startTime: number
  inside: number
  attended: number
  locked: boolean
  engine: 'mesh' | 'livekit'
  mediaDown: boolean
  grades: GradesAnswer
}

export type LiveMeetingsPage = { meetings: LiveMeetingAnswer[]; total: number; cursor?: string }

type LiveSessionAnswer = {
  participantId: string
  device: DeviceName
  joinTime: number
  silent: boolean
  muted: boolean
  withoutSound: boolean
  sends?: MediaState
  grade?: 1 | 2 | 3
}

/** A member of a meeting in progress. `key`: as in signaling. */
export type LiveMemberAnswer = {
  key: string
  kind: 'user' | 'guest' | 'phone'
  unionId?: string
  name: string
  jobNumber?: string
  attendStatus: 1 | 2 | 3 | 4 | 5 | 6
  callFailure?: string
  waiting: boolean
  host: boolean
  coHost: boolean
  outside: boolean
  banned: boolean
  audio: 'allowed' | 'muted' | 'barred'
  joinTime?: number
  leaveTime?: number
  durationMs: number
  sessions: LiveSessionAnswer[]
}

export type LiveMeetingDetailsAnswer = {
  meeting: LiveMeetingAnswer
  everyoneMuted: boolean
  waitingRoom: boolean
  counts: { present: number; past: number }
  members: LiveMemberAnswer[]
  cursor?: string
}

/** What an administrator does in a meeting. */
export type LiveActRequest =
  | { act: 'mute-all' | 'lock' | 'unlock' | 'end' }
  | { act: 'mute'; member: string; participantId?: string }
  | { act: 'remove'; member: string; forbidRejoin: boolean }
  | { act: 'call'; userIds: string[] }

export type LiveActAnswer = { changed: boolean }

/** The numbers of an organization at this moment, and for operators the health of the server. */
export type OverviewAnswer = {
  now: { meetings: number; people: number }
  day: {
    total: number
    latest: { conferenceId: string; title: string; startTime: number; endTime?: number; attended: number }[]
  }
  media: { engine: 'mesh' | 'livekit'; down: boolean; since?: number }
  health?: {
    database: { kind: 'sqlite' | 'postgres'; up: boolean; answerMs: number }
    disk?: { freeBytes: number; totalBytes: number }
    redis?: { connected: boolean }
  }
}
