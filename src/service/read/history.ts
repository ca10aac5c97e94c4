import { ConferenceError } from '../../conference/conference-error.ts'
import type { BookingId, ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { Caller, OnBehalf } from '../account/caller.ts'
import type { ConferenceFilter, CountedPart, Gathering, Part, Place, SessionRecord, Stretch } from './history-model.ts'
import type { HistoryStore } from './history-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Heads } from '../conduct/heads.ts'
import type { MediaStates } from '../live/media-states.ts'

/** A member, and whether he sends audio and video: `undefined` if nothing is known of it, as of whoever is not inside. */
export type Attendee = Gathering['members'][number] & Readonly<{ audio?: boolean; video?: boolean }>
export type RunningConference = Readonly<{ head: ConferenceHead; members: readonly Attendee[] }>

/** Rows that are looked through at once for those that pass a filter. */
const SIFTED = 500
/** Times that is done for one page. What has been looked through by then is a page, however short. */
const SIEVES = 8

/** The conferences of an organisation, those that go on and those that are over. */
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
   * Those of `ids` that go on and are the caller's, in that order, each once.
   *
   * @throws ConferenceError if there is none: `conference-ended` if one of them is over, else `not-permitted` if one is
   *   another organisation's, else `conference-not-found`
   */
  async listRunning(caller: Caller, ids: readonly ConferenceId[]): Promise<readonly RunningConference[]> {
    const found = await this.#store.listGatherings(caller.organizationId, [...new Set(ids)])
    const own = found.filter(({ head }) => head.organizationId === caller.organizationId)
    const running = new Map(own.flatMap((one) => (one.head.endedAt === undefined ? [[one.head.id, one]] : [])))
    if (running.size === 0) {
      if (own.length > 0) throw new ConferenceError('conference-ended')
      throw new ConferenceError(found.length > 0 ? 'not-permitted' : 'conference-not-found')
    }
    return [...new Set(ids)].flatMap((id) => {
      const gathering = running.get(id)
      return gathering ? [this.#withStages(gathering)] : []
    })
  }

  #withStages({ head, members }: Gathering): RunningConference {
    const sending = this.#mediaStates.sending(head.id)
    return {
      head,
      members: members.map((member) => ({ ...member, ...(member.status === 3 && sending.get(member.key)) })),
    }
  }

  /** The conferences in progress of the caller's organisation, newest first. */
  pageRunning({ organizationId }: Caller, stretch: Stretch): Promise<CountedPart<ConferenceHead>> {
    return this.#count({ organizationId, kind: 'running' }, stretch)
  }

  /**
   * The conferences of the caller's organisation that have this room code, newest first; none if nobody has it.
   *
   * @throws ConferenceError `not-permitted` if only other organisations have it
   */
  async pageByRoomCode(caller: Caller, roomCode: string, stretch: Stretch): Promise<CountedPart<ConferenceHead>> {
    const { organizationId } = caller
    const page = await this.#count({ organizationId, kind: 'room-code', roomCode }, stretch)
    if (page.total === 0 && (await this.#store.isRoomCodeTaken(roomCode, { othersThan: organizationId }))) {
      throw new ConferenceError('not-permitted')
    }
    return page
  }

  /** The conferences that were held under a booking of the caller's organisation, newest first. */
  pageHeld({ organizationId }: OnBehalf, bookingId: BookingId, stretch: Stretch): Promise<CountedPart<ConferenceHead>> {
    return this.#count({ organizationId, kind: 'booking', bookingId }, stretch)
  }

  /**
   * The conferences of the caller's organisation that began in `[from, to]`, newest first; `settled`: only those that
   * have ended. `title` and `creator` are looked for in theirs, whatever the case of the letters. A page may be shorter
   * than asked for, even empty, and yet not be the last.
   */
  pageBegun(
    { organizationId }: Caller,
    wanted: Readonly<{ from: EpochMs; to: EpochMs; settled: boolean; title?: string; creator?: string }>,
    stretch: Stretch,
  ): Promise<Part<ConferenceHead>> {
    const { from, to, settled, title, creator } = wanted
    const isWanted = (head: ConferenceHead) =>
      (!settled || head.endedAt !== undefined) && contains(head.title, title) && contains(head.creatorNick, creator)
    const isAny = !settled && title === undefined && creator === undefined
    return sift(stretch, isAny ? undefined : isWanted, placeOfConference, (part) =>
      this.#store.listConferences({ organizationId, kind: 'begun', from, to }, part),
    )
  }

  /**
   * The sessions of a conference, by their beginning, oldest first; with `nick`, those of people in whose name it is.
   * A page may be shorter than asked for, even empty, and yet not be the last.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organisation's)
   */
  async pageSessions(
    caller: Caller,
    id: ConferenceId,
    { nick }: Readonly<{ nick?: string }>,
    stretch: Stretch,
  ): Promise<Part<SessionRecord>> {
    await this.#heads.loadOwned(caller, id)
    const isWanted = (session: SessionRecord) => contains(session.nick, nick)
    return sift(stretch, nick === undefined ? undefined : isWanted, placeOfSession, (part) =>
      this.#store.listSessions(id, part),
    )
  }

  async #count(filter: ConferenceFilter, stretch: Stretch): Promise<CountedPart<ConferenceHead>> {
    let total = 0
    const part = await sift(stretch, undefined, placeOfConference, async (more) => {
      const counted = await this.#store.countConferences(filter, more)
      total = counted.total
      return counted.rows
    })
    return { ...part, total }
  }
}

const placeOfConference = ({ startedAt, id }: ConferenceHead): Place => ({ at: startedAt, id })
const placeOfSession = ({ joinedAt, participantId }: SessionRecord): Place => ({ at: joinedAt, id: participantId })

function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase())
}

/** A page of the rows that `isWanted` lets pass, found by so many looks at so many rows at most. */
async function sift<Row>(
  { after, limit }: Stretch,
  isWanted: ((row: Row) => boolean) | undefined,
  placeOf: (row: Row) => Place,
  list: (stretch: Stretch) => Promise<readonly Row[]>,
): Promise<Part<Row>> {
  const rows: Row[] = []
  let place = after
  for (let sieve = 0; sieve < SIEVES; sieve += 1) {
    // One row more than can be shown tells whether any follow.
    const size = isWanted ? SIFTED : limit + 1
    const found = await list({ ...(place && { after: place }), limit: size })
    for (const row of found) {
      if (isWanted && !isWanted(row)) {
        place = placeOf(row)
        continue
      }
      if (rows.length === limit) return { rows, ...(place && { next: place }) }
      rows.push(row)
      place = placeOf(row)
    }
    if (found.length < size) return { rows }
  }
  return { rows, ...(place && { next: place }) }
}
