import type { BookingId, UnionId } from '../../conference/identity.ts'
import { requireNotCanceled, type BookingAccess } from './booking-access.ts'
import { timesAt } from './booking-dates.ts'
import { BookingError } from './booking-error.ts'
import { withSettings, type BookingSettings } from './booking-settings.ts'
import { requireTimes, type Times } from './booking-times.ts'
import type { Booking, BookingStore, PassiveSettings } from './booking-ports.ts'
import type { Caller, OrganizationScope } from '../account/caller.ts'
import type { SettingsOfOrganizations } from '../account/organization-settings.ts'
import { newBooking } from './new-booking.ts'
import type { History } from '../read/history.ts'
import { SHARE_CODE_LENGTH, shareLink } from '../../../contract/text/link.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import { toTitle } from '../../../contract/text/title.ts'
import { toBookingEvent } from '../outbox/organization-events.ts'

/** Books meetings, and changes and finds bookings, for apps of the organization that owns the bookings. */
export class Bookings {
  readonly #store: BookingStore
  readonly #history: Pick<History, 'findLastOfBooking'>
  readonly #access: BookingAccess
  readonly #settings: Pick<SettingsOfOrganizations, 'current'>
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #publicUrl: () => URL

  constructor(deps: {
    store: BookingStore
    history: Pick<History, 'findLastOfBooking'>
    access: BookingAccess
    settings: Pick<SettingsOfOrganizations, 'current'>
    clock: Clock
    ids: Ids
    publicUrl: () => URL
  }) {
    this.#store = deps.store
    this.#history = deps.history
    this.#access = deps.access
    this.#settings = deps.settings
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#publicUrl = deps.publicUrl
  }

  /**
   * Books a meeting. The creator is its host unless the settings name another one.
   *
   * @throws BookingError `user-not-found`, `times-wrong`, `organization-wrong`, `too-many-apps`
   */
  async book(
    caller: Pick<Caller, 'organizationId' | 'clientId'>,
    order: Times & Readonly<{ creator: UnionId; title: string; settings: BookingSettings }>,
  ): Promise<Booking> {
    const bookedAt = this.#clock.now()
    requireTimes(order, bookedAt)
    const creator = await this.#access.loadUser(caller.organizationId, order.creator)
    const { meetings: defaults } = await this.#settings.current(caller.organizationId)
    const booking = newBooking(creator, { ...order, bookedAt, defaults }, this.#ids)
    const { clientId } = caller
    const whole = { ...booking, clientId, ...(await this.#withSettings(booking, order.settings)) }
    await this.#store.insert(whole, {
      outboxEvents: [toBookingEvent(whole, { scene: 'booking_created', at: bookedAt })],
    })
    return whole
  }

  /**
   * Changes title and times. If a past booking is moved to a later time, people can join again. The times of a booking
   * that repeats stay: with other times than those of its current date the change is refused.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`,
   *   `booking-cancelled`, `times-wrong`
   */
  async change(
    caller: OrganizationScope,
    id: BookingId,
    order: Times & Readonly<{ creator: UnionId; title: string }>,
  ): Promise<void> {
    requireTimes(order, this.#clock.now())
    const { creator, title, startsAt, endsAt } = order
    await this.#access.change(caller, { id, creator }, async (booking) => {
      if (!booking.series) return { title: toTitle(title), startsAt, endsAt }
      const shown = timesAt(booking, this.#clock.now())
      if (startsAt === shown.startsAt && endsAt === shown.endsAt) return { title: toTitle(title) }
      throw new BookingError('times-wrong', 'the meeting repeats: its times can be changed on the page only')
    })
  }

  /**
   * Cancels a booking: nobody can join any more, and people in the meeting stay. Canceling again changes nothing.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`
   */
  async cancel(caller: OrganizationScope, id: BookingId, creator: UnionId): Promise<void> {
    try {
      await this.#access.change(caller, { id, creator }, async () => ({ canceledAt: this.#clock.now() }))
    } catch (error) {
      if (!(error instanceof BookingError && error.code === 'booking-cancelled')) throw error
    }
  }

  /**
   * Loads a booking for `asker`, who may be any person of the organization. If it repeats, its times are those of its
   * current date.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `booking-cancelled`
   */
  async load(caller: OrganizationScope, id: BookingId, asker: UnionId): Promise<Booking> {
    const booking = await this.#access.loadOwn(caller, id)
    await this.#access.requireInsider(caller, asker)
    requireNotCanceled(booking)
    return { ...booking, ...timesAt(booking, this.#clock.now()) }
  }

  /**
   * Loads a booking for an app that reads the settings. Unlike `load`, it checks no person.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`
   */
  async loadSettings(caller: OrganizationScope, id: BookingId): Promise<Booking> {
    const booking = await this.#access.loadOwn(caller, id)
    requireNotCanceled(booking)
    return booking
  }

  /**
   * Changes the settings of future conferences. An ongoing conference keeps the settings that it started with.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`,
   *   `booking-cancelled`, `organization-wrong`, `too-many-apps`
   */
  async changeSettings(
    caller: OrganizationScope,
    id: BookingId,
    { creator, settings }: Readonly<{ creator: UnionId; settings: BookingSettings }>,
  ): Promise<void> {
    await this.#access.change(caller, { id, creator }, (booking) => this.#withSettings(booking, settings))
  }

  /**
   * Adds a short link to a booking. `app`, an extension app, is stored with it and has no effect.
   *
   * @returns the short link
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`,
   *   `booking-cancelled`
   */
  async createShortLink(
    caller: OrganizationScope,
    id: BookingId,
    { creator, app }: Readonly<{ creator: UnionId; app: PassiveSettings }>,
  ): Promise<string> {
    await this.#access.loadChangeable(caller, { id, creator })
    const code = this.#ids.letters(SHARE_CODE_LENGTH)
    await this.#store.insertShortLink({ code, bookingId: id, app })
    return shareLink(this.#publicUrl(), code)
  }

  /**
   * The newest conference of a booking. It may be over, and the booking canceled. `undefined` if none has begun.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`
   */
  async findLastConference(caller: OrganizationScope, id: BookingId): Promise<ConferenceHead | undefined> {
    await this.#access.loadOwn(caller, id)
    return this.#history.findLastOfBooking(caller, id)
  }

  /** Finds a booking by the code of any of its short links. The booking may be over or canceled. */
  findByShareCode(code: string): Promise<Booking | undefined> {
    return this.#store.findByShareCode(code)
  }

  /** The short link that every booking has from the beginning. */
  shareLink(booking: Booking): string {
    return shareLink(this.#publicUrl(), booking.shareCode)
  }

  #withSettings(booking: Booking, settings: BookingSettings): Promise<Pick<Booking, 'terms' | 'passive'>> {
    return withSettings(booking, settings, (organizationId, unionId) => this.#access.loadUser(organizationId, unionId))
  }
}
