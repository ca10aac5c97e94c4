import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { BookingTerms, Plan } from '../../conference/terms.ts'

/** Settings that an app stores with a booking and that have no effect here: by name, as given. */
export type PassiveSettings = Readonly<Record<string, unknown>>

/** A meeting that is planned ahead. All conferences held under it have the same code, link and passcodes. */
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
    bookedAt: EpochMs
    changedAt: EpochMs
    /** The latest, ongoing or next conference. Absent until somebody asks for the first. */
    conferenceId?: ConferenceId
  }>

export interface BookingStore {
  /** Inserts a booking with its share link. */
  insert(booking: Booking): Promise<void>
  find(id: BookingId): Promise<Booking | undefined>
  findByRoomCode(roomCode: string): Promise<Booking | undefined>
  /**
   * The bookings that this person made, hosts or co-hosts, if they end after `after` and are not canceled. Those that end
   * first come first.
   */
  listOwn(
    whose: Readonly<{ organizationId: OrganizationId; unionId: UnionId; after: EpochMs }>,
    limit: number,
  ): Promise<readonly Booking[]>
  /** Finds a booking by the code of any of its short links. */
  findByShareCode(code: string): Promise<Booking | undefined>
  /**
   * Writes what can change: title, times, terms, passive settings, cancellation.
   *
   * @returns `false`, with nothing written, if the stored version is not the previous one
   */
  update(booking: Booking): Promise<boolean>
  /**
   * Makes `next` the conference of the booking, unless another writer has replaced `previous` already.
   *
   * @returns the conference of the booking afterwards
   */
  takeConference(id: BookingId, ids: Readonly<{ previous?: ConferenceId; next: ConferenceId }>): Promise<ConferenceId>
  /** Adds a short link to a booking, with the data of an app. */
  insertShortLink(link: Readonly<{ code: string; bookingId: BookingId; app: PassiveSettings }>): Promise<void>
}
