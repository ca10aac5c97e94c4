import { toOwnRoomId } from '../../conference/identity.ts'
import { titleOr } from '../../../contract/text/title.ts'
import type { User } from '../account/directory-entries.ts'
import type { SettingsOfOrganizations } from '../account/organization-settings.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { BookingAccess } from './booking-access.ts'
import { BookingError } from './booking-error.ts'
import { NEVER_MS, type Booking, type BookingStore } from './booking-ports.ts'
import { newBooking } from './new-booking.ts'

/**
 * The own room of a person: a lasting link. It is a booking that is never over, is in no list, and is begun by its owner. The
 * others wait until the owner joins, and then in the waiting room, unless the owner turns that off.
 */
export class OwnRooms {
  readonly #store: Pick<BookingStore, 'findOwnRoom' | 'insertOwnRoom'>
  readonly #access: Pick<BookingAccess, 'changeRoom'>
  readonly #settings: Pick<SettingsOfOrganizations, 'current'>
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    store: Pick<BookingStore, 'findOwnRoom' | 'insertOwnRoom'>
    access: Pick<BookingAccess, 'changeRoom'>
    settings: Pick<SettingsOfOrganizations, 'current'>
    clock: Clock
    ids: Ids
  }) {
    this.#store = deps.store
    this.#access = deps.access
    this.#settings = deps.settings
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** The own room of the person; `undefined` if they have none. */
  find(user: User): Promise<Booking | undefined> {
    return this.#store.findOwnRoom(user)
  }

  /** The own room of the person; a new one if they have none. `title`: of a new room; if it is empty, their name. */
  async open(user: User, title: string): Promise<Booking> {
    const known = await this.find(user)
    if (known) return known
    const made = await this.#make(user, titleOr({ title, otherwise: user.name }))
    // Another request may have been first.
    return (await this.#store.insertOwnRoom(made)) ? made : this.#load(user)
  }

  /** Changes the settings of the room, from its next conference on. @throws BookingError `booking-not-found` without a room */
  async change(user: User, { waitingRoom }: Readonly<{ waitingRoom: boolean }>): Promise<Booking> {
    const { id } = await this.#load(user)
    const change = async ({ terms }: Booking) => ({ terms: { ...terms, waitingRoom } })
    try {
      return await this.#access.changeRoom(user, id, change)
    } catch (error) {
      const isReplaced = error instanceof BookingError && error.code === 'booking-cancelled'
      const current = isReplaced ? await this.#load(user) : undefined
      if (!current || current.id === id) throw error
      return this.#access.changeRoom(user, current.id, change)
    }
  }

  /**
   * Gives the room a new link, room code and passcode. The old ones admit nobody any more; people in the meeting stay.
   *
   * @throws BookingError `booking-not-found` without a room
   */
  async renew(user: User): Promise<Booking> {
    const old = await this.#load(user)
    const made = { ...(await this.#make(user, old.title)), terms: old.terms }
    // If another request was first, its room is as new.
    return (await this.#store.insertOwnRoom(made, { replaces: old.id, at: made.bookedAt })) ? made : this.#load(user)
  }

  async #make(user: User, title: string): Promise<Booking> {
    const now = this.#clock.now()
    const { meetings: defaults } = await this.#settings.current(user.organizationId)
    const booking = newBooking(user, { title, startsAt: now, endsAt: NEVER_MS, bookedAt: now, defaults }, this.#ids)
    const terms = { ...booking.terms, beforeHost: false, waitingRoom: true }
    return { ...booking, id: toOwnRoomId(booking.id), terms }
  }

  async #load(user: User): Promise<Booking> {
    const room = await this.#store.findOwnRoom(user)
    if (!room) throw new BookingError('booking-not-found')
    return room
  }
}
