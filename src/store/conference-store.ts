import { sql, type Kysely } from 'kysely'
import { toEvent, type LoggedEvent } from '../conference/event.ts'
import type { ConferenceId } from '../conference/identity.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import type { WakeUp } from '../service/conduct/bus.ts'
import type { Commit, ConferenceStore } from '../service/conduct/conference-store.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import { planCommits, withdraw } from './commit-plan.ts'
import { toCommitRows } from './commit-rows.ts'
import { BulkStatements } from './bulk.ts'
import { CommitWriter } from './commit-writer.ts'
import type { Dialect } from './dialect.ts'
import type { ConferenceRow, Schema } from './schema.ts'
import { GroupedLookup } from './grouped-lookup.ts'
import { withStoreError } from './store-error.ts'

export class SqlConferenceStore implements ConferenceStore {
  readonly cacheTrust: CacheTrust
  readonly #db: Kysely<Schema>
  readonly #writer: CommitWriter
  readonly #versions: GroupedLookup<ConferenceId, number>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.cacheTrust = dialect.cacheTrust
    this.#db = db
    this.#writer = new CommitWriter(db, dialect)
    const listVersions = new BulkStatements(db, dialect).lookup(
      ['id'],
      // Not a join: PostgreSQL would read the whole table for it while that is small.
      (given) => sql`select given.id, (select version from conference where conference.id = given.id) as version
        from (${given}) as given`,
    )
    this.#versions = new GroupedLookup(async (ids) => {
      const found = await listVersions(ids.map((id) => ({ id })))
      return new Map(
        found.filter(([, version]) => version !== null).map(([id, version]) => [id as ConferenceId, Number(version)]),
      )
    })
  }

  async readLog(id: ConferenceId, after = 0, limit?: number): Promise<readonly LoggedEvent[]> {
    const rows = await this.#db
      .selectFrom('conference_event')
      .select(['seq', 'body'])
      .where('conference_id', '=', id)
      .where('seq', '>', after)
      .orderBy('seq')
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .execute()
    return rows.map(({ seq, body }) => ({ seq, event: toEvent(JSON.parse(body)) }))
  }

  async commit(commits: readonly Commit[]): Promise<readonly boolean[]> {
    if (commits.length === 0) return []
    const ids = [...new Set(commits.map(({ conferenceId }) => conferenceId))].map((id) => ({ id }))
    return withStoreError('commit', () =>
      // Under a stricter isolation level, a process that has waited for a lock gets an error instead of the new version.
      this.#db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (transaction) => {
          const stored = await this.#writer.lockVersions(transaction, ids)
          const plan = planCommits(commits, new Map(stored.map(({ id, version }) => [id, version])))
          let rows = toCommitRows(plan.changes)
          const inserted = await this.#writer.insertConferences(transaction, rows.created)
          if (inserted.length < rows.created.length) {
            const ours = new Set(inserted.map(({ id }) => id))
            for (const { id } of rows.created) if (!ours.has(id)) withdraw(plan, commits, id)
            rows = toCommitRows(plan.changes)
          }
          await this.#writer.write(transaction, rows)
          return plan.answers
        }),
    )
  }

  async findHead(id: ConferenceId): Promise<ConferenceHead | undefined> {
    const row = await this.#db.selectFrom('conference').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toHead(row)
  }

  findVersion(id: ConferenceId): Promise<number | undefined> {
    return this.#versions.find(id)
  }

  async findHeadByRoomCode(roomCode: string): Promise<ConferenceHead | undefined> {
    const row = await this.#db
      .selectFrom('conference')
      .selectAll()
      .where('room_code', '=', roomCode)
      // If two conferences had the code, it means the one in progress, otherwise the latest.
      .orderBy((eb) => eb.case().when('ended_at', 'is', null).then(0).else(1).end())
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && toHead(row)
  }

  async countRunning(): Promise<number> {
    const { running } = await this.#db
      .selectFrom('conference')
      .select((eb) => eb.fn.countAll<number>().as('running'))
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
    return running
  }

  async listRunning(): Promise<readonly WakeUp[]> {
    const rows = await this.#db
      .selectFrom('conference')
      .select(['id', 'version'])
      .where('ended_at', 'is', null)
      .execute()
    return rows.map(({ id, version }) => ({ conferenceId: id, version }))
  }
}

/** The head in a row of the table `conference`. */
export function toHead(row: ConferenceRow): ConferenceHead {
  return {
    id: row.id,
    organizationId: row.organization_id,
    ...(row.booking_id !== null && { bookingId: row.booking_id }),
    version: row.version,
    title: row.title,
    creatorUnionId: row.creator_union_id,
    creatorNick: row.creator_nick,
    roomCode: row.room_code,
    linkToken: row.link_token,
    passcode: row.passcode,
    hostPasscode: row.host_passcode,
    host: row.host,
    locked: row.locked === 1,
    sharing: row.sharing,
    ...(row.focus !== null && { focus: row.focus }),
    audioPolicy: row.audio_policy,
    startedAt: row.started_at,
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    invitedCount: row.invited_count,
    activeCount: row.active_count,
    attendedCount: row.attended_count,
    provenAt: row.proven_at ?? row.started_at,
    isHeard: row.heard === 1,
  }
}
