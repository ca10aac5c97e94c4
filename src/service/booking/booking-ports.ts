import type { Series } from '../../../contract/time/recurrence.ts'
import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import type { BookingTerms, Plan } from '../../conference/terms.ts'

/** Settings that an app stores with a booking and that have no effect here: by name, as given. */
export type PassiveSettings = Readonly<Record<string, unknown>>

/**
 * A meeting that is planned ahead. All conferences held under it have the same code, link and passcodes. If it repeats, it
 * starts with its first date and ends with its last.
 */
export type Booking = Plan &
  Readonly<{
    id: BookingId
    organizationId: OrganizationId
    /** 1 at first; each change adds one. */
    version: number
    creator: Readonly<{ unionId: UnionId; nick: string }>
    title: string
    roomCode: string
    linkToken: string
    passcode: string
    /** The host password. */
    hostPasscode: string
    /** The code in its share link. */
    shareCode: string
    terms: BookingTerms
    passive: PassiveSettings
    /** Its dates, if it repeats. */
    series?: Series | undefined
    /** The time zone in which its creator planned it, if it does not repeat and was booked on a page. */
    timeZone?: string | undefined
    /** People of the organization who see it on home. */
    invitees: readonly UnionId[]
    /** The invitees are called at its start. */
    ringAtStart: boolean
    bookedAt: EpochMs
    changedAt: EpochMs
    /** The latest, ongoing or next conference. Absent until somebody asks for the first. */
    conferenceId?: ConferenceId
    /** The app that made it. */
    clientId?: string
  }>

/** What is known of the conference of a booking that was held last, or is running. */
export type LatestConference = Readonly<{
  startedAt: EpochMs
  /** Absent while it is in progress. */
  endedAt?: EpochMs
  /** Number of people in the meeting. */
  activeCount: number
  /** Number of people who have ever joined. */
  attendedCount: number
}>

/** `canceled`: within the days in which a canceled booking is still listed. */
export type OwnKind = 'once' | 'repeating' | 'canceled'

/** A booking of a person's list. */
export type ListedBooking = Readonly<{ booking: Booking; latest?: LatestConference }>

/** How long a canceled booking is listed, so that its people learn that it is canceled. */
const CANCELED_LISTED_MS = 7 * 86_400_000

/** The end of an own room, which has none: the end of the year 9999. */
export const NEVER_MS = 253_402_300_799_999 as EpochMs

/** Until when a booking is in the lists of its people. */
export function listedUntil({ endsAt, canceledAt }: Plan): EpochMs {
  if (canceledAt === undefined || canceledAt > endsAt) return endsAt
  return (canceledAt + CANCELED_LISTED_MS) as EpochMs
}

/** Everybody in whose list a booking is. */
export function peopleOf({ creator, terms, invitees }: Booking): readonly UnionId[] {
  return [...new Set([creator.unionId, terms.host, ...terms.coHosts, ...invitees])]
}

/** The invitees of a booking are called at its start. `attempt` counts from 1. */
export type StartRing = Readonly<{ bookingId: BookingId; startsAt: EpochMs; attempt: number }>

/** The next call of each booking that calls its invitees. */
export interface StartRingStore {
  /** Takes calls that are due. Until the lease ends, no server that uses this store gets them. */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly StartRing[]>
  /** Replaces a call by the next one of its booking, or deletes it. No effect if the booking was changed meanwhile. */
  markDone(ring: StartRing, next: EpochMs | undefined): Promise<void>
  /** Keeps a call from being taken before `until`. No effect if the booking was changed meanwhile. */
  postpone(ring: StartRing, until: EpochMs): Promise<void>
}

/** What is written in the transaction of a booking. `ringAt`: when its invitees are to be called. `outboxEvents`: the events about it. `audit`: an entry of the audit log. */
export type WrittenWith = Readonly<{
  ringAt?: EpochMs | undefined
  outboxEvents?: readonly NewOutboxEvent[]
  audit?: AuditEntry | undefined
}>

/** The bookings of an organization, or only those of a person, that are not canceled and end after a position. */
export interface UpcomingBookingStore {
  /** Those that end first come first. A booking that repeats ends with its last date. Own rooms are left out. */
  listUpcoming(
    whose: Readonly<{
      organizationId: OrganizationId
      unionId?: UnionId
      kind: Exclude<OwnKind, 'canceled'>
      after: Readonly<{ at: EpochMs; id: string }>
    }>,
    limit: number,
  ): Promise<readonly ListedBooking[]>
}

export interface StartingBookingStore {
  /**
   * How many bookings that take place once and are not canceled begin in `[from, to)`, and the first of them. Those of which a
   * conference is in progress are left out.
   */
  listStarting(
    when: Readonly<{ organizationId: OrganizationId; from: EpochMs; to: EpochMs }>,
    limit: number,
  ): Promise<Readonly<{ total: number; first: readonly ListedBooking[] }>>
}

export interface BookingStore extends UpcomingBookingStore, StartingBookingStore {
  /** Inserts a booking with its share link. */
  insert(booking: Booking, also?: WrittenWith): Promise<void>
  /**
   * Inserts a booking, unless its creator has `limit` bookings that they made and that are not over when it is booked. Two
   * servers that insert at the same moment may exceed the limit.
   *
   * @returns `false`, with nothing written, if they have
   */
  insertWithin(limit: number, booking: Booking, also?: WrittenWith): Promise<boolean>
  /** How many bookings that a person made are neither over nor canceled at `at`. */
  countUpcoming(whose: Readonly<{ organizationId: OrganizationId; unionId: UnionId; at: EpochMs }>): Promise<number>
  find(id: BookingId): Promise<Booking | undefined>
  findByRoomCode(roomCode: string): Promise<Booking | undefined>
  /**
   * The bookings of one kind that this person made, hosts or co-hosts, or is invited to, if they are listed after `after`.
   * Those that end first come first.
   */
  listOwn(
    whose: Readonly<{ organizationId: OrganizationId; unionId: UnionId; kind: OwnKind; after: EpochMs }>,
    limit: number,
  ): Promise<readonly ListedBooking[]>
  /** The conference of a booking that was held last, or is running. */
  findLatestConference(id: BookingId): Promise<LatestConference | undefined>
  /** The own room of a person. */
  findOwnRoom(whose: Readonly<{ organizationId: OrganizationId; unionId: UnionId }>): Promise<Booking | undefined>
  /**
   * Inserts an own room and makes it that of its creator. `replaces`: their room until now, which is canceled at `at`.
   *
   * @returns `false`, with nothing written, if they have another room by now
   */
  insertOwnRoom(room: Booking, replacing?: Readonly<{ replaces: BookingId; at: EpochMs }>): Promise<boolean>
  /** Finds a booking by the code of any of its short links. */
  findByShareCode(code: string): Promise<Booking | undefined>
  /**
   * Writes what can change: title, times, terms, passive settings, people, cancellation.
   *
   * @returns `false`, with nothing written, if the stored version is not the previous one
   */
  update(booking: Booking, also?: WrittenWith): Promise<boolean>
  /**
   * Makes `next` the conference of the booking, unless another writer has replaced `previous` already.
   *
   * @returns the conference of the booking afterwards
   */
  takeConference(id: BookingId, ids: Readonly<{ previous?: ConferenceId; next: ConferenceId }>): Promise<ConferenceId>
  /** Adds a short link to a booking, with the data of an app. */
  insertShortLink(link: Readonly<{ code: string; bookingId: BookingId; app: PassiveSettings }>): Promise<void>
}
