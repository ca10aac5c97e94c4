import type { Actor } from '../../conference/actor.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { CreationDetails, Newcomer } from '../../conference/event.ts'
import { isOwnRoomId, personKey, type ConferenceId, type OrganizationId } from '../../conference/identity.ts'
import type { Conference } from '../../conference/state.ts'
import { newConference } from '../../conference/state.ts'
import { isOpenAt, OPEN_MEETINGS } from '../../conference/terms.ts'
import type { Booking, BookingStore } from '../booking/booking-ports.ts'
import type { CommittedConference } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import { meetingCode, readLink, readShareLink, roomCodeOfCode } from '../../../contract/text/link.ts'
import type { Directory } from '../account/directory.ts'
import type { SettingsOfOrganizations } from '../account/organization-settings.ts'
import { engineDetail, type Media } from '../live/media.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import { expectedConference, toCreationDetails } from './booked-conference.ts'

/** What a room code leads to: a conference, or a booking with the conference that runs now or begins next. */
export type Meeting = Readonly<{
  /** The id of the conference. */
  id: ConferenceId
  organizationId: OrganizationId
  title: string
  roomCode: string
  linkToken: string
  passcode: string
  hostPasscode: string
  booking?: Booking
  /** The conference as it was when the meeting was looked up; absent if it has not begun. */
  conference?: CommittedConference
  /** The booking is over or canceled: nobody can join any more. */
  isClosed: boolean
}>

/** Finds meetings by their codes, and begins the conference of a booking when the first person is admitted. */
export class Meetings {
  readonly #conductor: Conductor
  readonly #conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
  readonly #bookings: BookingStore
  readonly #directory: Directory
  readonly #media: Pick<Media, 'engine'>
  readonly #settings: Pick<SettingsOfOrganizations, 'current'>
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    conductor: Conductor
    conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
    bookings: BookingStore
    directory: Directory
    media: Pick<Media, 'engine'>
    settings: Pick<SettingsOfOrganizations, 'current'>
    clock: Clock
    ids: Ids
  }) {
    this.#conductor = deps.conductor
    this.#conferences = deps.conferences
    this.#bookings = deps.bookings
    this.#directory = deps.directory
    this.#media = deps.media
    this.#settings = deps.settings
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** Finds a meeting by its room code. */
  async find(roomCode: string): Promise<Meeting | undefined> {
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    if (head && head.bookingId === undefined) return toUnbookedMeeting(await this.#conductor.loadCommitted(head.id))
    const booking = await this.#bookings.findByRoomCode(roomCode)
    return booking && this.#ofBooking(booking)
  }

  /** The meeting that a conference belongs to. */
  async findOf(conference: CommittedConference): Promise<Meeting> {
    const { id, bookingId, roomCode } = conference.head
    const meeting = bookingId === undefined ? undefined : await this.find(roomCode)
    return meeting?.id === id ? meeting : toUnbookedMeeting(conference)
  }

  /** Finds a meeting by the code in a short link. */
  async findShared(code: string): Promise<Meeting | undefined> {
    const found = await this.#findByCode(code)
    return found && this.find(found.roomCode)
  }

  /** Finds the meeting of a link. A caller of another organization finds it only if the link contains the secret. */
  async findByUrl(
    meetingUrl: string,
    { organizationId }: Readonly<{ organizationId: OrganizationId }>,
  ): Promise<Meeting | undefined> {
    const link = readLink(meetingUrl)
    const code = link ? undefined : readShareLink(meetingUrl)
    if (code !== undefined) return this.findShared(code)
    const meeting = link && (await this.find(link.roomCode))
    if (!meeting) return undefined
    return meeting.organizationId === organizationId || link.token === meeting.linkToken ? meeting : undefined
  }

  /** The room code and the secret of the meeting that a short link leads to. Unlike `findShared`, it writes nothing. */
  async findLink(code: string): Promise<Pick<Meeting, 'roomCode' | 'linkToken'> | undefined> {
    const found = await this.#findByCode(code)
    return found && { roomCode: found.roomCode, linkToken: found.linkToken }
  }

  /**
   * The conference that a person would join now. If it has not begun: the conference as it would be created now.
   *
   * @throws ConferenceError `conference-ended` if the booking is over or canceled
   */
  async conferenceToJoin({ booking, conference, isClosed }: Meeting): Promise<Conference> {
    if (isClosed) throw new ConferenceError('conference-ended')
    if (conference) return conference.state
    if (!booking) return newConference()
    return expectedConference(await this.#creationDetails(booking), this.#clock.now())
  }

  /**
   * Checks that these people may be called into a running conference. The conference of a canceled booking accepts calls
   * only to people who are in it.
   *
   * @throws ConferenceError `conference-ended`
   */
  async requireOpenTo(id: ConferenceId, people: readonly Pick<Newcomer, 'person'>[]): Promise<void> {
    const conference = await this.#conductor.loadCommitted(id)
    const allInMeeting = people.every(
      ({ person }) => (conference.members.get(personKey(person))?.sessions.length ?? 0) > 0,
    )
    if (!allInMeeting && (await this.findOf(conference)).isClosed) throw new ConferenceError('conference-ended')
  }

  /** The name of the owner if the meeting is in an own room; `undefined` for any other meeting. */
  async findOwnRoomOwner({ organizationId, booking }: Meeting): Promise<string | undefined> {
    if (!booking || !isOwnRoomId(booking.id)) return undefined
    return (await this.#directory.findUserByUnionId(organizationId, booking.creator.unionId))?.name
  }

  /** What every conference gets that begins now without a booking: the defaults of its organization, and the engine. */
  async unbookedDetails(organizationId: OrganizationId): Promise<Pick<CreationDetails, 'defaults' | 'engine'>> {
    const { meetings } = await this.#settings.current(organizationId)
    return { ...(meetings !== OPEN_MEETINGS && { defaults: meetings }), ...engineDetail(this.#media) }
  }

  /** Begins the conference of a booking, unless it has begun. `by`: the person who joins first. */
  async begin({ id, booking, conference }: Meeting, by: Actor): Promise<void> {
    if (!booking || conference) return
    const details = await this.#creationDetails(booking)
    await this.#conductor.execute(id, { type: 'create', by, details, invitees: [], inviteCreator: false })
  }

  async #findByCode(code: string): Promise<Booking | ConferenceHead | undefined> {
    const roomCode = roomCodeOfCode(code)
    if (roomCode === undefined) return this.#bookings.findByShareCode(code)
    const found =
      (await this.#conferences.findHeadByRoomCode(roomCode)) ?? (await this.#bookings.findByRoomCode(roomCode))
    return found && meetingCode(found) === code ? found : undefined
  }

  async #ofBooking(booking: Booking): Promise<Meeting> {
    const { conferenceId } = booking
    const latest = conferenceId && (await this.#conductor.findCommitted(conferenceId))
    const isRunning = latest !== undefined && latest.head.endedAt === undefined
    const now = this.#clock.now()
    const isClosed = !isOpenAt(booking, now, { isRunning })
    const { organizationId, roomCode, linkToken, passcode, hostPasscode, title } = booking
    const meeting = { organizationId, title, roomCode, linkToken, passcode, hostPasscode, booking, isClosed }
    if (conferenceId !== undefined && (latest === undefined || isRunning || isClosed)) {
      return {
        ...meeting,
        id: conferenceId,
        ...(latest && { conference: latest }),
        ...(isRunning && { title: latest.head.title }),
      }
    }
    const next = this.#ids.object(now) as ConferenceId
    if (isClosed) return { ...meeting, id: next } // nobody will ever join it
    const ids = { ...(conferenceId !== undefined && { previous: conferenceId }), next }
    const id = await this.#bookings.takeConference(booking.id, ids)
    const conference = id === next ? undefined : await this.#conductor.findCommitted(id) // another request was first
    return { ...meeting, id, ...(conference && { conference }) }
  }

  async #creationDetails(booking: Booking) {
    const { organizationId, creator } = booking
    const user = await this.#directory.findUserByUnionId(organizationId, creator.unionId)
    return toCreationDetails(booking, { creator: user, media: this.#media, at: this.#clock.now() })
  }
}

function toUnbookedMeeting(conference: CommittedConference): Meeting {
  const { id, organizationId, title, roomCode, linkToken, passcode, hostPasscode } = conference.head
  return { id, organizationId, title, roomCode, linkToken, passcode, hostPasscode, conference, isClosed: false }
}
