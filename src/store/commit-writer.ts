import { sql, type Kysely } from 'kysely'
import type { ConferenceId } from '../conference/identity.ts'
import { AUDIT } from './audit-store.ts'
import { BulkStatements, insertInto, type Bulk } from './bulk.ts'
import type { CommitRows, SessionChange } from './commit-rows.ts'
import type { ColumnType, Dialect } from './dialect.ts'
import { OutboxWriter } from './outbox-writer.ts'
import type { AuditRow, ConferenceRow, EventRow, JobRow, MemberRow, Schema, SessionRow } from './schema.ts'
import type { TitlePieceRow } from './title-pieces.ts'

type ColumnsOf<Row> = Readonly<Record<keyof Row & string, ColumnType>>
type Version = Pick<ConferenceRow, 'id' | 'version'>
type Ended = CommitRows['ended'][number]

/** The statements of a commit, each compiled once. */
export class CommitWriter {
  /** Gives the conferences that exist, by id, and locks them: nobody else commits to them until the transaction ends. */
  readonly lockVersions: Bulk<Pick<ConferenceRow, 'id'>, Version>
  /** Gives the ids that were inserted, without those that another process inserted first. */
  readonly insertConferences: Bulk<ConferenceRow, { id: ConferenceId }>
  readonly #updateConferences: Bulk<ConferenceRow, never>
  readonly #insertPieces: Bulk<TitlePieceRow, never>
  readonly #insertEvents: Bulk<EventRow, never>
  readonly #saveMembers: Bulk<MemberRow, never>
  readonly #insertSessions: Bulk<SessionRow, never>
  readonly #changeSessions: Bulk<SessionChange, never>
  readonly #saveJobs: Bulk<JobRow, never>
  readonly #retireMembers: Bulk<Ended, never>
  readonly #deleteJobs: Bulk<Ended, never>
  readonly #insertAudit: Bulk<AuditRow, never>
  readonly #outbox: OutboxWriter

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    const bulk = new BulkStatements(db, dialect)
    this.#outbox = new OutboxWriter(db, dialect)
    this.lockVersions = bulk.statement<Pick<ConferenceRow, 'id'>, Version>(
      { id: 'text' },
      (rows) => sql`select id, version from conference where id in (${rows}) order by id ${dialect.forUpdate}`,
    )
    this.insertConferences = bulk.statement<ConferenceRow, { id: ConferenceId }>(
      CONFERENCE,
      (rows) => sql`${insertInto('conference', CONFERENCE)} ${rows} on conflict (id) do nothing returning id`,
    )
    this.#updateConferences = bulk.upsert<ConferenceRow>('conference', CONFERENCE, {
      key: ['id'],
      fixed: [
        'organization_id',
        'booking_id',
        'creator_union_id',
        'creator_nick',
        'room_code',
        'link_token',
        'started_at',
      ],
    })
    this.#insertPieces = bulk.statement<TitlePieceRow>(
      PIECE,
      (rows) => sql`${insertInto('title_piece', PIECE)} ${rows}`,
    )
    this.#insertEvents = bulk.statement<EventRow>(
      EVENT,
      (rows) => sql`${insertInto('conference_event', EVENT)} ${rows}`,
    )
    this.#saveMembers = bulk.upsert<MemberRow>('member', MEMBER, {
      key: ['conference_id', 'seq'],
      fixed: ['person_key', 'union_id', 'outside', 'by_phone', 'started_at'],
    })
    this.#insertSessions = bulk.statement<SessionRow>(SESSION, (rows) => sql`${insertInto('session', SESSION)} ${rows}`)
    this.#changeSessions = bulk.statement<SessionChange>(
      {
        participant_id: 'text',
        silent: 'bigint',
        last_seen_at: 'bigint',
        left_at: 'bigint',
        reason: 'text',
        proven_at: 'bigint',
      },
      (rows) => sql`update session set
          silent = coalesce(given.silent, session.silent),
          left_at = coalesce(given.left_at, session.left_at),
          reason = coalesce(given.reason, session.reason),
          proven_at = coalesce(given.proven_at, session.proven_at),
          last_seen_at = case
            when given.left_at is not null or given.last_seen_at > session.last_seen_at then given.last_seen_at
            else session.last_seen_at end
        from (${rows}) as given where session.participant_id = given.participant_id`,
    )
    this.#saveJobs = bulk.upsert<JobRow>('job', JOB, { key: ['conference_id', 'kind', 'subject'] })
    this.#retireMembers = bulk.statement<Ended>(
      { conference_id: 'text' },
      (rows) => sql`update member set live = 0,
          ended_at = (select conference.ended_at from conference where conference.id = member.conference_id)
        where live = 1 and conference_id in (${rows})`,
    )
    this.#insertAudit = bulk.statement<AuditRow>(AUDIT, (rows) => sql`${insertInto('audit', AUDIT)} ${rows}`)
    this.#deleteJobs = bulk.statement<Ended>(
      { conference_id: 'text' },
      (rows) => sql`delete from job where conference_id in (${rows})`,
    )
  }

  /** Writes all of `rows` except `rows.created`. */
  async write(db: Kysely<Schema>, rows: CommitRows): Promise<void> {
    await this.#insertPieces(db, rows.pieces)
    await this.#updateConferences(db, rows.moved)
    await this.#insertEvents(db, rows.events)
    await this.#saveMembers(db, rows.members)
    await this.#insertSessions(db, rows.opened)
    await this.#changeSessions(db, rows.sessions)
    await this.#saveJobs(db, rows.jobs)
    await this.#retireMembers(db, rows.ended)
    await this.#deleteJobs(db, rows.ended)
    await this.#insertAudit(db, rows.audit)
    await this.#outbox.write(db, rows.outboxEvents)
  }
}

/** The columns of a head. */
export const CONFERENCE: ColumnsOf<ConferenceRow> = {
  id: 'text',
  organization_id: 'text',
  booking_id: 'text',
  version: 'bigint',
  title: 'text',
  creator_union_id: 'text',
  creator_nick: 'text',
  room_code: 'text',
  link_token: 'text',
  passcode: 'text',
  host_passcode: 'text',
  host: 'text',
  locked: 'bigint',
  sharing: 'text',
  focus: 'text',
  audio_policy: 'text',
  started_at: 'bigint',
  ended_at: 'bigint',
  invited_count: 'bigint',
  active_count: 'bigint',
  attended_count: 'bigint',
  proven_at: 'bigint',
  heard: 'bigint',
}

const PIECE: ColumnsOf<TitlePieceRow> = {
  organization_id: 'text',
  piece: 'text',
  started_at: 'bigint',
  conference_id: 'text',
}

const EVENT: ColumnsOf<EventRow> = { conference_id: 'text', seq: 'bigint', type: 'text', at: 'bigint', body: 'text' }

const MEMBER: ColumnsOf<MemberRow> = {
  conference_id: 'text',
  seq: 'bigint',
  person_key: 'text',
  union_id: 'text',
  nick: 'text',
  job_number: 'text',
  status: 'bigint',
  host: 'bigint',
  co_host: 'bigint',
  outside: 'bigint',
  by_phone: 'bigint',
  joined_at: 'bigint',
  left_at: 'bigint',
  done_ms: 'bigint',
  since: 'bigint',
  device: 'text',
  live: 'bigint',
  ended_at: 'bigint',
  started_at: 'bigint',
  call_failure: 'text',
}

const SESSION: ColumnsOf<SessionRow> = {
  participant_id: 'text',
  conference_id: 'text',
  member_key: 'text',
  device: 'text',
  joined_at: 'bigint',
  last_seen_at: 'bigint',
  left_at: 'bigint',
  reason: 'text',
  silent: 'bigint',
  proven_at: 'bigint',
}

const JOB: ColumnsOf<JobRow> = {
  conference_id: 'text',
  kind: 'text',
  subject: 'text',
  since: 'bigint',
  due_at: 'bigint',
  attempts: 'bigint',
  next_at: 'bigint',
}
