import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { ConferenceId, OrganizationId, PersonKey } from '../conference/identity.ts'
import type { Grade } from '../service/quality/grade.ts'
import type {
  ConferenceFilter,
  ConferenceWithMembers,
  Position,
  SessionRecord,
  PageQuery,
} from '../service/read/history-model.ts'
import type { HistoryStore } from '../service/read/history-store.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import { BulkStatements, type Bulk } from './bulk.ts'
import { toHead } from './conference-store.ts'
import { CONFERENCE } from './commit-writer.ts'
import type { Dialect } from './dialect.ts'
import { ROSTER_COLUMNS, toRosterMember, type RosterRow } from './roster-store.ts'
import type { ConferenceRow, MemberRow, Schema, SessionRow } from './schema.ts'

type Requested = { id: ConferenceId; organization_id: OrganizationId }
type ConferenceWithMemberRow = ConferenceRow & { member_key: PersonKey } & {
  [Column in keyof RosterRow as `member_${Column}`]: RosterRow[Column] | null
}

export class SqlHistoryStore implements HistoryStore {
  readonly #db: Kysely<Schema>
  /** SQLite's planner rates both indexes of an organization's conferences as equal, because it has no statistics. */
  readonly #hint: RawBuilder<unknown>
  readonly #listWithMembers: Bulk<Requested, ConferenceWithMemberRow>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#hint = dialect.indexedBy('conference_ongoing_idx')
    const columns = sql.join(ROSTER_COLUMNS.map((name) => sql`${sql.ref(name)} as ${sql.ref(name.replace('.', '_'))}`))
    const head = sql.join(Object.keys(CONFERENCE).map((name) => sql.ref(`conference.${name}`)))
    // One statement sees one state, so a conference and its members belong together.
    this.#listWithMembers = new BulkStatements(db, dialect).statement<Requested, ConferenceWithMemberRow>(
      { id: 'text', organization_id: 'text' },
      (rows) => sql`select ${head}, member.person_key as member_key, ${columns} from (${rows}) as given
        join conference on conference.id = given.id
        left join member on member.conference_id = conference.id
          and conference.ended_at is null and conference.organization_id = given.organization_id
        order by conference.id, member.seq`,
    )
  }

  async listWithMembers(
    organization_id: OrganizationId,
    ids: readonly ConferenceId[],
  ): Promise<readonly ConferenceWithMembers[]> {
    const rows = await this.#listWithMembers(
      this.#db,
      ids.map((id) => ({ id, organization_id })),
    )
    const conferences = new Map<
      ConferenceId,
      { head: ConferenceHead; members: ConferenceWithMembers['members'][number][] }
    >()
    for (const row of rows) {
      const conference = conferences.get(row.id) ?? { head: toHead(row), members: [] }
      conferences.set(row.id, conference)
      if (row.member_seq !== null) conference.members.push({ ...toRosterMember(memberOf(row)), key: row.member_key })
    }
    return [...conferences.values()]
  }

  async listConferences(filter: ConferenceFilter, query: PageQuery): Promise<readonly ConferenceHead[]> {
    const { rows } = await this.#page(filter, query).execute(this.#db)
    return rows.map(toHead)
  }

  async pageConferencesWithTotal(
    filter: ConferenceFilter,
    query: PageQuery,
  ): Promise<{ rows: readonly ConferenceHead[]; total: number }> {
    // One statement sees one state, so the number and the rows belong together.
    const { rows } = await sql<ConferenceRow & { total: number }>`select counted.total, shown.*
      from (select count(*) as total from ${this.#source(filter)}) as counted
      left join (${this.#page(filter, query)}) as shown on true
      order by shown.started_at desc, shown.id desc`.execute(this.#db)
    // If the page is empty, the join yields one row with the number alone.
    const present = rows.filter(({ id }) => (id as ConferenceId | null) !== null)
    return { rows: present.map(toHead), total: rows[0]?.total ?? 0 }
  }

  async isRoomCodeTaken(roomCode: string, { othersThan }: { othersThan: OrganizationId }): Promise<boolean> {
    for (const table of ['conference', 'booking'] as const) {
      const row = await this.#db
        .selectFrom(table)
        .select('id')
        .where('room_code', '=', roomCode)
        .where('organization_id', '!=', othersThan)
        .limit(1)
        .executeTakeFirst()
      if (row) return true
    }
    return false
  }

  async listSessions(id: ConferenceId, { after, limit }: PageQuery): Promise<readonly SessionRecord[]> {
    const rows = await this.#db
      .selectFrom('session')
      .innerJoin('member', (join) =>
        join
          .onRef('member.conference_id', '=', 'session.conference_id')
          .onRef('member.person_key', '=', 'session.member_key'),
      )
      .leftJoin('session_grade', 'session_grade.participant_id', 'session.participant_id')
      .selectAll('session')
      .select(['session_grade.times', 'session_grade.total'])
      .select(['member.union_id', 'member.nick', 'member.host', 'member.co_host', 'member.outside'])
      .where('session.conference_id', '=', id)
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(session.joined_at, session.participant_id) > (${after?.at ?? 0}, ${after?.id ?? ''})`,
        ),
      )
      .orderBy('session.joined_at')
      .orderBy('session.participant_id')
      .limit(limit)
      .execute()
    return rows.map(toSession)
  }

  #page(filter: ConferenceFilter, { after, limit }: PageQuery): RawBuilder<ConferenceRow> {
    const beyond = after ? sql`and (started_at, id) < (${after.at}, ${after.id})` : sql``
    return sql<ConferenceRow>`select * from ${this.#source(upTo(filter, after))} ${beyond}
      order by started_at desc, id desc limit ${limit}`
  }

  #source(filter: ConferenceFilter): RawBuilder<unknown> {
    return sql`conference ${filter.kind === 'running' ? this.#hint : sql``} where ${matching(filter)}`
  }
}

/** SQLite reads an interval from its end, even if that is far beyond the cursor. So the interval ends at the cursor. */
function upTo(filter: ConferenceFilter, after: Position | undefined): ConferenceFilter {
  if (filter.kind !== 'begun' || !after || after.at > filter.to) return filter
  return { ...filter, to: after.at }
}

/** Each condition matches an index. */
function matching(filter: ConferenceFilter): RawBuilder<unknown> {
  const { organizationId } = filter
  switch (filter.kind) {
    case 'running':
      return sql`organization_id = ${organizationId} and ended_at is null`
    case 'room-code':
      return sql`room_code = ${filter.roomCode} and organization_id = ${organizationId}`
    case 'booking':
      return sql`booking_id = ${filter.bookingId} and organization_id = ${organizationId}`
    case 'begun':
      return sql`organization_id = ${organizationId} and started_at between ${filter.from} and ${filter.to}`
  }
}

function memberOf(row: ConferenceWithMemberRow): RosterRow {
  const names = ROSTER_COLUMNS.map((name) => name.slice('member.'.length) as keyof RosterRow)
  return Object.fromEntries(names.map((name) => [name, row[`member_${name}`]])) as RosterRow
}

type SessionWithMember = SessionRow &
  Pick<MemberRow, 'union_id' | 'nick' | 'host' | 'co_host' | 'outside'> & { times: number | null; total: number | null }

function toSession(row: SessionWithMember): SessionRecord {
  return {
    conferenceId: row.conference_id,
    participantId: row.participant_id,
    ...(row.union_id !== null && { unionId: row.union_id }),
    nick: row.nick,
    host: row.host === 1,
    coHost: row.co_host === 1,
    outside: row.outside === 1,
    device: row.device,
    joinedAt: row.joined_at,
    ...(row.left_at !== null && { leftAt: row.left_at }),
    // What was stored when it fell silent: a later heartbeat counts, as for the member, once the session has resumed.
    ...(row.left_at === null && row.silent === 1 && { lastSeenAt: row.proven_at ?? row.last_seen_at }),
    ...(row.left_at === null && row.silent === 0 && row.proven_at !== null && { provenAt: row.proven_at }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.times !== null && row.total !== null && { grade: Math.round(row.total / row.times) as Grade }),
  }
}
