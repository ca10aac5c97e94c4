import { sql, type Kysely } from 'kysely'
import {
  userKey,
  type ConferenceId,
  type EpochMs,
  type ParticipantId,
  type PersonKey,
  type UnionId,
} from '../conference/identity.ts'
import type { QualityStore, StoredSample } from '../service/quality/quality-store.ts'
import type { QualitySample, QualitySeries } from '../service/quality/quality-model.ts'
import { BulkStatements, type Bulk } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import type { QualityRow, Schema, SessionGradeRow } from './schema.ts'
import { withStoreError } from './store-error.ts'

type Point = QualitySeries[number]
type SampleInsert = Omit<QualityRow, 'member_key' | 'coarse'>
type Key = Omit<QualityRow, 'coarse' | 'body'>
type Graded = SessionGradeRow & Pick<QualityRow, 'conference_id'>

const MINUTE_MS = 60_000
const KEY = { conference_id: 'text', member_key: 'text', at: 'bigint', participant_id: 'text' } as const
const KEYS_AGREE = sql`quality_sample.conference_id = given.conference_id and quality_sample.member_key = given.member_key
  and quality_sample.at = given.at and quality_sample.participant_id = given.participant_id`

export class SqlQualityStore implements QualityStore {
  readonly #db: Kysely<Schema>
  readonly #forUpdate: Dialect['forUpdate']
  readonly #insert: Bulk<SampleInsert, never>
  readonly #grade: Bulk<Graded, never>
  readonly #listLatest: Bulk<Pick<Key, 'conference_id' | 'member_key'>, Pick<QualityRow, 'member_key' | 'at' | 'body'>>
  readonly #coarsen: Bulk<Key & { body: string }, never>
  readonly #delete: Bulk<Key, never>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#forUpdate = dialect.forUpdate
    const bulk = new BulkStatements(db, dialect)
    // The person is taken from the session row. Samples of guests and telephones are not stored, since no operation could ask for them.
    this.#insert = bulk.statement<SampleInsert>(
      { conference_id: 'text', participant_id: 'text', at: 'bigint', body: 'text' },
      (rows) => sql`insert into quality_sample (conference_id, member_key, at, participant_id, coarse, body)
        select session.conference_id, session.member_key, given.at, session.participant_id, 0, given.body
        from (${rows}) as given join session on session.participant_id = given.participant_id
        where session.conference_id = given.conference_id and session.member_key like 'user:%'
        on conflict do nothing`,
    )
    this.#grade = bulk.statement<Graded>(
      { conference_id: 'text', participant_id: 'text', times: 'bigint', total: 'bigint' },
      (rows) => sql`insert into session_grade (participant_id, times, total)
        select given.participant_id, given.times, given.total from (${rows}) as given
        join session on session.participant_id = given.participant_id
        where session.conference_id = given.conference_id
        on conflict (participant_id)
        do update set times = session_grade.times + excluded.times, total = session_grade.total + excluded.total`,
    )
    this.#listLatest = bulk.statement(
      { conference_id: 'text', member_key: 'text' },
      (rows) => sql`select sample.member_key, sample.at, sample.body from (${rows}) as given
        join quality_sample as sample on sample.conference_id = given.conference_id
          and sample.member_key = given.member_key
          and sample.at = (select max(latest.at) from quality_sample as latest
            where latest.conference_id = given.conference_id and latest.member_key = given.member_key)`,
    )
    this.#coarsen = bulk.statement<Key & { body: string }>(
      { ...KEY, body: 'text' },
      (rows) => sql`update quality_sample set coarse = 1, body = given.body from (${rows}) as given
        where ${KEYS_AGREE} and quality_sample.coarse = 0`,
    )
    this.#delete = bulk.statement<Key>(
      KEY,
      (rows) => sql`delete from quality_sample where (conference_id, member_key, at, participant_id) in (${rows})`,
    )
  }

  async save(samples: readonly QualitySample[]): Promise<void> {
    const rows = samples.map(({ conferenceId, participantId, at, summary }) => ({
      conference_id: conferenceId,
      participant_id: participantId,
      at,
      body: JSON.stringify(summary),
    }))
    if (rows.length === 0) return
    await withStoreError('save quality samples', () =>
      this.#db.transaction().execute(async (transaction) => {
        await this.#insert(transaction, rows)
        await this.#grade(transaction, toGraded(samples))
      }),
    )
  }

  async listLatest(conference_id: ConferenceId, people: readonly UnionId[]): Promise<ReadonlyMap<UnionId, Point>> {
    const requested = people.map((unionId) => ({ conference_id, member_key: userKey(unionId) }))
    const points = new Map<PersonKey, Point>()
    for (const row of await this.#listLatest(this.#db, requested)) points.set(row.member_key, toPoint(row))
    return new Map(
      people.flatMap((unionId) => {
        const point = points.get(userKey(unionId))
        return point ? [[unionId, point] as const] : []
      }),
    )
  }

  async listSeries(
    id: ConferenceId,
    unionId: UnionId,
    { from, to, limit }: Readonly<{ from: EpochMs; to: EpochMs; limit: number }>,
  ): Promise<QualitySeries> {
    const rows = await this.#db
      .selectFrom('quality_sample')
      .select(['at', 'body'])
      .where('conference_id', '=', id)
      .where('member_key', '=', userKey(unionId))
      .where('at', '>=', from)
      .where('at', '<=', to)
      .orderBy('at')
      .orderBy('participant_id')
      .limit(limit)
      .execute()
    return rows.map(toPoint)
  }

  async listSamples(
    id: ConferenceId,
    { unionId, after, limit }: Parameters<QualityStore['listSamples']>[1],
  ): Promise<readonly StoredSample[]> {
    const samples = this.#db
      .selectFrom('quality_sample')
      .select(['member_key', 'at', 'participant_id', 'body'])
      .where('conference_id', '=', id)
    const ofPerson = unionId === undefined ? samples : samples.where('member_key', '=', userKey(unionId))
    const key = after && userKey(after.unionId)
    const rest = after
      ? ofPerson.where(sql<boolean>`(member_key, at, participant_id) > (${key}, ${after.at}, ${after.participantId})`)
      : ofPerson
    const rows = await rest.orderBy('member_key').orderBy('at').orderBy('participant_id').limit(limit).execute()
    return rows.map((row) => ({
      ...toPoint(row),
      unionId: row.member_key.slice(userKey('' as UnionId).length) as UnionId,
      participantId: row.participant_id,
    }))
  }

  async mergeMinute(before: EpochMs, limit: number, merge: (series: QualitySeries) => Point): Promise<boolean> {
    const end = before - (before % MINUTE_MS)
    return withStoreError('merge quality samples', () =>
      this.#db.transaction().execute(async (transaction) => {
        const fine = transaction.selectFrom('quality_sample').where('coarse', '=', sql.lit(0))
        const oldest = await fine
          .select('at')
          .where('at', '<', end as EpochMs)
          .orderBy('at')
          .orderBy('participant_id')
          .limit(1)
          // A second process waits here and then finds the row merged already, so no minute is merged twice.
          .modifyEnd(this.#forUpdate)
          .executeTakeFirst()
        if (!oldest) return false
        const minute = oldest.at - (oldest.at % MINUTE_MS)
        const rows = await fine
          .select(['conference_id', 'member_key', 'at', 'participant_id', 'body'])
          .where('at', '>=', minute as EpochMs)
          .where('at', '<', (minute + MINUTE_MS) as EpochMs)
          .orderBy('participant_id')
          .orderBy('at')
          .limit(limit)
          .execute()
        const groups = [...Map.groupBy(rows, ({ participant_id }) => participant_id).values()]
        // The limit may have cut off the last session's samples, so they wait for the next run.
        if (rows.length === limit && groups.length > 1) groups.pop()
        const merged = groups.map((group) => ({
          ...(group.at(-1) as (typeof group)[number]),
          body: JSON.stringify(merge(group.map(toPoint)).summary),
        }))
        await this.#coarsen(transaction, merged)
        await this.#delete(
          transaction,
          groups.flatMap((group) => group.slice(0, -1)),
        )
        return true
      }),
    )
  }

  async deleteBefore(before: EpochMs, limit: number): Promise<number> {
    return withStoreError('delete quality samples', () =>
      this.#db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('quality_sample')
          .select(['conference_id', 'member_key', 'at', 'participant_id'])
          .where('coarse', '=', sql.lit(1))
          .where('at', '<', before)
          .orderBy('at')
          .orderBy('participant_id')
          .limit(limit)
          .modifyEnd(this.#forUpdate)
          .execute()
        await this.#delete(transaction, rows)
        return rows.length
      }),
    )
  }
}

/** One row per session, in the order in which every writer locks them. */
function toGraded(samples: readonly QualitySample[]): readonly Graded[] {
  const graded = new Map<ParticipantId, Graded>()
  for (const { conferenceId: conference_id, participantId: participant_id, grade } of samples) {
    if (grade === undefined) continue
    const { times, total } = graded.get(participant_id) ?? { times: 0, total: 0 }
    graded.set(participant_id, { conference_id, participant_id, times: times + 1, total: total + grade })
  }
  return [...graded.values()].sort((a, b) => (a.participant_id < b.participant_id ? -1 : 1))
}

function toPoint({ at, body }: Pick<QualityRow, 'at' | 'body'>): Point {
  return { at, summary: JSON.parse(body) as QualitySample['summary'] }
}
