import type { BookingId, EpochMs, Person, UnionId } from './identity.ts'

/** What carries sound and pictures. `mesh`: people send directly to each other. `livekit`: a LiveKit server. */
export type EngineName = 'mesh' | 'livekit'

/** Who may share their screen. `hosts`: the host and the co-hosts. */
export type Sharing = 'everybody' | 'hosts'

/** Who joins muted. `crowd`: only people who join when six others or more are in the meeting. */
export type MuteOnJoin = 'never' | 'always' | 'crowd'

/** When a booked meeting takes place. */
export type Plan = Readonly<{ startsAt: EpochMs; endsAt: EpochMs; canceledAt?: EpochMs }>

/** What applies in every conference of a booking from its beginning. */
export type BookingTerms = Readonly<{
  host: UnionId
  coHosts: readonly UnionId[]
  /** The conference begins locked: only the host and the co-hosts may join until one of them unlocks it. */
  locked: boolean
  insidersOnly: boolean
  /** People without an account may join. */
  guests: boolean
  /** People may join before the host and the co-hosts. */
  beforeHost: boolean
  /** Only the host, the co-hosts, and people who were admitted, called or in the meeting before may join. */
  waitingRoom: boolean
  muteOnJoin: MuteOnJoin
  /** Muted people may unmute themselves. */
  selfUnmuting: boolean
  sharing: Sharing
  /** People may rename themselves. */
  renaming: boolean
  /** Chat messages and reactions are allowed. */
  chat: boolean
}>

/** What an organization chooses for the meetings that begin in it. A booking and the host can choose otherwise. */
export type MeetingDefaults = Readonly<
  Pick<BookingTerms, 'waitingRoom' | 'muteOnJoin' | 'selfUnmuting' | 'sharing' | 'chat'>
>

/** The planned start and end of one date of a booking. */
export type PlannedTimes = Readonly<{ startsAt: EpochMs; endsAt: EpochMs }>

/**
 * The terms of a conference that was booked, and its booking. `planned`: its date, as it was planned when the conference
 * began. Absent for own rooms, which have no date, and in logs that are older than this field. `clientId`: the app that made
 * the booking.
 */
export type Booked = BookingTerms & Readonly<{ bookingId: BookingId; planned?: PlannedTimes; clientId?: string }>

/** The terms that stay as booked. The others can be changed during the conference, so its state holds them. */
export type FixedTerms = Omit<
  Booked,
  'locked' | 'insidersOnly' | 'selfUnmuting' | 'sharing' | 'waitingRoom' | 'muteOnJoin' | 'chat'
>

/** The defaults of an organization that chose none: nothing is restricted. */
export const OPEN_MEETINGS: MeetingDefaults = {
  waitingRoom: false,
  muteOnJoin: 'never',
  selfUnmuting: true,
  sharing: 'everybody',
  chat: true,
}

/** The terms of a booking that sets none: as open as a conference that was not booked. */
export function defaultTerms(creator: UnionId, defaults: MeetingDefaults = OPEN_MEETINGS): BookingTerms {
  return {
    host: creator,
    coHosts: [],
    locked: false,
    insidersOnly: false,
    guests: true,
    beforeHost: true,
    renaming: true,
    ...defaults,
  }
}

/**
 * Whether people may join a booked meeting at `at`: from the booking until the planned end, and after that while a
 * conference of it is running. Nobody may join a canceled one.
 */
export function isOpenAt(plan: Plan, at: EpochMs, { isRunning }: { isRunning: boolean }): boolean {
  return plan.canceledAt === undefined && (at < plan.endsAt || isRunning)
}

/** Whether the booking names this person as a co-host. */
export function isBookedCoHost(booked: Pick<BookingTerms, 'coHosts'> | undefined, person: Person): boolean {
  return person.kind === 'user' && booked !== undefined && booked.coHosts.includes(person.unionId)
}
