import type { WallDate } from '../../../contract/time/wall-time.ts'
import type { BookingId, EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Audit } from '../account/audit.ts'
import type { AuditAction } from '../account/audit-entry.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-entries.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import { timesAt } from '../booking/booking-dates.ts'
import type { ToAuditEntry } from '../booking/booking-access.ts'
import type { UpcomingBookingStore } from '../booking/booking-ports.ts'
import type { OwnBooking, OwnBookings, OwnOrder } from '../booking/own-bookings.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { PageQuery, Position } from '../read/history-model.ts'
import { findChosen, type PageOfPerson, type PersonFilter } from './meeting-search.ts'

type AnyBookings = Pick<
  OwnBookings,
  'show' | 'loadAny' | 'changeAny' | 'cancelAny' | 'cancelDateOfAny' | 'listInvitees'
>

/** The dates of repeating bookings are not in the store. At most this many are read to find those that come next. */
const MAX_REPEATING = 1_000

/** The bookings of an organization, for its administrators. Each change has an entry in the audit log. */
export class OrganizationBookings {
  readonly #store: UpcomingBookingStore
  readonly #bookings: AnyBookings
  readonly #directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #clock: Clock

  constructor(deps: {
    store: UpcomingBookingStore
    bookings: AnyBookings
    directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>
    audit: Pick<Audit, 'toEntry'>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#bookings = deps.bookings
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#clock = deps.clock
  }

  /**
   * The bookings that are neither over nor canceled, at their current dates. Those whose dates end first come first. With a
   * person: those that they made, host or co-host, or are invited to. A page may be shorter than `limit` without being the
   * last. Of the bookings that repeat, the 1,000 whose last dates come first are in the list.
   *
   * @throws AccountError `not-administrator`; `user-not-found` for a userId that the organization does not have
   */
  async page(
    by: Principal,
    organizationId: OrganizationId,
    filter: PersonFilter,
    { after, limit }: PageQuery,
  ): Promise<PageOfPerson<OwnBooking>> {
    requireAdministrator(by, organizationId)
    const person = await findChosen(this.#directory, organizationId, filter)
    const whose = { organizationId, ...(person && { unionId: person.unionId }) }
    const now = this.#clock.now()
    const from = after ?? { at: now, id: LAST_ID }
    const [once, repeating] = await Promise.all([
      this.#store.listUpcoming({ ...whose, kind: 'once', after: from }, limit + 1),
      this.#store.listUpcoming({ ...whose, kind: 'repeating', after: { at: now, id: LAST_ID } }, MAX_REPEATING),
    ])
    const found = [...once, ...repeating]
      .map((listed) => this.#bookings.show(listed))
      .filter((own) => isAfter(positionAt(now, own), from))
      .sort((a, b) => (isAfter(positionAt(now, a), positionAt(now, b)) ? 1 : -1))
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: shown.filter(({ date }) => date.state !== 'over'),
      ...(found.length > limit && last && { next: positionAt(now, last) }),
      ...(person && { person }),
    }
  }

  /**
   * A booking with its invitees who have an account.
   *
   * @throws AccountError `not-administrator`; BookingError `booking-not-found`, `not-permitted` (another organization's)
   */
  async load(
    by: Principal,
    organizationId: OrganizationId,
    id: BookingId,
  ): Promise<Readonly<{ own: OwnBooking; invitees: readonly User[] }>> {
    requireAdministrator(by, organizationId)
    const own = await this.#bookings.loadAny({ organizationId }, id)
    return { own, invitees: await this.#bookings.listInvitees(own.booking) }
  }

  /**
   * Changes everything that a person plans, as the person who made the booking can.
   *
   * @throws AccountError `not-administrator`; BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`,
   *   `times-wrong`, `user-not-found` for an invitee; PlanError
   */
  async change(
    by: Principal,
    organizationId: OrganizationId,
    { id, order }: Readonly<{ id: BookingId; order: OwnOrder }>,
  ): Promise<OwnBooking> {
    requireAdministrator(by, organizationId)
    const { start, end, timeZone } = order.plan
    const of = { id, toAuditEntry: this.#entryOf(by, 'booking-changed', { start, end, timeZone }) }
    return this.#bookings.changeAny({ organizationId }, of, order)
  }

  /**
   * Cancels a booking: nobody can join anymore, and people in the meeting stay. Canceling again changes nothing.
   *
   * @throws AccountError `not-administrator`; BookingError `booking-not-found`, `not-permitted`
   */
  async cancel(by: Principal, organizationId: OrganizationId, id: BookingId): Promise<void> {
    requireAdministrator(by, organizationId)
    await this.#bookings.cancelAny({ organizationId }, { id, toAuditEntry: this.#entryOf(by, 'booking-canceled') })
  }

  /**
   * Leaves out one date of a booking that repeats.
   *
   * @throws AccountError `not-administrator`; BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`;
   *   PlanError `date-not-found`
   */
  async cancelDate(
    by: Principal,
    organizationId: OrganizationId,
    { id, date }: Readonly<{ id: BookingId; date: WallDate }>,
  ): Promise<void> {
    requireAdministrator(by, organizationId)
    const of = { id, toAuditEntry: this.#entryOf(by, 'booking-date-canceled', { date }) }
    await this.#bookings.cancelDateOfAny({ organizationId }, of, date)
  }

  /** The entry of an act, which is stored in the transaction of the booking. */
  #entryOf(by: Principal, action: AuditAction, details?: Readonly<Record<string, string>>): ToAuditEntry {
    return ({ organizationId, id, title }) => {
      const target = { kind: 'booking', id, name: title } as const
      return this.#audit.toEntry({ organizationId, by, action, target, ...(details && { details }) })
    }
  }
}

/** After the ids of all bookings, so that what ends now is over. */
const LAST_ID = '~'

/** By the end of the date that is not over yet. A meeting that goes on beyond the end of its date is at its next one. */
function positionAt(now: EpochMs, { booking }: OwnBooking): Position {
  return { at: timesAt(booking, now).endsAt, id: booking.id }
}

function isAfter(a: Position, b: Position): boolean {
  return a.at > b.at || (a.at === b.at && a.id > b.id)
}
