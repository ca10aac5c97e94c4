import { titleOr } from '../../../contract/text/title.ts'
import type { WallDate } from '../../../contract/time/wall-time.ts'
import { isOwnRoomId, type BookingId, type UnionId } from '../../conference/identity.ts'
import type { OrganizationScope } from '../account/caller.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-entries.ts'
import type { SettingsOfOrganizations } from '../account/organization-settings.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { toBookingEvent } from '../outbox/organization-events.ts'
import type { BookingAccess, BookingChange, ToAuditEntry } from './booking-access.ts'
import { BookingError, PlanError } from './booking-error.ts'
import { currentDate, firstRingAt, toSchedule, withSeries, type CurrentDate, type LocalPlan } from './booking-dates.ts'
import { peopleOf, type Booking, type BookingStore, type ListedBooking, type OwnKind } from './booking-ports.ts'
import { requireNear, requireTimes } from './booking-times.ts'
import { newBooking } from './new-booking.ts'

/** What a person plans on the page. */
export type OwnOrder = Readonly<{
  title: string
  plan: LocalPlan
  invitees: readonly UnionId[]
  ringAtStart: boolean
  /** Absent: as the organization has it by default. */
  waitingRoom?: boolean
  beforeHost: boolean
}>

/** A booking as one of its people sees it now. */
export type OwnBooking = ListedBooking & Readonly<{ date: CurrentDate }>

/** A change by an administrator. */
export type AuditedChange = Readonly<{ id: BookingId; toAuditEntry: ToAuditEntry }>

/** A person has at most this many bookings that they made and that are not over. */
const MAX_UPCOMING = 100
/** A list has at most this many bookings: those that come next. */
const MAX_LISTED = 50
/** The dates of repeating bookings are not in the store. At most this many are read to find those that come next. */
const MAX_REPEATING = 300
/** At most this many canceled bookings are listed. */
const MAX_CANCELED = 10

/** What a person does with their bookings on the page. */
export class OwnBookings {
  readonly #store: BookingStore
  readonly #access: BookingAccess
  readonly #settings: Pick<SettingsOfOrganizations, 'current'>
  readonly #directory: Pick<Directory, 'listUsersByUnionId'>
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    store: BookingStore
    access: BookingAccess
    settings: Pick<SettingsOfOrganizations, 'current'>
    directory: Pick<Directory, 'listUsersByUnionId'>
    clock: Clock
    ids: Ids
  }) {
    this.#store = deps.store
    this.#access = deps.access
    this.#settings = deps.settings
    this.#directory = deps.directory
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /**
   * Books a meeting whose host is `user`. An empty title becomes their name.
   *
   * @throws BookingError `times-wrong`, `user-not-found` for an invitee; PlanError
   */
  async book(user: User, order: OwnOrder): Promise<OwnBooking> {
    const bookedAt = this.#clock.now()
    const { startsAt, endsAt } = toSchedule(order.plan)
    const title = titleOr({ title: order.title, otherwise: user.name })
    const { meetings: defaults } = await this.#settings.current(user.organizationId)
    const booking = newBooking(user, { title, startsAt, endsAt, bookedAt, defaults }, this.#ids)
    const whole = { ...booking, ...(await this.#toFields(user, order, booking)) }
    const ringAt = firstRingAt(whole, { now: bookedAt })
    const outboxEvents = [toBookingEvent(whole, { scene: 'booking_created', at: bookedAt })]
    if (!(await this.#store.insertWithin(MAX_UPCOMING, whole, { ringAt, outboxEvents })))
      throw new PlanError('too-many-bookings')
    return this.show({ booking: whole })
  }

  /**
   * Changes everything that a person plans. Room code, link and passcodes stay. A running conference keeps its title and
   * its settings.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `not-creator`, `booking-cancelled`, `times-wrong`,
   *   `user-not-found` for an invitee; PlanError
   */
  async change(user: User, id: BookingId, order: OwnOrder): Promise<OwnBooking> {
    const booking = await this.#access.change(user, { id, creator: user.unionId }, async (before) => {
      const fields = await this.#toFields(user, order, before)
      if (before.endsAt <= this.#clock.now()) await this.#requireFew(user)
      return fields
    })
    return this.#withLatest(booking)
  }

  /**
   * As `change`, of any booking of an organization, for its administrators. It stays that of the person who made it.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`, `times-wrong`, `user-not-found` for an
   *   invitee; PlanError
   */
  async changeAny(scope: OrganizationScope, of: AuditedChange, order: OwnOrder): Promise<OwnBooking> {
    const booking = await this.#access.change(scope, of, (before) => {
      const { unionId, nick } = before.creator
      return this.#toFields({ organizationId: scope.organizationId, unionId, name: nick }, order, before)
    })
    return this.#withLatest(booking)
  }

  /**
   * Cancels any booking of an organization, for its administrators: nobody can join anymore, and people in the meeting stay.
   *
   * If it was canceled before, nothing changes.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`
   */
  async cancelAny(scope: OrganizationScope, of: AuditedChange): Promise<void> {
    try {
      await this.#access.change(scope, of, async () => ({ canceledAt: this.#clock.now() }))
    } catch (error) {
      if (!(error instanceof BookingError && error.code === 'booking-cancelled')) throw error
    }
  }

  /**
   * Leaves out one date of a booking that repeats. If no other date is left, the booking is canceled.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `not-creator`, `booking-cancelled`; PlanError
   *   `date-not-found`
   */
  async cancelDate(user: User, id: BookingId, date: WallDate): Promise<void> {
    await this.#cancelDate(user, { id, creator: user.unionId }, date)
  }

  /**
   * As `cancelDate`, of any booking of an organization, for its administrators.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`; PlanError `date-not-found`
   */
  async cancelDateOfAny(scope: OrganizationScope, of: AuditedChange, date: WallDate): Promise<void> {
    await this.#cancelDate(scope, of, date)
  }

  #cancelDate(scope: OrganizationScope, of: BookingChange, date: WallDate): Promise<Booking> {
    return this.#access.change(scope, of, async ({ series }) => {
      if (!series || series.recurrence.leftOut.includes(date)) throw new PlanError('date-not-found')
      const { recurrence } = series
      const leftOut = [...recurrence.leftOut, date]
      try {
        const changed = withSeries({ ...series, recurrence: { ...recurrence, leftOut } })
        // A date that is none of the series is not kept.
        if (!changed.series.recurrence.leftOut.includes(date)) throw new PlanError('date-not-found')
        return changed
      } catch (error) {
        if (!(error instanceof PlanError && error.code === 'no-date')) throw error
        return { canceledAt: this.#clock.now() }
      }
    })
  }

  /**
   * Loads a booking for one of its people. It may be canceled.
   *
   * @throws BookingError `booking-not-found`, also for everybody else, and for an own room
   */
  async load(user: User, id: BookingId): Promise<OwnBooking> {
    const booking = isOwnRoomId(id) ? undefined : await this.#store.find(id)
    const isOwn = booking?.organizationId === user.organizationId && peopleOf(booking).includes(user.unionId)
    if (!booking || !isOwn) throw new BookingError('booking-not-found')
    return this.#withLatest(booking)
  }

  /** Loads any booking of an organization, for its administrators. @throws BookingError `booking-not-found`, `not-permitted` */
  async loadAny(scope: OrganizationScope, id: BookingId): Promise<OwnBooking> {
    return this.#withLatest(await this.#access.loadOwn(scope, id))
  }

  /** The invitees of a booking who have an account, by name. */
  async listInvitees({ organizationId, invitees }: Booking): Promise<readonly User[]> {
    const users = await this.#directory.listUsersByUnionId(organizationId, invitees)
    return users.toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /**
   * The bookings that a person made, hosts or co-hosts, or is invited to, until they are over; canceled ones for 7 days.
   * At most 50, ordered by the start of their current date.
   */
  async list({ organizationId, unionId }: Pick<User, 'organizationId' | 'unionId'>): Promise<readonly OwnBooking[]> {
    const ofKind = (kind: OwnKind, limit: number) =>
      this.#store.listOwn({ organizationId, unionId, kind, after: this.#clock.now() }, limit)
    const found = await Promise.all([
      ofKind('once', MAX_LISTED),
      ofKind('repeating', MAX_REPEATING),
      ofKind('canceled', MAX_CANCELED),
    ])
    return found
      .flat()
      .map((listed) => this.show(listed))
      .filter(({ date }) => date.state !== 'over')
      .sort((a, b) => a.date.startsAt - b.date.startsAt)
      .slice(0, MAX_LISTED)
  }

  async #withLatest(booking: Booking): Promise<OwnBooking> {
    const latest = await this.#store.findLatestConference(booking.id)
    return this.show({ booking, ...(latest && { latest }) })
  }

  /** The booking at its current date. */
  show(listed: ListedBooking): OwnBooking {
    return { ...listed, date: currentDate(listed.booking, listed.latest, this.#clock.now()) }
  }

  async #toFields(user: Pick<User, 'organizationId' | 'unionId' | 'name'>, order: OwnOrder, before: Booking) {
    const { title, plan, ringAtStart, waitingRoom = before.terms.waitingRoom, beforeHost } = order
    const schedule = toSchedule(plan)
    const now = this.#clock.now()
    requireTimes(schedule, now)
    requireNear(schedule, now)
    const invitees = [...new Set(order.invitees)].filter((unionId) => unionId !== user.unionId)
    await this.#requirePeople(
      user,
      invitees.filter((unionId) => !before.invitees.includes(unionId)),
    )
    return {
      ...schedule,
      title: titleOr({ title, otherwise: user.name }),
      invitees,
      ringAtStart,
      terms: { ...before.terms, waitingRoom, beforeHost },
    }
  }

  async #requireFew({ organizationId, unionId }: User): Promise<void> {
    const upcoming = await this.#store.countUpcoming({ organizationId, unionId, at: this.#clock.now() })
    if (upcoming >= MAX_UPCOMING) throw new PlanError('too-many-bookings')
  }

  async #requirePeople({ organizationId }: OrganizationScope, unionIds: readonly UnionId[]): Promise<void> {
    const users = await this.#directory.listUsersByUnionId(organizationId, unionIds)
    if (users.length < unionIds.length) throw new BookingError('user-not-found')
  }
}
