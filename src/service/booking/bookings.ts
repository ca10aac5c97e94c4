import type { BookingId, OrganizationId, UnionId } from '../../conference/identity.ts'
import { defaultTerms, type BookingTerms } from '../../conference/terms.ts'
import { BookingError } from './booking-error.ts'
import { requireTimes, type Times } from './booking-times.ts'
import type { Booking, BookingStore, PassiveSettings } from './booking-ports.ts'
import type { Directory } from '../account/directory.ts'
import type { OrganizationScope } from '../account/caller.ts'
import type { User } from '../account/directory-entries.ts'
import type { History } from '../read/history.ts'
import { SHARE_CODE_LENGTH, shareLink } from '../../../contract/text/link.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import { titleOr, toTitle } from '../../../contract/text/title.ts'

/** The settings to change. Absent ones stay the same. */
export type BookingSettings = Readonly<{
  terms: Partial<Omit<BookingTerms, 'insidersOnly'>>
  /** With the owner's `corpId`, only people of that organization may join. If it is empty, everyone may join. */
  allowedOrganization?: string
  passive: PassiveSettings
}>

/** A person's list has at most this many bookings: those that end first. */
const MAX_OWN = 50
/** A booking has at most this many extension apps. DingTalk's limit is not known. */
const MAX_APPS = 10
/** The passive settings that name a person. */
const PERSON_SETTINGS = ['cloudRecordOwnerUnionId', 'minutesOwnerUnionId']
/** How many times a change is attempted in all, if others change the same booking at the same time. */
const MAX_ATTEMPTS = 20

/** Books meetings, and changes and finds bookings, for people and apps of the organization that owns the bookings. */
export class Bookings {
  readonly #store: BookingStore
  readonly #history: Pick<History, 'findLastOfBooking'>
  readonly #directory: Directory
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #publicUrl: () => URL

  constructor(deps: {
    store: BookingStore
    history: Pick<History, 'findLastOfBooking'>
    directory: Directory
    clock: Clock
    ids: Ids
    publicUrl: () => URL
  }) {
    this.#store = deps.store
    this.#history = deps.history
    this.#directory = deps.directory
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
    caller: OrganizationScope,
    order: Times & Readonly<{ creator: UnionId; title: string; settings: BookingSettings }>,
  ): Promise<Booking> {
    const bookedAt = this.#clock.now()
    requireTimes(order, bookedAt)
    const { organizationId } = caller
    const creator = await this.#loadUser(organizationId, order.creator)
    const booking: Booking = {
      id: this.#ids.uuid() as BookingId,
      organizationId,
      version: 1,
      creator: { unionId: creator.unionId, nick: creator.name },
      title: toTitle(order.title),
      startsAt: order.startsAt,
      endsAt: order.endsAt,
      roomCode: this.#ids.digits(11),
      linkToken: `1_${this.#ids.uuid()}`,
      passcode: this.#ids.digits(10),
      hostPasscode: this.#ids.digits(10),
      shareCode: this.#ids.letters(SHARE_CODE_LENGTH),
      terms: defaultTerms(creator.unionId),
      passive: {},
      bookedAt,
      changedAt: bookedAt,
    }
    const whole = { ...booking, ...(await this.#withSettings(booking, order.settings)) }
    await this.#store.insert(whole)
    return whole
  }

  /** Books a meeting whose host is `user`. A title of which nothing is visible becomes their name. @throws BookingError `times-wrong` */
  bookOwn(
    user: User,
    order: Times & Readonly<{ title: string; waitingRoom: boolean; beforeHost: boolean }>,
  ): Promise<Booking> {
    const { title, startsAt, endsAt, waitingRoom, beforeHost } = order
    return this.book(user, {
      creator: user.unionId,
      title: titleOr({ title, otherwise: user.name }),
      startsAt,
      endsAt,
      settings: { terms: { waitingRoom, beforeHost }, passive: {} },
    })
  }

  /**
   * Changes title and times. If a past booking is moved to a later time, people can join again.
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
    await this.#change(caller, { id, creator }, async () => ({ title: toTitle(title), startsAt, endsAt }))
  }

  /**
   * Cancels a booking: nobody can join any more, and people in the meeting stay. Canceling again changes nothing.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`
   */
  async cancel(caller: OrganizationScope, id: BookingId, creator: UnionId): Promise<void> {
    try {
      await this.#change(caller, { id, creator }, async () => ({ canceledAt: this.#clock.now() }))
    } catch (error) {
      if (!(error instanceof BookingError && error.code === 'booking-cancelled')) throw error
    }
  }

  /**
   * Loads a booking for `asker`, who may be any person of the organization.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `booking-cancelled`
   */
  async load(caller: OrganizationScope, id: BookingId, asker: UnionId): Promise<Booking> {
    const booking = await this.#loadOwn(caller, id)
    await this.#requireInsider(caller, asker)
    requireNotCanceled(booking)
    return booking
  }

  /**
   * Loads a booking for an app that reads the settings. Unlike `load`, it checks no person.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `booking-cancelled`
   */
  async loadSettings(caller: OrganizationScope, id: BookingId): Promise<Booking> {
    const booking = await this.#loadOwn(caller, id)
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
    await this.#change(caller, { id, creator }, (booking) => this.#withSettings(booking, settings))
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
    await this.#loadChangeable(caller, { id, creator })
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
    await this.#loadOwn(caller, id)
    return this.#history.findLastOfBooking(caller, id)
  }

  /**
   * The bookings that a person made, or whose host or co-host they are, except those over or canceled. At most 50:
   * those that end first, ordered by start.
   */
  async listOwn({ organizationId, unionId }: Pick<User, 'organizationId' | 'unionId'>): Promise<readonly Booking[]> {
    const whose = { organizationId, unionId, after: this.#clock.now() }
    return (await this.#store.listOwn(whose, MAX_OWN)).toSorted((a, b) => a.startsAt - b.startsAt)
  }

  /** Finds a booking by the code of any of its short links. The booking may be over or canceled. */
  findByShareCode(code: string): Promise<Booking | undefined> {
    return this.#store.findByShareCode(code)
  }

  /** The short link that every booking has from the beginning. */
  shareLink(booking: Booking): string {
    return shareLink(this.#publicUrl(), booking.shareCode)
  }

  async #change(
    caller: OrganizationScope,
    by: { id: BookingId; creator: UnionId },
    change: (booking: Booking) => Promise<Partial<Booking>>,
  ): Promise<void> {
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const booking = await this.#loadChangeable(caller, by)
      const changed = await change(booking)
      const version = booking.version + 1
      if (await this.#store.update({ ...booking, ...changed, version, changedAt: this.#clock.now() })) return
    }
    throw new Error(`booking ${by.id}: others changed it during each of ${MAX_ATTEMPTS} attempts`)
  }

  async #loadChangeable(
    caller: OrganizationScope,
    { id, creator }: { id: BookingId; creator: UnionId },
  ): Promise<Booking> {
    const booking = await this.#loadOwn(caller, id)
    await this.#requireInsider(caller, creator)
    if (booking.creator.unionId !== creator) throw new BookingError('not-creator')
    requireNotCanceled(booking)
    return booking
  }

  async #loadOwn(caller: OrganizationScope, id: BookingId): Promise<Booking> {
    const booking = await this.#store.find(id)
    if (!booking) throw new BookingError('booking-not-found')
    if (booking.organizationId !== caller.organizationId) throw new BookingError('not-permitted')
    return booking
  }

  /** @throws BookingError `user-outside` for a person of another organization, `user-not-found` for an unknown person */
  async #requireInsider({ organizationId }: OrganizationScope, unionId: UnionId): Promise<void> {
    if (await this.#directory.findUserByUnionId(organizationId, unionId)) return
    throw new BookingError((await this.#directory.isPersonOfAny(unionId)) ? 'user-outside' : 'user-not-found')
  }

  async #loadUser(organizationId: OrganizationId, unionId: UnionId): Promise<User> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId)
    if (!user) throw new BookingError('user-not-found')
    return user
  }

  /** The terms and passive settings of `booking` after the change. @throws BookingError if a setting is not allowed */
  async #withSettings(
    booking: Booking,
    { terms, passive, allowedOrganization }: BookingSettings,
  ): Promise<Pick<Booking, 'terms' | 'passive'>> {
    const { organizationId } = booking
    if (terms.host !== undefined) await this.#loadUser(organizationId, terms.host)
    for (const unionId of terms.coHosts ?? []) await this.#loadUser(organizationId, unionId)
    for (const name of PERSON_SETTINGS)
      if (name in passive) await this.#loadUser(organizationId, passive[name] as UnionId)
    if (allowedOrganization && allowedOrganization !== organizationId) throw new BookingError('organization-wrong')
    const apps = passive['moziConfExtensionAppSettings']
    if (Array.isArray(apps) && apps.length > MAX_APPS) throw new BookingError('too-many-apps')
    const insidersOnly = allowedOrganization === undefined ? booking.terms.insidersOnly : allowedOrganization !== ''
    return { terms: { ...booking.terms, ...terms, insidersOnly }, passive: merged(booking.passive, passive) }
  }
}

function requireNotCanceled({ canceledAt }: Booking): void {
  if (canceledAt !== undefined) throw new BookingError('booking-cancelled')
}

/** `before` with `changes`. If a setting is an object in both, the two objects are merged key by key. */
function merged(before: PassiveSettings, changes: PassiveSettings): PassiveSettings {
  const result: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(changes)) {
    const old = result[name]
    result[name] = isObject(old) && isObject(value) ? { ...old, ...value } : value
  }
  return result
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
