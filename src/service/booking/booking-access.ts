import { isOwnRoomId, type BookingId, type OrganizationId, type UnionId } from '../../conference/identity.ts'
import type { OrganizationScope } from '../account/caller.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-entries.ts'
import type { Clock } from '../clock-and-ids.ts'
import { toBookingEvent } from '../outbox/organization-events.ts'
import { firstRingAt } from './booking-dates.ts'
import { BookingError } from './booking-error.ts'
import type { Booking, BookingStore } from './booking-ports.ts'

/** How many times a change is attempted in all, if others change the same booking at the same time. */
const MAX_ATTEMPTS = 20

/** The entry of the audit log about a booking that was changed. It is stored with the booking. */
export type ToAuditEntry = (changed: Booking) => AuditEntry

/**
 * The booking that somebody changes. `creator`: who has to have made it. Absent for administrators, who may change any, and whose
 * acts are in the audit log.
 */
export type BookingChange = Readonly<{ id: BookingId; creator?: UnionId; toAuditEntry?: ToAuditEntry }>

/** Who may see and change a booking. */
export class BookingAccess {
  readonly #store: BookingStore
  readonly #directory: Directory
  readonly #clock: Clock

  constructor(deps: { store: BookingStore; directory: Directory; clock: Clock }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#clock = deps.clock
  }

  /** @throws BookingError `booking-not-found`, also for an own room; `not-permitted` */
  async loadOwn(caller: OrganizationScope, id: BookingId): Promise<Booking> {
    if (isOwnRoomId(id)) throw new BookingError('booking-not-found')
    return this.#loadAny(caller, id)
  }

  /**
   * A booking that is not canceled, for the person who made it, or for administrators.
   *
   * @throws BookingError `booking-not-found`, `not-permitted`, `user-not-found`, `user-outside`, `not-creator`,
   *   `booking-cancelled`
   */
  async loadChangeable(caller: OrganizationScope, { id, creator }: BookingChange): Promise<Booking> {
    return this.#requireChangeable(caller, creator, await this.loadOwn(caller, id))
  }

  /**
   * Writes what `change` gives for the booking. If others change it at the same time, `change` is called again.
   *
   * @returns the booking as it was written
   * @throws BookingError as `loadChangeable`, and what `change` throws
   */
  change(
    caller: OrganizationScope,
    by: BookingChange,
    change: (booking: Booking) => Promise<Partial<Booking>>,
  ): Promise<Booking> {
    return this.#write(() => this.loadChangeable(caller, by), change, by.toAuditEntry)
  }

  /**
   * As `change`, for the own room of a person.
   *
   * @throws BookingError `booking-cancelled` if the person has replaced it
   */
  changeRoom(
    owner: OrganizationScope & Readonly<{ unionId: UnionId }>,
    id: BookingId,
    change: (room: Booking) => Promise<Partial<Booking>>,
  ): Promise<Booking> {
    const load = async () => this.#requireChangeable(owner, owner.unionId, await this.#loadAny(owner, id))
    return this.#write(load, change)
  }

  async #write(
    load: () => Promise<Booking>,
    change: (booking: Booking) => Promise<Partial<Booking>>,
    toAuditEntry?: ToAuditEntry,
  ): Promise<Booking> {
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const booking = await load()
      const fields = await change(booking)
      const now = this.#clock.now()
      const changed = { ...booking, ...fields, version: booking.version + 1, changedAt: now }
      const scene = changed.canceledAt !== booking.canceledAt ? 'booking_canceled' : 'booking_changed'
      const outboxEvents = isOwnRoomId(booking.id) ? [] : [toBookingEvent(changed, { scene, at: now })]
      const ringAt = firstRingAt(changed, { now, before: booking })
      const audit = toAuditEntry?.(changed)
      if (await this.#store.update(changed, { ringAt, outboxEvents, audit })) return changed
    }
    throw new Error(`others changed the booking during each of ${MAX_ATTEMPTS} attempts`)
  }

  async #loadAny({ organizationId }: OrganizationScope, id: BookingId): Promise<Booking> {
    const booking = await this.#store.find(id)
    if (!booking) throw new BookingError('booking-not-found')
    if (booking.organizationId !== organizationId) throw new BookingError('not-permitted')
    return booking
  }

  async #requireChangeable(
    caller: OrganizationScope,
    creator: UnionId | undefined,
    booking: Booking,
  ): Promise<Booking> {
    if (creator !== undefined) {
      await this.requireInsider(caller, creator)
      if (booking.creator.unionId !== creator) throw new BookingError('not-creator')
    }
    requireNotCanceled(booking)
    return booking
  }

  /** @throws BookingError `user-outside` for a person of another organization, `user-not-found` for an unknown person */
  async requireInsider({ organizationId }: OrganizationScope, unionId: UnionId): Promise<void> {
    if (await this.#directory.findUserByUnionId(organizationId, unionId)) return
    throw new BookingError((await this.#directory.isPersonOfAny(unionId)) ? 'user-outside' : 'user-not-found')
  }

  /** @throws BookingError `user-not-found` */
  async loadUser(organizationId: OrganizationId, unionId: UnionId): Promise<User> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId)
    if (!user) throw new BookingError('user-not-found')
    return user
  }
}

/** @throws BookingError `booking-cancelled` */
export function requireNotCanceled({ canceledAt }: Booking): void {
  if (canceledAt !== undefined) throw new BookingError('booking-cancelled')
}
