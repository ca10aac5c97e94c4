import { ConferenceError } from '../../conference/conference-error.ts'
import { evolve } from '../../conference/evolve.ts'
import { newConference, type Conference } from '../../conference/state.ts'
import type { Founding, Newcomer } from '../../conference/event.ts'
import { personKey, type ConferenceId, type OrganizationId } from '../../conference/identity.ts'
import { isOpenAt } from '../../conference/terms.ts'
import type { Booking, BookingStore } from '../booking/booking-ports.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'

/** What a room code leads to: a conference, or a booking with the conference that is held under it now or next. */
export type Meeting = Readonly<{
  id: ConferenceId
  organizationId: OrganizationId
  title: string
  roomCode: string
  linkToken: string
  passcode: string
  booking?: Booking
  /** Its booking is past or cancelled. */
  isShut: boolean
}>

/** Finds conferences by their codes, and begins those of bookings when the first comes whom they let in. */
export class Meetings {
  readonly #conductor: Conductor
  readonly #conferences: ConferenceStore
  readonly #bookings: BookingStore
  readonly #directory: Directory
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    conductor: Conductor
    conferences: ConferenceStore
    bookings: BookingStore
    directory: Directory
    clock: Clock
    ids: Ids
  }) {
    this.#conductor = deps.conductor
    this.#conferences = deps.conferences
    this.#bookings = deps.bookings
    this.#directory = deps.directory
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  async find(roomCode: string): Promise<Meeting | undefined> {
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    if (head && head.bookingId === undefined) return { ...head, isShut: false }
    const booking = await this.#bookings.findByRoomCode(roomCode)
    return booking && this.#ofBooking(booking)
  }

  /** Of a conference that there is. */
  async findOf(head: ConferenceHead): Promise<Meeting> {
    const door = head.bookingId === undefined ? undefined : await this.find(head.roomCode)
    return door?.id === head.id ? door : { ...head, isShut: false }
  }

  /** By the code of a link that a booking is shared by. */
  async findShared(code: string): Promise<Meeting | undefined> {
    const booking = await this.#bookings.findByShareCode(code)
    return booking && this.#ofBooking(booking)
  }

  /**
   * What whoever stands at the door would meet: of a conference that has not begun, how it will begin.
   *
   * @throws ConferenceError `conference-ended` of a booking that is past or cancelled
   */
  async state(door: Meeting): Promise<Conference> {
    const { booking, isShut, id } = door
    if (isShut) throw new ConferenceError('conference-ended')
    const committed = await this.#conductor.findCommitted(id)
    if (committed) return committed.state
    if (!booking) return newConference()
    const at = this.#clock.now()
    return evolve(newConference(), { type: 'conference-created', ...(await this.#founding(booking)), at })
  }

  /**
   * Passes if these people may be called into a conference that goes on: one of a cancelled booking keeps out whoever is
   * not inside.
   *
   * @throws ConferenceError `conference-ended`
   */
  async requireOpenTo(id: ConferenceId, people: readonly Pick<Newcomer, 'person'>[]): Promise<void> {
    const { head, members } = await this.#conductor.loadCommitted(id)
    const areInside = people.every(({ person }) => (members.get(personKey(person))?.sessions.length ?? 0) > 0)
    if (!areInside && (await this.findOf(head)).isShut) throw new ConferenceError('conference-ended')
  }

  /** Begins the conference of a booking, unless it goes on already. */
  async open({ id, booking }: Meeting): Promise<void> {
    if (!booking || (await this.#conductor.findCommitted(id))) return
    const founding = await this.#founding(booking)
    await this.#conductor.execute(id, { type: 'create', founding, invitees: [], inviteCreator: false })
  }

  async #ofBooking(booking: Booking): Promise<Meeting> {
    const { conferenceId } = booking
    const held = conferenceId && (await this.#conferences.findHead(conferenceId))
    const goesOn = held !== undefined && held.endedAt === undefined
    const now = this.#clock.now()
    const isShut = !isOpenAt(booking, now, { goesOn })
    const { organizationId, roomCode, linkToken, passcode, title } = booking
    const door = { organizationId, title, roomCode, linkToken, passcode, booking, isShut }
    const isNext = conferenceId !== undefined && (held === undefined || goesOn || isShut)
    if (isNext) return { ...door, id: conferenceId, ...(goesOn && { title: held.title }) }
    const next = this.#ids.object(now) as ConferenceId
    if (isShut) return { ...door, id: next } // nobody will ever be in it
    const ids = { ...(conferenceId !== undefined && { previous: conferenceId }), next }
    return { ...door, id: await this.#bookings.takeConference(booking.id, ids) }
  }

  async #founding(booking: Booking): Promise<Founding> {
    const { organizationId, creator, terms } = booking
    const user = await this.#directory.findUserByUnionId(organizationId, creator.unionId)
    return {
      organizationId,
      title: booking.title,
      creator: {
        unionId: creator.unionId,
        nick: user?.name ?? creator.nick,
        ...(user?.jobNumber !== undefined && { jobNumber: user.jobNumber }),
      },
      roomCode: booking.roomCode,
      linkToken: booking.linkToken,
      passcode: booking.passcode,
      hostPasscode: booking.hostPasscode,
      autoTransferHost: true,
      booked: { ...terms, bookingId: booking.id },
    }
  }
}
