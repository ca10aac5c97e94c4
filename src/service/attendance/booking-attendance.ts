import { ConferenceError } from '../../conference/conference-error.ts'
import type { BookingId, ConferenceId, EpochMs, UnionId } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import { isAdministrator } from '../account/roles.ts'
import { BookingError } from '../booking/booking-error.ts'
import type { Booking, BookingStore } from '../booking/booking-ports.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { HistoryStore } from '../read/history-store.ts'
import type { RosterMember } from '../read/read-model.ts'
import type { RosterStore } from '../read/roster-store.ts'
import type { AttendanceReader } from './attendance.ts'

/** One conference that was held under a booking. */
type HeldMeeting = Readonly<{
  conferenceId: ConferenceId
  title: string
  startedAt: EpochMs
  /** Absent while it is in progress. */
  endedAt?: EpochMs
  /** How many people came. */
  came: number
}>

/** One person and the meetings of a booking. */
type RegularAttendance = Readonly<{
  /** Absent for people without an account. */
  unionId?: UnionId
  nick: string
  /** To how many of the meetings they came. */
  attended: number
  insideMs: number
  /** Their time in each meeting, in the order of the meetings; `undefined` if they did not come. */
  times: readonly (number | undefined)[]
}>

/** Who came to how many meetings of a booking. Meetings are ordered by start, people by how often they came. */
export type BookingAttendanceReport = Readonly<{
  bookingId: BookingId
  title: string
  timeZone: string
  meetings: readonly HeldMeeting[]
  people: readonly RegularAttendance[]
}>

/** The newest meetings of a booking that count. */
const MAX_MEETINGS = 100
/** Members of one conference that are read. */
const MAX_MEMBERS = 50_000

/** Who came to how many meetings of a booking, from the rows of the reads of members. */
export class BookingAttendance {
  readonly #bookings: Pick<BookingStore, 'find'>
  readonly #history: Pick<HistoryStore, 'listConferences'>
  readonly #rosters: Pick<RosterStore, 'findPage'>
  readonly #directory: Pick<Directory, 'listUsersByUnionId'>
  readonly #provenTime: Clock

  constructor(deps: {
    bookings: Pick<BookingStore, 'find'>
    history: Pick<HistoryStore, 'listConferences'>
    rosters: Pick<RosterStore, 'findPage'>
    directory: Pick<Directory, 'listUsersByUnionId'>
    provenTime: Clock
  }) {
    this.#bookings = deps.bookings
    this.#history = deps.history
    this.#rosters = deps.rosters
    this.#directory = deps.directory
    this.#provenTime = deps.provenTime
  }

  /**
   * The attendance of the last 100 meetings of a booking, for the person who booked it, its host, its co-hosts, and
   * administrators. Invited people who never came are in it, too. People without an account are told apart by their name.
   *
   * @throws BookingError `booking-not-found`; ConferenceError `not-permitted`
   */
  async load(reader: AttendanceReader, id: BookingId): Promise<BookingAttendanceReport> {
    const booking = await this.#loadReadable(reader, id)
    const { organizationId } = booking
    const newest = await this.#history.listConferences(
      { organizationId, kind: 'booking', bookingId: id },
      { limit: MAX_MEETINGS },
    )
    const meetings: HeldMeeting[] = []
    const people = new Map<string, { unionId?: UnionId; nick: string; times: (number | undefined)[] }>()
    for (const user of await this.#directory.listUsersByUnionId(organizationId, booking.invitees)) {
      people.set(`user ${user.unionId}`, { unionId: user.unionId, nick: user.name, times: [] })
    }
    for (const { id: conferenceId, title, startedAt, endedAt, attendedCount } of newest.toReversed()) {
      const found = await this.#rosters.findPage(conferenceId, { after: 0, limit: MAX_MEMBERS })
      for (const member of found?.page.members ?? []) {
        if (member.joinedAt !== undefined) this.#add(people, member, meetings.length)
      }
      meetings.push({ conferenceId, title, startedAt, ...(endedAt !== undefined && { endedAt }), came: attendedCount })
    }
    return {
      bookingId: id,
      title: booking.title,
      timeZone: booking.series?.timeZone ?? booking.timeZone ?? 'UTC',
      meetings,
      people: [...people.values()].map((person) => toRegular(person, meetings.length)).toSorted(byAttendance),
    }
  }

  async #loadReadable({ principal, unionId }: AttendanceReader, id: BookingId): Promise<Booking> {
    const booking = await this.#bookings.find(id)
    if (!booking) throw new BookingError('booking-not-found')
    const { organizationId, creator, terms, invitees } = booking
    if (isAdministrator(principal, organizationId)) return booking
    if ([creator.unionId, terms.host, ...terms.coHosts].some((person) => person === unionId)) return booking
    if (invitees.some((person) => person === unionId)) throw new ConferenceError('not-permitted')
    throw new BookingError('booking-not-found')
  }

  #add(
    people: Map<string, { unionId?: UnionId; nick: string; times: (number | undefined)[] }>,
    { unionId, nick, doneMs, since }: RosterMember,
    index: number,
  ): void {
    const key = unionId === undefined ? `name ${nick}` : `user ${unionId}`
    const person = people.get(key) ?? { ...(unionId !== undefined && { unionId }), nick, times: [] }
    const insideMs = doneMs + (since === undefined ? 0 : Math.max(0, this.#provenTime.now() - since))
    person.times[index] = (person.times[index] ?? 0) + insideMs
    people.set(key, person)
  }
}

function toRegular(
  { times, ...person }: { unionId?: UnionId; nick: string; times: readonly (number | undefined)[] },
  count: number,
): RegularAttendance {
  const all = Array.from({ length: count }, (_, index) => times[index])
  const came = all.filter((time) => time !== undefined)
  return { ...person, attended: came.length, insideMs: came.reduce((sum, time) => sum + time, 0), times: all }
}

function byAttendance(a: RegularAttendance, b: RegularAttendance): number {
  return b.attended - a.attended || b.insideMs - a.insideMs || (a.nick < b.nick ? -1 : 1)
}
