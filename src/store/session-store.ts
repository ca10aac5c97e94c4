import { sql, type Kysely } from 'kysely'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Heartbeat, OpenSession, SessionStore } from '../service/conduct/session-store.ts'
import { BulkStatements, type Bulk } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import type { Schema, SessionRow } from './schema.ts'
import { withStoreError } from './store-error.ts'

type HeartbeatRow = Pick<SessionRow, 'participant_id' | 'last_seen_at'>
const HEARTBEAT = { participant_id: 'text', last_seen_at: 'bigint' } as const

export class SqlSessionStore implements SessionStore {
  readonly #db: Kysely<Schema>
  readonly #saveHeartbeats: Bulk<HeartbeatRow, never>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    const bulk = new BulkStatements(db, dialect)
    this.#saveHeartbeats = bulk.statement<HeartbeatRow>(HEARTBEAT, (rows) =>
      dialect.name === 'sqlite'
        ? sql`update session set last_seen_at = given.last_seen_at from (${rows}) as given
            where session.participant_id = given.participant_id
              and session.left_at is null and session.last_seen_at < given.last_seen_at`
        : // Skips a session that a commit is changing: its next heartbeat is seconds away, and two writers of many rows
          // never wait for each other.
          sql`update session set last_seen_at = given.last_seen_at from (${rows}) as given,
              lateral (select participant_id from session as open
                where open.participant_id = given.participant_id and open.left_at is null
                for update skip locked) as free
            where session.participant_id = free.participant_id
              and session.left_at is null and session.last_seen_at < given.last_seen_at`,
    )
  }

  async saveHeartbeats(heartbeats: readonly Heartbeat[]): Promise<void> {
    const latest = new Map<ParticipantId, EpochMs>()
    for (const { participantId, lastSeenAt } of heartbeats) {
      if (lastSeenAt > (latest.get(participantId) ?? -1)) latest.set(participantId, lastSeenAt)
    }
    if (latest.size === 0) return
    const rows = [...latest].map(([participant_id, last_seen_at]) => ({ participant_id, last_seen_at }))
    await withStoreError('save heartbeats', () =>
      this.#db.transaction().execute((transaction) => this.#saveHeartbeats(transaction, rows)),
    )
  }

  async listSilent(before: EpochMs, limit: number): Promise<readonly OpenSession[]> {
    const silent = this.#open().where('last_seen_at', '<', before)
    const rows = await silent.orderBy('last_seen_at').orderBy('participant_id').limit(limit).execute()
    return rows.map(toOpenSession)
  }

  async listAhead(after: EpochMs, limit: number): Promise<readonly OpenSession[]> {
    const ahead = this.#open().where('last_seen_at', '>', after)
    const rows = await ahead.orderBy('last_seen_at', 'desc').orderBy('participant_id').limit(limit).execute()
    return rows.map(toOpenSession)
  }

  async listHeartbeats(participantIds: readonly ParticipantId[]): Promise<readonly Heartbeat[]> {
    if (participantIds.length === 0) return []
    const rows = await this.#open().where('participant_id', 'in', participantIds).execute()
    return rows.map(toOpenSession)
  }

  async countOpen(): Promise<number> {
    const { open } = await this.#db
      .selectFrom('session')
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .where('left_at', 'is', null)
      .executeTakeFirstOrThrow()
    return open
  }

  async findEarliestHeartbeat(): Promise<EpochMs | undefined> {
    const heard = this.#open().where('silent', '=', 0)
    return (await heard.orderBy('last_seen_at').limit(1).executeTakeFirst())?.last_seen_at
  }

  async findLatestHeartbeat(): Promise<EpochMs | undefined> {
    return (await this.#open().orderBy('last_seen_at', 'desc').limit(1).executeTakeFirst())?.last_seen_at
  }

  #open() {
    return this.#db
      .selectFrom('session')
      .select(['conference_id', 'participant_id', 'last_seen_at'])
      .where('left_at', 'is', null)
  }
}

type OpenRow = Pick<SessionRow, 'conference_id' | 'participant_id' | 'last_seen_at'>

function toOpenSession(row: OpenRow): OpenSession {
  return { conferenceId: row.conference_id, participantId: row.participant_id, lastSeenAt: row.last_seen_at }
}
