import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { BookingTerms, Plan } from '../../conference/terms.ts'

/** What an app asks to keep with a booking and nothing here acts on: by name, as it was given. */
export type Kept = Readonly<Record<string, unknown>>

/** A meeting that is booked ahead. Its code, its link and its passcodes stay, however often it is held. */
export type Booking = Plan &
  Readonly<{
    id: BookingId
    organizationId: OrganizationId
    /** 1 when it is made, and one more by each change. */
    version: number
    creator: Readonly<{ unionId: UnionId; nick: string }>
    title: string
    roomCode: string
    linkToken: string
    passcode: string
    hostPasscode: string
    /** Of the link that it is shared by. */
    shareCode: string
    terms: BookingTerms
    kept: Kept
    bookedAt: EpochMs
    changedAt: EpochMs
    /** The conference held last, now, or next; absent until somebody asks for the first. */
    conferenceId?: ConferenceId
  }>

export interface BookingStore {
  /** Inserts it, with the link that it is shared by. */
  insert(booking: Booking): Promise<void>
  find(id: BookingId): Promise<Booking | undefined>
  findByRoomCode(roomCode: string): Promise<Booking | undefined>
  /** Those that this person made, or is host or co-host of, and that end after `after` uncancelled; next end first. */
  listOwn(
    whose: Readonly<{ organizationId: OrganizationId; unionId: UnionId; after: EpochMs }>,
    limit: number,
  ): Promise<readonly Booking[]>
  /** By the code of any of its short links. */
  findByShareCode(code: string): Promise<Booking | undefined>
  /**
   * Writes what can change of it: title, times, terms, what is kept, cancellation.
   *
   * @returns `false`, and nothing was written, if the stored version is not the one before
   */
  update(booking: Booking): Promise<boolean>
  /**
   * Makes `next` the conference of the booking, unless it has another than `previous` by now.
   *
   * @returns the one that it has then
   */
  takeConference(id: BookingId, ids: Readonly<{ previous?: ConferenceId; next: ConferenceId }>): Promise<ConferenceId>
  /** One more short link to it, with what an app gave. */
  insertShortLink(link: Readonly<{ code: string; bookingId: BookingId; app: Kept }>): Promise<void>
}
