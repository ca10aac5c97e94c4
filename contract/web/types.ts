import type { DeviceName } from '../text/device-name.ts'

// Requests and answers of contract/web/paths.ts, for programs that send them. The schemas beside this file describe each
// key, and check that they have these types.

/** The answer to a refused request. */
export type WebRefusal = { code: string; message: string }

/**
 * `guest` or `login`: what to send with the next attempt after `waiting-room` or `host-absent`. `closedTo`: with
 * `conference-locked`, who may not join. `everyone`: the meeting is locked. `hasHostPassword`: also with `conference-locked`,
 * whether somebody was told a host password of the meeting.
 */
export type AdmissionRefusal = WebRefusal & {
  guest?: string
  login?: string
  closedTo?: 'everyone' | 'guests' | 'outsiders'
  hasHostPassword?: boolean
}

export type AdmitRequest = {
  roomCode: string
  device: DeviceName
  nick?: string
  token?: string
  passcode?: string
  login?: string
  guest?: string
  claimsHost?: boolean
  waits?: boolean
}
export type AdmitAnswer = { ticket: string; expiresAt: number; conferenceId: string; title: string; guest?: string }

/** The answer to a page whose person has to wait. With its `guest` or `login` the page asks again. */
export type StillWaits = { wait: 'host-absent' | 'waiting-room'; guest?: string; login?: string }

export type SignInRequest = { corpId: string; userId: string; password: string }
export type SignInAnswer = { token: string; expiresAt: number; unionId: string; name: string }

/** How the pages of an organization look, as far as it chose that. `logo`: the last part of its address. */
export type Look = { logo?: string; accent?: { light: string; dark: string } }

/** The signed-in person. */
export type Me = {
  corpId: string
  look?: Look
  organization: string
  userId: string
  unionId: string
  name: string
  mustChangePassword: boolean
  hasPassword: boolean
  admin?: true
  operator?: true
  personToken?: string
}

export type SignedInDevice = {
  id: string
  browser: string
  signedInAt: number
  lastSeenAt: number
  current: boolean
}

/** What an app asks a person for, as the address of the page says it. */
export type AuthorizationRequest = {
  clientId: string
  redirectUri: string
  responseType: string
  scope: string
  state?: string
}
/** `tellsOrganization`: the app gets to know the organization of the person, too. */
export type RequestedAuthorization = { app: string; tellsOrganization: boolean }

/** Whose password a link changes. `organization` is its name. */
export type PasswordLinkOwner = { organization: string; userId: string; name: string }

export type OngoingMeeting = {
  conferenceId: string
  title: string
  roomCode: string
  startTime: number
  status: number
  inside: number
}
export type RecentMeeting = {
  conferenceId: string
  title: string
  startTime: number
  endTime: number
  joinTime?: number
  durationMs: number
}
/** A booking on home, at its current date: the one that is going on or comes next. */
export type BookedMeeting = {
  bookingId: string
  title: string
  roomCode: string
  passcode: string
  startTime: number
  endTime: number
  state: 'upcoming' | 'going-on' | 'canceled'
  inside: number
  heldEarly?: { startTime: number; endTime: number }
  timeZone?: string
  series?: BookedSeries
  host: boolean
  own: boolean
  organizer: string
  invited: number
  link: string
  calendarLink: string
}
export type BookedSeries = { start: string; recurrence: BookedRecurrence; date: string; lastDate: string }
export type BookedRecurrence = {
  frequency: 'daily' | 'weekly' | 'monthly'
  interval: number
  weekdays?: number[]
  end: { count: number } | { until: string }
  leftOut: string[]
}
/** What a person plans. Times are local times of `timeZone`. */
export type BookingOrder = {
  title?: string
  start: string
  end: string
  timeZone: string
  recurrence?: BookedRecurrence
  invitees?: string[]
  ringAtStart?: boolean
  waitingRoom?: boolean
  joinBeforeHost?: boolean
}
/** A booking as the form shows it. */
export type BookingDetails = {
  booked: BookedMeeting
  start: string
  end: string
  timeZone?: string
  recurrence?: BookedRecurrence
  invitees: Colleague[]
  ringAtStart: boolean
  waitingRoom: boolean
  joinBeforeHost: boolean
}
/** `waitingRoom`: whether new bookings have one by default. */
export type HomeAnswer = {
  ongoing: OngoingMeeting[]
  recent: RecentMeeting[]
  booked: BookedMeeting[]
  waitingRoom: boolean
}

/** A person’s own room. */
export type OwnRoom = { title: string; roomCode: string; passcode: string; link: string; waitingRoom: boolean }

/** `userId` and `department` tell people with the same name apart. */
export type Colleague = { unionId: string; name: string; userId?: string; department?: string }
/** A page of colleagues. `hasMore`: there are people after these. */
export type FoundPeople = { people: Colleague[]; hasMore: boolean }

export type EntryAnswer = {
  look?: Look
  conferenceId: string
  title: string
  nick?: string
  inside: string[]
  insideCount: number
  wait?: 'host-absent' | 'waiting-room'
  waitsFor?: string
  asHost?: boolean
  hasHostPassword?: boolean
  missing?: { sound?: number; camera?: number }
  alreadyInside?: boolean
  returns?: boolean
}
