import type { BookingId, EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import { currentDate, nextStartOf } from '../booking/booking-dates.ts'
import type { Booking, ListedBooking, StartingBookingStore, UpcomingBookingStore } from '../booking/booking-ports.ts'
import type { OwnBooking } from '../booking/own-bookings.ts'
import type { Clock } from '../clock-and-ids.ts'

/** `first`: those that begin first, at the dates that are meant. */
type PlannedReport = Readonly<{ total: number; first: readonly OwnBooking[] }>

type Starting = Readonly<{ listed: ListedBooking; startsAt: EpochMs }>

const FIRST = 20
/** Read at once. Few enough for everybody else to wait unnoticed while their dates are computed. */
const PART = 200
/** More next starts are computed again. */
const MAX_KNOWN = 20_000

/**
 * The booked meetings of an organization that have yet to begin. The dates of a booking that repeats are not in the store, and
 * take up to a millisecond to compute. So its next start is kept in memory until it has passed or the booking is changed.
 */
export class PlannedMeetings {
  readonly #store: UpcomingBookingStore & StartingBookingStore
  readonly #clock: Clock
  readonly #nextStarts = new Map<BookingId, Readonly<{ version: number; startsAt: EpochMs | undefined }>>()

  constructor(deps: { store: UpcomingBookingStore & StartingBookingStore; clock: Clock }) {
    this.#store = deps.store
    this.#clock = deps.clock
  }

  /**
   * How many booked meetings begin from now until `to`, and the first 20 of them. Meetings in progress are not among them,
   * also if they began before their time.
   *
   * @throws AccountError `not-administrator`
   */
  async load(by: Principal, organizationId: OrganizationId, to: EpochMs): Promise<PlannedReport> {
    requireAdministrator(by, organizationId)
    const now = this.#clock.now()
    const once = await this.#store.listStarting({ organizationId, from: now, to }, FIRST)
    const repeating = await this.#listRepeating(organizationId, { now, to })
    const starting = [
      ...once.first.map((listed) => ({ listed, startsAt: listed.booking.startsAt })),
      ...repeating.first,
    ]
    return {
      total: once.total + repeating.total,
      first: firstOf(starting).map(({ listed, startsAt }) => ({
        ...listed,
        date: currentDate(listed.booking, listed.latest, startsAt),
      })),
    }
  }

  async #listRepeating(organizationId: OrganizationId, { now, to }: Readonly<{ now: EpochMs; to: EpochMs }>) {
    let total = 0
    let first: readonly Starting[] = []
    for (let after = { at: now, id: LAST_ID }; ;) {
      const part = await this.#store.listUpcoming({ organizationId, kind: 'repeating', after }, PART)
      const starting = part
        .filter(({ latest }) => !latest || latest.endedAt !== undefined)
        .map((listed) => ({ listed, startsAt: this.#nextStart(listed.booking, now) ?? to }))
        .filter(({ startsAt }) => startsAt < to)
      total += starting.length
      first = firstOf([...first, ...starting])
      const last = part.at(-1)?.booking
      if (!last || part.length < PART) return { total, first }
      after = { at: last.endsAt, id: last.id }
    }
  }

  #nextStart(booking: Booking, now: EpochMs): EpochMs | undefined {
    const known = this.#nextStarts.get(booking.id)
    if (known?.version === booking.version && (known.startsAt ?? Infinity) >= now) return known.startsAt
    const startsAt = nextStartOf(booking, (now - 1) as EpochMs)
    if (this.#nextStarts.size >= MAX_KNOWN) this.#nextStarts.clear()
    this.#nextStarts.set(booking.id, { version: booking.version, startsAt })
    return startsAt
  }
}

/** After the ids of all bookings, so that what ends now is over. */
const LAST_ID = '~'

function firstOf(starting: readonly Starting[]): readonly Starting[] {
  return starting
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.listed.booking.id < b.listed.booking.id ? -1 : 1))
    .slice(0, FIRST)
}
