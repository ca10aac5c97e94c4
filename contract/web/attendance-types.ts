import type { DeviceName } from '../text/device-name.ts'

// Answers about attendance, for programs that read them. All times are epoch milliseconds, all lengths milliseconds.

/** One stay on one device. `leaveTime` and `reason` are absent while it is open; its time then counts up to `countedTo`. */
export type SessionAnswer = {
  participantId: string
  device: DeviceName
  joinTime: number
  leaveTime?: number
  countedTo: number
  reason?: 'left' | 'lost' | 'removed' | 'conference-ended' | 'replaced'
}

/** A time in which a person had a role. `to` is absent while they have it. */
type RoleAnswer = { role: 'host' | 'co-host'; from: number; to?: number }

/** One person of a meeting. Without `joinTime` they never came. */
export type PersonAttendanceAnswer = {
  kind: 'user' | 'guest' | 'phone'
  unionId?: string
  name: string
  jobNumber?: string
  outside: boolean
  inside: boolean
  wayIn?: 'invited' | 'link' | 'phone' | 'host'
  joinTime?: number
  leaveTime?: number
  durationMs: number
  share: number
  lateMs?: number
  leftEarlyMs?: number
  sessions: SessionAnswer[]
  roles: RoleAnswer[]
  removedAt: number[]
  callFailure?: string
}

type AttendanceTotalsAnswer = {
  came: number
  absent: number
  sessions: number
  durationMs: number
  peak?: { at: number; count: number }
}

/** `whole`: of everybody. Otherwise the person's own part. */
export type AttendanceAnswer = {
  conferenceId: string
  title: string
  bookingId?: string
  timeZone: string
  plannedStart?: number
  plannedEnd?: number
  startTime: number
  endTime?: number
  countedTo: number
  whole: boolean
  people: PersonAttendanceAnswer[]
  totals: AttendanceTotalsAnswer
  inside: { at: number; count: number }[]
}

/** A time in which the connection of a person was good (3), fair (2) or poor (1). */
export type GradedSpanAnswer = { from: number; to: number; grade: 1 | 2 | 3 }

/** How good the connections of people were over time. People without samples are absent. */
export type AttendanceQualityAnswer = {
  stepMs: number
  people: { unionId: string; spans: GradedSpanAnswer[] }[]
}

/** Who came to how many meetings of a booking. `times`: in each of `meetings`, `null` if they did not come. */
export type BookingAttendanceAnswer = {
  bookingId: string
  title: string
  timeZone: string
  meetings: { conferenceId: string; title: string; startTime: number; endTime?: number; came: number }[]
  people: { unionId?: string; name: string; attended: number; durationMs: number; times: (number | null)[] }[]
}

/** A member as they were at a moment of the past. */
export type PastMemberAnswer = {
  kind: 'user' | 'guest' | 'phone'
  unionId?: string
  name: string
  attendStatus: number
  host: boolean
  coHost: boolean
  outside: boolean
  joinTime?: number
  leaveTime?: number
  durationMs: number
  devices: DeviceName[]
}
export type PastRosterAnswer = { conferenceId: string; at: number; members: PastMemberAnswer[] }
