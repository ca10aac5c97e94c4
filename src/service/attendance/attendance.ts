import { ConferenceError } from '../../conference/conference-error.ts'
import type { LoggedEvent } from '../../conference/event.ts'
import { userKey, type ConferenceId, type EpochMs, type UnionId } from '../../conference/identity.ts'
import { newConference, type Conference } from '../../conference/state.ts'
import type { Principal } from '../account/principal.ts'
import { isAdministrator } from '../account/roles.ts'
import type { BookingStore } from '../booking/booking-ports.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { AttendanceReport } from './attendance-report.ts'
import { stateAt, toPastRoster, type PastRoster } from './past-roster.ts'
import { addEvent, newTally, type Tally } from './tally.ts'
import { toReport } from './to-report.ts'

/** Who asks for attendance. `unionId` is absent at the terminal of the server's machine. */
export type AttendanceReader = Readonly<{ principal: Principal; unionId?: UnionId }>

/** How many events of a log are read in one go. */
const EVENTS_AT_ONCE = 2_000

/** Who was in a conference, from when to when. Everything comes from its log, so an ended conference has the same answer permanently. */
export class Attendance {
  readonly #conferences: Pick<ConferenceStore, 'readLog'>
  readonly #bookings: Pick<BookingStore, 'find'>
  readonly #provenTime: Clock

  constructor(deps: {
    conferences: Pick<ConferenceStore, 'readLog'>
    bookings: Pick<BookingStore, 'find'>
    provenTime: Clock
  }) {
    this.#conferences = deps.conferences
    this.#bookings = deps.bookings
    this.#provenTime = deps.provenTime
  }

  /**
   * The whole report, for those who may read it: people who were host or co-host, the person who booked the meeting, and administrators.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`
   */
  async loadReport(reader: AttendanceReader, id: ConferenceId): Promise<AttendanceReport> {
    const tally = await this.#loadTally(id)
    requireReader(tally, reader)
    return this.#toReport(tally, id)
  }

  /**
   * The report with the reader's own line alone, and without the numbers of the others.
   *
   * @throws ConferenceError `conference-not-found`, also if the reader is not on the roster
   */
  async loadOwn({ unionId }: AttendanceReader, id: ConferenceId): Promise<AttendanceReport> {
    const report = this.#toReport(await this.#loadTally(id), id)
    const own = report.people.filter((person) => unionId !== undefined && person.unionId === unionId)
    const [person] = own
    if (!person) throw new ConferenceError('conference-not-found')
    const came = person.firstIn === undefined ? 0 : 1
    const { sessions, insideMs } = person
    return {
      ...report,
      people: own,
      totals: { came, absent: 1 - came, sessions: sessions.length, insideMs },
      inside: [],
    }
  }

  /**
   * The roster as it was at `at`, for people who may read the report. `at` after now means now.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`
   */
  async loadRosterAt(reader: AttendanceReader, id: ConferenceId, at: EpochMs): Promise<PastRoster> {
    const tally = newTally()
    let state: Conference = newConference()
    await this.#readLog(id, (part) => {
      for (const { event } of part) addEvent(tally, event)
      state = stateAt(state, part, at)
    })
    requireReader(tally, reader)
    const { people } = this.#toReport(tally, id)
    return toPastRoster(state, { id, at, people })
  }

  /** The IANA name of the time zone in which a conference was planned. UTC if that is not known. */
  async loadTimeZone({ bookingId }: Pick<AttendanceReport, 'bookingId'>): Promise<string> {
    const booking = bookingId && (await this.#bookings.find(bookingId))
    return (booking && (booking.series?.timeZone ?? booking.timeZone)) ?? 'UTC'
  }

  #toReport(tally: Tally, id: ConferenceId): AttendanceReport {
    const report = toReport(tally, { id, provenUntil: this.#provenTime.now() })
    if (!report) throw new ConferenceError('conference-not-found')
    return report
  }

  async #loadTally(id: ConferenceId): Promise<Tally> {
    const tally = newTally()
    await this.#readLog(id, (part) => {
      for (const { event } of part) addEvent(tally, event)
    })
    return tally
  }

  async #readLog(id: ConferenceId, take: (part: readonly LoggedEvent[]) => void): Promise<void> {
    for (let after = 0; ;) {
      const part = await this.#conferences.readLog(id, after, EVENTS_AT_ONCE)
      take(part)
      const last = part.at(-1)
      if (!last || part.length < EVENTS_AT_ONCE) return
      after = last.seq
      // Without a pause, a log of many thousands would keep everybody else waiting.
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
  }
}

/** @throws ConferenceError `conference-not-found` for people who have nothing to do with it; `not-permitted` */
function requireReader({ created, host, members }: Tally, { principal, unionId }: AttendanceReader): void {
  if (!created) throw new ConferenceError('conference-not-found')
  const { organizationId, booked, creator } = created
  if (isAdministrator(principal, organizationId)) return
  const key = unionId && userKey(unionId)
  const planned = [creator.unionId, ...(booked ? [booked.host, ...booked.coHosts] : [])]
  if (key === host || planned.some((person) => person === unionId)) return
  const member = key && members.get(key)
  if (member && member.roles.length > 0) return
  const isOfOrganization = principal.kind === 'person' && principal.organizationId === organizationId
  throw new ConferenceError(member || isOfOrganization ? 'not-permitted' : 'conference-not-found')
}
