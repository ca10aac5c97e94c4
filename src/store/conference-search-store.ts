import { sql, type Kysely, type RawBuilder } from 'kysely'
import { userKey, type ConferenceId, type EpochMs } from '../conference/identity.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import type { ConferenceSearch, ConferenceSearchStore } from '../service/console/conference-search-store.ts'
import type { Page, PageQuery, Position } from '../service/read/history-model.ts'
import { toHead } from './conference-store.ts'
import type { Dialect } from './dialect.ts'
import type { ConferenceRow, Schema } from './schema.ts'
import { isTitleFound, toTitleQuery, type TitleQuery } from './title-pieces.ts'

/** Rows that one batch reads. */
const BATCH_SIZE = 500
/** Batches that are read for one page. */
const MAX_BATCHES = 8
/** A list with this many rows or more counts as long. */
const MANY = 100
/** After all times. */
const END = Number.MAX_SAFE_INTEGER

type Search = Omit<ConferenceSearch, 'title'> & Readonly<{ title?: TitleQuery }>
/** A list of conferences by start, in an index. `repeats`: a conference may be in it several times. */
type Source = Readonly<{ from: RawBuilder<unknown>; id: RawBuilder<unknown>; repeats?: true }>
type Walked = { walked_at: EpochMs; walked_id: ConferenceId } & {
  [Column in keyof ConferenceRow]: ConferenceRow[Column] | null
}

/**
 * Walks the shortest list that has all conferences that match, newest first, and takes those that match the rest as well. See
 * docs/adr/0027-search-of-conferences.md.
 */
export class SqlConferenceSearchStore implements ConferenceSearchStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async search({ title, ...given }: ConferenceSearch, { after, limit }: PageQuery): Promise<Page<ConferenceHead>> {
    const query = title === undefined ? undefined : toTitleQuery(title)
    const search: Search = { ...given, ...(query && { title: query }) }
    const source = await this.#chooseSource(search)
    const rows: ConferenceHead[] = []
    let position = after
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const size = batch === 0 ? limit + 1 : BATCH_SIZE
      const walked = await this.#walk(search, source, { ...(position && { after: position }), limit: size })
      for (const row of walked) {
        if (isFound(row) && (!query || isTitleFound(row.title, query))) {
          if (rows.length === limit) return { rows, ...(position && { next: position }) }
          rows.push(toHead(row))
        }
        position = { at: row.walked_at, id: row.walked_id }
      }
      if (walked.length < size) return { rows }
    }
    return { rows, ...(position && { next: position }) }
  }

  /** The shortest of the lists, as far as their first rows show it. */
  async #chooseSource(search: Search): Promise<Source> {
    if (search.roomCode !== undefined) return this.#ofRoomCode(search.roomCode, search)
    const sources = [
      ...(search.title?.pieces ?? []).map((piece) => ofPiece(piece, search)),
      ...(search.unionId === undefined ? [] : [this.#ofPerson(search.unionId)]),
      ...(search.guest === undefined ? [] : [this.#ofGuest(search.guest)]),
    ]
    const [first, ...others] = sources
    if (!first) return this.#ofOrganization(search)
    if (others.length === 0) return first
    const counts = sources.map(
      (source, place) =>
        sql`select ${sql.lit(place)} as place, count(*) as total from
          (select 1 from ${source.from} ${within(search)} limit ${sql.lit(MANY)}) as ${sql.ref(`list${place}`)}`,
    )
    const { rows } = await sql<{
      place: number
      total: number | string
    }>`${sql.join(counts, sql` union all `)}`.execute(this.#db)
    const shortest = rows.toSorted((a, b) => Number(a.total) - Number(b.total) || a.place - b.place)[0]
    return sources[shortest?.place ?? 0] ?? first
  }

  /** The next rows of a list. Those that do not match have no conference. */
  async #walk(search: Search, { from, id, repeats }: Source, { after, limit }: PageQuery): Promise<readonly Walked[]> {
    const { organizationId, unionId, guest, roomCode, title } = search
    const conditions = [
      sql`conference.id = walked.walked_id`,
      sql`conference.organization_id = ${organizationId}`,
      ...(roomCode === undefined ? [] : [sql`conference.room_code = ${roomCode}`]),
      ...(unionId === undefined
        ? []
        : [
            sql`exists (select 1 from member
              where member.conference_id = walked.walked_id and member.person_key = ${userKey(unionId)})`,
          ]),
      ...(guest === undefined
        ? []
        : [
            sql`exists (select 1 from member
              where member.conference_id = walked.walked_id and ${isGuest(guest)})`,
          ]),
      ...(title?.pieces ?? []).map(
        (piece) => sql`exists (select 1 from title_piece
          where title_piece.organization_id = ${organizationId} and title_piece.piece = ${piece}
            and title_piece.started_at = walked.walked_at and title_piece.conference_id = walked.walked_id)`,
      ),
    ]
    const beyond = after ? sql`and (started_at, ${id}) < (${after.at}, ${after.id})` : sql``
    const { rows } = await sql<Walked>`select walked.*, conference.* from
        (select ${repeats ? sql`distinct` : sql``} started_at as walked_at, ${id} as walked_id from ${from} ${within(search, after)} ${beyond}
          order by started_at desc, ${id} desc limit ${limit}) as walked
      left join conference on ${sql.join(conditions, sql` and `)}
      order by walked.walked_at desc, walked.walked_id desc`.execute(this.#db)
    return rows
  }

  #ofOrganization({ organizationId }: Search): Source {
    const hint = this.#dialect.indexedBy('conference_history_idx')
    return { from: sql`conference ${hint} where organization_id = ${organizationId}`, id: sql.ref('id') }
  }

  #ofRoomCode(roomCode: string, { organizationId }: Search): Source {
    const hint = this.#dialect.indexedBy('conference_code_idx')
    return {
      from: sql`conference ${hint} where room_code = ${roomCode} and organization_id = ${organizationId}`,
      id: sql.ref('id'),
    }
  }

  #ofGuest(guest: string): Source {
    const hint = this.#dialect.indexedBy('member_guest_idx')
    return { from: sql`member ${hint} where ${isGuest(guest)}`, id: sql.ref('conference_id'), repeats: true }
  }

  #ofPerson(unionId: string): Source {
    const hint = this.#dialect.indexedBy('member_started_idx')
    return { from: sql`member ${hint} where union_id = ${unionId}`, id: sql.ref('conference_id') }
  }
}

/** As the index has it. */
function isGuest(name: string): RawBuilder<unknown> {
  return sql`member.union_id is null and lower(member.nick) = lower(${name})`
}

function ofPiece(piece: string, { organizationId }: Search): Source {
  return {
    from: sql`title_piece where organization_id = ${organizationId} and piece = ${piece}`,
    id: sql.ref('conference_id'),
  }
}

/** SQLite reads an interval from its end, even if that is far beyond the cursor. So the interval ends at the cursor. */
function within({ from, to }: Search, after?: Position): RawBuilder<unknown> {
  if (from === undefined && to === undefined && !after) return sql``
  return sql`and started_at between ${from ?? 0} and ${Math.min(to ?? END, after?.at ?? END)}`
}

function isFound(row: Walked): row is Walked & ConferenceRow {
  return row.id !== null
}
