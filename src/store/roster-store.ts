import { sql, type Kysely, type NotNull, type RawBuilder } from 'kysely'
import type { ConferenceId, OrganizationId, UnionId } from '../conference/identity.ts'
import type { OngoingVersion, OngoingVersions, PageRequest, RosterStore } from '../service/read/roster-store.ts'
import type { EndedEntry, OngoingList, RosterMember, RosterPage } from '../service/read/read-model.ts'
import { BulkStatements, type SqlRow } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import type { MemberRow, Schema } from './schema.ts'
import { GroupedLookup } from './grouped-lookup.ts'
import { keyOf, toPerson, type PersonRow } from './user-rows.ts'

export type RosterRow = Omit<MemberRow, 'conference_id' | 'person_key' | 'live' | 'started_at' | 'ended_at'>

/** The columns of a roster. */
export const ROSTER_COLUMNS = [
  'member.seq',
  'member.union_id',
  'member.nick',
  'member.job_number',
  'member.status',
  'member.host',
  'member.co_host',
  'member.outside',
  'member.by_phone',
  'member.joined_at',
  'member.left_at',
  'member.done_ms',
  'member.since',
  'member.device',
  'member.call_failure',
] as const

const NOTHING: OngoingVersions = { isUser: false, versions: [] }

export class SqlRosterStore implements RosterStore {
  readonly #db: Kysely<Schema>
  readonly #ongoing: GroupedLookup<string, OngoingVersions>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    const toQuery = dialect.name === 'sqlite' ? toOngoingQuery : toLateralOngoingQuery
    const find = new BulkStatements(db, dialect).lookup(['organization_id', 'union_id'], toQuery)
    this.#ongoing = new GroupedLookup(async (keys) => {
      const found = new Map<string, { isUser: boolean; versions: OngoingVersion[] }>()
      for (const [organization_id, union_id, user_id, id, version] of await find(keys.map(toPerson))) {
        const key = keyOf({ organization_id, union_id } as PersonRow)
        const ongoing = found.get(key) ?? { isUser: user_id !== null, versions: [] }
        found.set(key, ongoing)
        if (id !== null) ongoing.versions.push({ conferenceId: id as ConferenceId, version: Number(version) })
      }
      return found
    })
  }

  async findPage(
    id: ConferenceId,
    { after, limit }: PageRequest,
  ): Promise<{ version: number; page: RosterPage } | undefined> {
    // One statement sees one state, so version, total and members belong together without a transaction.
    const rows = await this.#db
      .selectFrom('conference')
      .leftJoin('member', (join) =>
        join.onRef('member.conference_id', '=', 'conference.id').on('member.seq', '>', after),
      )
      .select(['conference.version', ...ROSTER_COLUMNS])
      .select((eb) =>
        eb
          .selectFrom('member as every')
          .select((count) => count.fn.countAll<number>().as('total'))
          // The id as a value: with a reference to the outer row, the count would run once per row.
          .where('every.conference_id', '=', id)
          .as('total'),
      )
      .where('conference.id', '=', id)
      .orderBy('member.seq')
      .limit(limit + 1) // one more than wanted: it proves that a next page exists
      .execute()
    const [first] = rows
    if (!first) return undefined
    const shown = rows.filter((row): row is typeof row & RosterRow => row.seq !== null).slice(0, limit)
    const next = rows.length > limit ? shown.at(-1)?.seq : undefined
    return {
      version: first.version,
      page: {
        conferenceId: id,
        members: shown.map(toRosterMember),
        total: first.total ?? 0,
        ...(next !== undefined && { next }),
      },
    }
  }

  async listOngoing(unionId: UnionId): Promise<OngoingList> {
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('conference', 'conference.id', 'member.conference_id')
      .select(['conference.id', 'conference.version', 'conference.organization_id', ...ROSTER_COLUMNS])
      .where('member.union_id', '=', unionId)
      // As a literal: with a parameter no planner may use the partial index.
      .where('member.live', '=', sql.lit(1))
      .orderBy('conference.started_at')
      .orderBy('conference.id')
      .execute()
    return rows.map((row) => ({
      conferenceId: row.id,
      version: row.version,
      organizationId: row.organization_id,
      member: toRosterMember(row),
    }))
  }

  async findOngoingVersions(organization_id: OrganizationId, union_id: UnionId): Promise<OngoingVersions> {
    return (await this.#ongoing.find(keyOf({ organization_id, union_id }))) ?? NOTHING
  }

  async listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]> {
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('conference', 'conference.id', 'member.conference_id')
      .select(['conference.id', 'conference.title', 'conference.started_at'])
      .select(['member.ended_at', 'member.joined_at', 'member.done_ms'])
      .where('member.union_id', '=', unionId)
      .where('member.ended_at', 'is not', null)
      .orderBy('member.ended_at', 'desc')
      .orderBy('member.conference_id', 'desc')
      .limit(limit)
      .$narrowType<{ ended_at: NotNull }>()
      .execute()
    return rows.map((row) => ({
      conferenceId: row.id,
      title: row.title,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      ...(row.joined_at !== null && { joinedAt: row.joined_at }),
      doneMs: row.done_ms,
    }))
  }
}

function toOngoingQuery(given: RawBuilder<unknown>) {
  return sql<SqlRow>`select given.organization_id, given.union_id, user_account.user_id, conference.id, conference.version
    from (${given}) as given
      left join user_account
        on user_account.organization_id = given.organization_id and user_account.union_id = given.union_id
      left join member on member.union_id = given.union_id and member.live = 1
      left join conference on conference.id = member.conference_id
    order by conference.started_at, conference.id`
}

/** The same for PostgreSQL. It looks up each person by index. With joins it reads whole tables while these are small. */
function toLateralOngoingQuery(given: RawBuilder<unknown>) {
  return sql<SqlRow>`select given.organization_id, given.union_id,
      (select user_id from user_account
        where user_account.organization_id = given.organization_id and user_account.union_id = given.union_id) as user_id,
      ongoing.id, ongoing.version
    from (${given}) as given
      left join lateral (
        select conference.id, conference.version, conference.started_at
          from member join conference on conference.id = member.conference_id
          where member.union_id = given.union_id and member.live = 1
          offset 0
      ) as ongoing on true
    order by ongoing.started_at, ongoing.id`
}

/** The member in a row of the table `member`. */
export function toRosterMember(row: RosterRow): RosterMember {
  return {
    seq: row.seq,
    ...(row.union_id !== null && { unionId: row.union_id }),
    nick: row.nick,
    ...(row.job_number !== null && { jobNumber: row.job_number }),
    status: row.status,
    host: row.host === 1,
    coHost: row.co_host === 1,
    outside: row.outside === 1,
    byPhone: row.by_phone === 1,
    ...(row.joined_at !== null && { joinedAt: row.joined_at }),
    ...(row.left_at !== null && { leftAt: row.left_at }),
    doneMs: row.done_ms,
    ...(row.since !== null && { since: row.since }),
    ...(row.device !== null && { device: row.device }),
    ...(row.call_failure !== null && { callFailure: row.call_failure }),
  }
}
