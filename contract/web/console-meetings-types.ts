// Answers about the meetings and bookings of an organization, for programs that read them. The schemas beside this file
// describe each key, and check that they have these types.
import type { BookedMeeting, BookingDetails } from './types.ts'

/** A meeting in the list. `endTime` is absent while it is in progress. */
export type FoundMeeting = {
  conferenceId: string
  title: string
  roomCode: string
  organizer: string
  startTime: number
  endTime?: number
  attended: number
  inside: number
  bookingId?: string
}

/** The person whose meetings or bookings are listed. `name` is absent if they no longer have an account. */
export type ChosenPersonAnswer = { unionId: string; name?: string }

/** A page may have no rows and a cursor: then there may be more further on. */
export type FoundMeetings = { meetings: FoundMeeting[]; cursor?: string; person?: ChosenPersonAnswer }

/** One meeting. */
export type MeetingAnswer = FoundMeeting & {
  host?: string
  invited: number
  locked: boolean
  booking?: { bookingId: string; title: string }
}

/** Who did something in a meeting. */
export type MeetingActor =
  | { kind: 'person'; name?: string }
  | { kind: 'app'; id: string; name?: string }
  | { kind: 'administrator'; id: string; name?: string }
  | { kind: 'terminal'; user: string }
  | { kind: 'system'; reason: string }

/** `name` is empty if it is not known. */
export type MeetingPerson = { name: string; unionId?: string }

/**
 * One event of a meeting. `kind`: the name of the event. `own`: the actor is `person`. `other`: the host until then.
 * `reason`: why a session, a call, a wait or the meeting ended. `on`: what was allowed, or whether muted people may not unmute
 * themselves. `who`: who may share. `name`: a new name. `settings`: those that changed.
 */
export type MeetingLogEntry = {
  seq: number
  at: number
  kind: string
  by?: MeetingActor
  own: boolean
  person?: MeetingPerson
  other?: MeetingPerson
  device?: string
  reason?: string
  leftAt?: number
  on?: boolean
  who?: string
  name?: string
  settings?: Record<string, string | boolean>
}

export type MeetingLogPage = { entries: MeetingLogEntry[]; cursor?: string }

/** How good the connections of a person were. `grade`: the mean, from 1 (poor) to 3 (good). */
export type MeetingQualityPerson = {
  name: string
  unionId?: string
  sessions: number
  reports: number
  grade?: number
  latest?: { at: number; roundTripMs?: number; lostPercent?: number; jitterMs?: number }
}

export type MeetingQualityPage = { people: MeetingQualityPerson[]; cursor?: string }

/** An upcoming booking as administrators see it: without its passcode and its links. */
export type OrganizationBooking = Omit<BookedMeeting, 'passcode' | 'link' | 'calendarLink' | 'host' | 'own'> & {
  organizerUnionId: string
}

export type OrganizationBookings = { bookings: OrganizationBooking[]; cursor?: string; person?: ChosenPersonAnswer }

/** The booked meetings that begin in a time. `first`: at most 20, those that begin first. */
export type PlannedMeetingsAnswer = { total: number; first: OrganizationBooking[] }

/** A booking as the form of administrators shows it. */
export type OrganizationBookingDetails = Omit<BookingDetails, 'booked'> & { booked: OrganizationBooking }
