import { ConferenceError } from '../../conference/conference-error.ts'
import type { BookingId, ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { AccountError } from '../account/account-error.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import type { BookingStore } from '../booking/booking-ports.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Page, PageQuery } from '../read/history-model.ts'
import type { ConferenceSearchStore } from './conference-search-store.ts'
import type { MeetingPeopleStore } from './meeting-people-store.ts'

/** A person by one of their ids. */
export type PersonFilter = Readonly<{ userId?: string; unionId?: UnionId }>

/** What an administrator searches for. All that is given has to match. */
export type MeetingQuery = PersonFilter &
  Readonly<{ title?: string; guest?: string; roomCode?: string; from?: EpochMs; to?: EpochMs }>

/** The person whose meetings or bookings are listed. `name` is absent if they no longer have an account. */
export type ChosenPerson = Readonly<{ unionId: UnionId; name?: string }>

/** A page, and the person that it is about. */
export type PageOfPerson<Row> = Page<Row> & Readonly<{ person?: ChosenPerson }>

/** One conference, with the name of its host and its booking. */
export type MeetingDetails = Readonly<{
  head: ConferenceHead
  /** Absent if the host never was on the roster. */
  host?: string
  booking?: Readonly<{ id: BookingId; title: string }>
}>

/** The conferences of an organization, ended and in progress, for its administrators. */
export class MeetingSearch {
  readonly #search: ConferenceSearchStore
  readonly #conferences: Pick<ConferenceStore, 'findHead'>
  readonly #people: Pick<MeetingPeopleStore, 'findNames'>
  readonly #bookings: Pick<BookingStore, 'find'>
  readonly #directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>

  constructor(deps: {
    search: ConferenceSearchStore
    conferences: Pick<ConferenceStore, 'findHead'>
    people: Pick<MeetingPeopleStore, 'findNames'>
    bookings: Pick<BookingStore, 'find'>
    directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>
  }) {
    this.#search = deps.search
    this.#conferences = deps.conferences
    this.#people = deps.people
    this.#bookings = deps.bookings
    this.#directory = deps.directory
  }

  /**
   * The conferences that match, newest first. A page may be shorter than `limit`, even empty, without being the last.
   *
   * @throws AccountError `not-administrator`; `user-not-found` for a userId that the organization does not have
   */
  async page(
    by: Principal,
    organizationId: OrganizationId,
    { userId, unionId, ...query }: MeetingQuery,
    page: PageQuery,
  ): Promise<PageOfPerson<ConferenceHead>> {
    requireAdministrator(by, organizationId)
    const person = await findChosen(this.#directory, organizationId, {
      ...(userId !== undefined && { userId }),
      ...(unionId !== undefined && { unionId }),
    })
    const found = await this.#search.search(
      { organizationId, ...query, ...(person && { unionId: person.unionId }) },
      page,
    )
    return { ...found, ...(person && { person }) }
  }

  /**
   * One conference of the organization.
   *
   * @throws AccountError `not-administrator`; ConferenceError `conference-not-found`
   */
  async load(by: Principal, organizationId: OrganizationId, id: ConferenceId): Promise<MeetingDetails> {
    const head = await this.loadHead(by, organizationId, id)
    const { byKey } = await this.#people.findNames(id, { keys: [head.host], sessions: [] })
    const host = byKey.get(head.host)?.nick
    const booking = head.bookingId && (await this.#bookings.find(head.bookingId))
    return {
      head,
      ...(host !== undefined && { host }),
      ...(booking && { booking: { id: booking.id, title: booking.title } }),
    }
  }

  /** @throws AccountError `not-administrator`; ConferenceError `conference-not-found` */
  async loadHead(by: Principal, organizationId: OrganizationId, id: ConferenceId): Promise<ConferenceHead> {
    requireAdministrator(by, organizationId)
    const head = await this.#conferences.findHead(id)
    if (head?.organizationId !== organizationId) throw new ConferenceError('conference-not-found')
    return head
  }
}

/** The person of a filter; `undefined` without one. @throws AccountError `user-not-found` for an unknown userId */
export async function findChosen(
  directory: Pick<Directory, 'findUserById' | 'findUserByUnionId'>,
  organizationId: OrganizationId,
  { userId, unionId }: PersonFilter,
): Promise<ChosenPerson | undefined> {
  if (userId !== undefined) {
    const user = await directory.findUserById(organizationId, userId)
    if (!user) throw new AccountError('user-not-found')
    return { unionId: user.unionId, name: user.name }
  }
  if (unionId === undefined) return undefined
  const user = await directory.findUserByUnionId(organizationId, unionId)
  return { unionId, ...(user && { name: user.name }) }
}
