import type { BookingId, ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { AttendStatus } from '../../conference/member.ts'
import { BookingError } from '../booking/booking-error.ts'
import type { Booking } from '../booking/booking-ports.ts'
import type { Bookings } from '../booking/bookings.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Conferences } from './conferences.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-model.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { RosterStore } from '../read/roster-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { EndedEntry } from '../read/read-model.ts'
import type { Roster } from '../read/roster.ts'

const RECENT = 20
const PEOPLE = 20

/** A conference that goes on, as one person sees it from outside. */
export type Ongoing = Readonly<{
  conferenceId: ConferenceId
  title: string
  roomCode: string
  startedAt: EpochMs
  status: AttendStatus
  /** People who are in. */
  inside: number
}>

/** What a person has before him when he is in no conference. */
export class Home {
  readonly #conductor: Conductor
  readonly #roster: Roster
  readonly #rosters: RosterStore
  readonly #conferences: Conferences
  readonly #bookings: Pick<Bookings, 'listOwn' | 'book' | 'cancel'>
  readonly #directory: Directory
  readonly #clock: Clock

  constructor(deps: {
    conductor: Conductor
    roster: Roster
    rosters: RosterStore
    conferences: Conferences
    bookings: Pick<Bookings, 'listOwn' | 'book' | 'cancel'>
    directory: Directory
    clock: Clock
  }) {
    this.#conductor = deps.conductor
    this.#roster = deps.roster
    this.#rosters = deps.rosters
    this.#conferences = deps.conferences
    this.#bookings = deps.bookings
    this.#directory = deps.directory
    this.#clock = deps.clock
  }

  /** The conferences in progress that he has a place in, by start, as `users/lists` tells them. */
  async listOngoing(user: User): Promise<readonly Ongoing[]> {
    const ongoing: Ongoing[] = []
    for (const { conferenceId, member } of await this.#roster.listOngoing(user, user.unionId)) {
      const { head } = await this.#conductor.loadCommitted(conferenceId)
      if (head.endedAt !== undefined) continue
      const { title, roomCode, startedAt, activeCount: inside } = head
      ongoing.push({ conferenceId, title, roomCode, startedAt, status: member.status, inside })
    }
    return ongoing
  }

  /** His last 20 conferences that have ended, latest end first. */
  listRecent(user: User): Promise<readonly EndedEntry[]> {
    return this.#rosters.listEnded(user.unionId, RECENT)
  }

  /** A conference whose host he is; without a title it has his name. */
  async start(user: User, title = ''): Promise<ConferenceHead> {
    return this.#conferences.create(user, {
      creator: user.unionId,
      title: titleOf(user, title),
      inviteCreator: false,
      invitees: [],
    })
  }

  /** What he has booked, or is host or co-host of, and is not over; 50 at most, by start. */
  listBooked(user: User): Promise<readonly Booking[]> {
    return this.#bookings.listOwn(user)
  }

  /** A meeting whose host he is. @throws BookingError `times-wrong`, also for one that is over */
  async book(
    user: User,
    order: Readonly<{ title: string; startsAt: EpochMs; endsAt: EpochMs; waitingRoom: boolean; beforeHost: boolean }>,
  ): Promise<Booking> {
    const { title, startsAt, endsAt, waitingRoom, beforeHost } = order
    if (endsAt <= this.#clock.now()) throw new BookingError('times-wrong')
    const settings = { terms: { waitingRoom, beforeHost }, kept: {} }
    return this.#bookings.book(user, {
      creator: user.unionId,
      title: titleOf(user, title),
      startsAt,
      endsAt,
      settings,
    })
  }

  /** One that he has booked. @throws BookingError `booking-not-found`, `not-permitted`, `not-creator` */
  cancel(user: User, id: BookingId): Promise<void> {
    return this.#bookings.cancel(user, id, user.unionId)
  }

  /** People of his organisation whose name or userId begins so, by name, 20 at most. */
  findPeople(user: User, prefix: string): Promise<readonly User[]> {
    return this.#directory.findPeople(user.organizationId, prefix, PEOPLE)
  }
}

function titleOf(user: User, title: string): string {
  return title.toWellFormed().trim() || user.name
}
