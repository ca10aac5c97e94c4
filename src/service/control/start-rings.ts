import type { Actor } from '../../conference/actor.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { TryLimiter } from '../account/try-limiter.ts'
import { nextRingAt, timesAt } from '../booking/booking-dates.ts'
import type { Booking, BookingStore, StartRing } from '../booking/booking-ports.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Meetings } from '../entry/meetings.ts'

const BY: Actor = { kind: 'system', reason: 'booked-start' }

/** Calls the invitees of meetings that start. */
export class StartRings {
  readonly #bookings: Pick<BookingStore, 'find' | 'findLatestConference'>
  readonly #meetings: Pick<Meetings, 'find' | 'begin'>
  readonly #conductor: Conductor
  readonly #directory: Directory
  readonly #clock: Clock
  readonly #limiter: TryLimiter

  constructor(deps: {
    bookings: Pick<BookingStore, 'find' | 'findLatestConference'>
    meetings: Pick<Meetings, 'find' | 'begin'>
    conductor: Conductor
    directory: Directory
    clock: Clock
    /** Counts the starts that call people, per organizer. */
    limiter: TryLimiter
  }) {
    this.#bookings = deps.bookings
    this.#meetings = deps.meetings
    this.#conductor = deps.conductor
    this.#directory = deps.directory
    this.#clock = deps.clock
    this.#limiter = deps.limiter
  }

  /**
   * Calls the invitees who are not in the meeting, and begins its conference if nobody has. It calls nobody if the booking
   * was canceled or moved, if the date is over or was held already, if the conference is locked, or if the organizer has
   * called too often. If it is done twice for the same start, the second time calls nobody.
   *
   * @returns the next start at which they are to be called
   */
  async ring({ bookingId, startsAt }: StartRing): Promise<EpochMs | undefined> {
    const booking = await this.#bookings.find(bookingId)
    if (!booking) return undefined
    const now = this.#clock.now()
    const isStillPlanned = nextRingAt(booking, (startsAt - 1) as EpochMs) === startsAt
    if (isStillPlanned && timesAt(booking, startsAt).endsAt > now && !(await this.#wasHeld(booking, startsAt))) {
      await this.#call(booking, startsAt)
    }
    return nextRingAt(booking, Math.max(now, startsAt) as EpochMs)
  }

  async #wasHeld({ id }: Booking, startsAt: EpochMs): Promise<boolean> {
    const latest = await this.#bookings.findLatestConference(id)
    return latest?.endedAt !== undefined && latest.endedAt >= startsAt
  }

  async #call({ roomCode, creator, invitees, organizationId }: Booking, startsAt: EpochMs): Promise<void> {
    const meeting = await this.#meetings.find(roomCode)
    if (!meeting || meeting.isClosed) return
    const users = await this.#directory.listUsersByUnionId(organizationId, [creator.unionId, ...invitees])
    const called = users.filter(({ unionId }) => unionId !== creator.unionId)
    if (called.length === 0) return
    if (!(await this.#limiter.take(`starts of ${organizationId} ${creator.unionId}`))) return
    const inviter = users.find(({ unionId }) => unionId === creator.unionId)?.name ?? creator.nick
    await this.#meetings.begin(meeting, BY)
    const people = await Promise.all(called.map((user) => this.#directory.toNewcomer(user, organizationId)))
    try {
      await this.#conductor.execute(meeting.id, { type: 'invite', by: BY, inviter, invitees: people, start: startsAt })
    } catch (error) {
      // It is locked, or has ended meanwhile.
      if (!(error instanceof ConferenceError)) throw error
    }
  }
}
