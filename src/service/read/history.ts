import { ConferenceError } from '../../conference/conference-error.ts'
import type { BookingId, ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { Caller, OrganizationScope } from '../account/caller.ts'
import type {
  ConferenceFilter,
  CountedPage,
  ConferenceWithMembers,
  Page,
  Position,
  SessionRecord,
  PageQuery,
} from './history-model.ts'
import type { HistoryStore } from './history-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Heads } from '../conduct/heads.ts'
import type { MediaStates } from '../live/media-states.ts'

/** A member, and whether they send audio and video: `undefined` if unknown, as for people who are not in the meeting. */
export type Attendee = ConferenceWithMembers['members'][number] & Readonly<{ audio?: boolean; video?: boolean }>
/** A conference in progress, with its members in order of first appearance. */
export type RunningConference = Readonly<{ head: ConferenceHead; members: readonly Attendee[] }>

/** Rows that one batch of a filtered list reads. */
const BATCH_SIZE = 500
/** Conferences of one organization that started in the same millisecond. */
const MAX_AT_ONCE = 1_000
/** Batches that are read for one page. The page has the matches in them, even if there are few. */
const MAX_BATCHES = 8

/** The conferences of an organization, ongoing and ended. */
export class History {
  readonly #store: HistoryStore
  readonly #heads: Pick<Heads, 'loadOwned'>
  readonly #mediaStates: Pick<MediaStates, 'sending'>

  constructor(deps: {
    store: HistoryStore
    heads: Pick<Heads, 'loadOwned'>
    mediaStates: Pick<MediaStates, 'sending'>
  }) {
    this.#store = deps.store
    this.#heads = deps.heads
    this.#mediaStates = deps.mediaStates
  }

  /**
   * The ongoing conferences of the caller's organization among `ids`, in that order, each once.
   *
   * @throws ConferenceError if there is none: `conference-ended` if one of them has ended, otherwise `not-permitted` if
   *   another organization owns one, otherwise `conference-not-found`
   */
  async listRunning(caller: Caller, ids: readonly ConferenceId[]): Promise<readonly RunningConference[]> {
    const found = await this.#store.listWithMembers(caller.organizationId, [...new Set(ids)])
    const own = found.filter(({ head }) => head.organizationId === caller.organizationId)
    const running = new Map(own.flatMap((one) => (one.head.endedAt === undefined ? [[one.head.id, one]] : [])))
    if (running.size === 0) {
      if (own.length > 0) throw new ConferenceError('conference-ended')
      throw new ConferenceError(found.length > 0 ? 'not-permitted' : 'conference-not-found')
    }
    return [...new Set(ids)].flatMap((id) => {
      const conference = running.get(id)
      return conference ? [this.#withMediaStates(conference)] : []
    })
  }

  #withMediaStates({ head, members }: ConferenceWithMembers): RunningConference {
    const sending = this.#mediaStates.sending(head.id)
    return {
      head,
      members: members.map((member) => ({ ...member, ...(member.status === 3 && sending.get(member.key)) })),
    }
  }

  /** The ongoing conferences of the caller's organization, newest first. */
  pageRunning({ organizationId }: OrganizationScope, query: PageQuery): Promise<CountedPage<ConferenceHead>> {
    return this.#pageWithTotal({ organizationId, kind: 'running' }, query)
  }

  /**
   * The conferences of the caller's organization with this room code, newest first. Empty if nobody uses the code.
   *
   * @throws ConferenceError `not-permitted` if only other organizations use it
   */
  async pageByRoomCode(caller: Caller, roomCode: string, query: PageQuery): Promise<CountedPage<ConferenceHead>> {
    const { organizationId } = caller
    const page = await this.#pageWithTotal({ organizationId, kind: 'room-code', roomCode }, query)
    if (page.total === 0 && (await this.#store.isRoomCodeTaken(roomCode, { othersThan: organizationId }))) {
      throw new ConferenceError('not-permitted')
    }
    return page
  }

  /** The conferences of the caller's organization that started at that moment, newest id first; at most 1000. */
  listStartedAt({ organizationId }: Caller, at: EpochMs): Promise<readonly ConferenceHead[]> {
    return this.#store.listConferences({ organizationId, kind: 'begun', from: at, to: at }, { limit: MAX_AT_ONCE })
  }

  /** The newest conference held under a booking of the caller's organization. */
  async findLastOfBooking(
    { organizationId }: OrganizationScope,
    bookingId: BookingId,
  ): Promise<ConferenceHead | undefined> {
    const [last] = await this.#store.listConferences({ organizationId, kind: 'booking', bookingId }, { limit: 1 })
    return last
  }

  /**
   * The conferences of the caller's organization that started in `[from, to]`, newest first. `onlyEnded`: only ended ones.
   * `title` and `creator`: only conferences that contain these texts, case-insensitive. A page may be shorter than
   * `limit`, even empty, without being the last.
   */
  pageBegun(
    { organizationId }: Caller,
    wanted: Readonly<{ from: EpochMs; to: EpochMs; onlyEnded: boolean; title?: string; creator?: string }>,
    query: PageQuery,
  ): Promise<Page<ConferenceHead>> {
    const { from, to, onlyEnded, title, creator } = wanted
    const isWanted = (head: ConferenceHead) =>
      (!onlyEnded || head.endedAt !== undefined) && contains(head.title, title) && contains(head.creatorNick, creator)
    const list = (part: PageQuery) => this.#store.listConferences({ organizationId, kind: 'begun', from, to }, part)
    const isAny = !onlyEnded && title === undefined && creator === undefined
    if (isAny) return readPage(query, positionOfConference, list)
    return readMatches(query, { isWanted, positionOf: positionOfConference, list })
  }

  /** The conferences of the organization that started in `[from, to)`, newest first. */
  pageBegunOf(
    { organizationId }: OrganizationScope,
    { from, to }: Readonly<{ from: EpochMs; to: EpochMs }>,
    query: PageQuery,
  ): Promise<CountedPage<ConferenceHead>> {
    return this.#pageWithTotal({ organizationId, kind: 'begun', from, to: (to - 1) as EpochMs }, query)
  }

  /**
   * The sessions of a conference, by start, oldest first. `nick`: only names that contain this text, case-insensitive. A
   * page may be shorter than `limit`, even empty, without being the last.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organization owns the conference)
   */
  async pageSessions(
    caller: Caller,
    id: ConferenceId,
    { nick, ...query }: PageQuery & Readonly<{ nick?: string }>,
  ): Promise<Page<SessionRecord>> {
    await this.#heads.loadOwned(caller, id)
    const isWanted = (session: SessionRecord) => contains(session.nick, nick)
    const list = (part: PageQuery) => this.#store.listSessions(id, part)
    if (nick === undefined) return readPage(query, positionOfSession, list)
    return readMatches(query, { isWanted, positionOf: positionOfSession, list })
  }

  async #pageWithTotal(filter: ConferenceFilter, query: PageQuery): Promise<CountedPage<ConferenceHead>> {
    const { rows, total } = await this.#store.pageConferencesWithTotal(filter, withOneMore(query))
    return { ...toPage(rows, query.limit, positionOfConference), total }
  }
}

const positionOfConference = ({ startedAt, id }: ConferenceHead): Position => ({ at: startedAt, id })
const positionOfSession = ({ joinedAt, participantId }: SessionRecord): Position => ({
  at: joinedAt,
  id: participantId,
})

function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase())
}

type PositionOf<Row> = (row: Row) => Position
type List<Row> = (query: PageQuery) => Promise<readonly Row[]>

async function readPage<Row>(query: PageQuery, positionOf: PositionOf<Row>, list: List<Row>): Promise<Page<Row>> {
  return toPage(await list(withOneMore(query)), query.limit, positionOf)
}

/** Asks for one more row than a page shows. If it exists, there is a next page. */
function withOneMore(query: PageQuery): PageQuery {
  return { ...query, limit: query.limit + 1 }
}

function toPage<Row>(rows: readonly Row[], limit: number, positionOf: PositionOf<Row>): Page<Row> {
  const last = rows[limit - 1]
  return rows.length > limit && last ? { rows: rows.slice(0, limit), next: positionOf(last) } : { rows }
}

/** A page of the rows that match, from at most `MAX_BATCHES` batches. */
async function readMatches<Row>(
  { after, limit }: PageQuery,
  { isWanted, positionOf, list }: { isWanted: (row: Row) => boolean; positionOf: PositionOf<Row>; list: List<Row> },
): Promise<Page<Row>> {
  const rows: Row[] = []
  let position = after
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const found = await list({ ...(position && { after: position }), limit: BATCH_SIZE })
    for (const row of found) {
      if (isWanted(row)) {
        if (rows.length === limit) return { rows, ...(position && { next: position }) }
        rows.push(row)
      }
      position = positionOf(row)
    }
    if (found.length < BATCH_SIZE) return { rows }
  }
  return { rows, ...(position && { next: position }) }
}
