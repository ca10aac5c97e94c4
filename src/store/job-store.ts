import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { Job, JobStore, TakenJob } from '../service/conduct/job-store.ts'
import type { Dialect } from './dialect.ts'
import type { JobRow, Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

export class SqlJobStore implements JobStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async take({ now, leaseMs, limit }: Parameters<JobStore['take']>[0]): Promise<readonly TakenJob[]> {
    const { rows } = await withStoreError('take jobs', () =>
      sql<JobRow>`update job set attempts = attempts + 1, next_at = ${now + leaseMs}
        where (conference_id, kind, subject) in (
          select conference_id, kind, subject from job where next_at <= ${now}
          order by next_at, conference_id, kind, subject limit ${limit} ${this.#dialect.skipLocked})
        returning *`.execute(this.#db),
    )
    return rows.map(toTakenJob).sort((a, b) => a.dueAt - b.dueAt) // `returning` has no order
  }

  async markDone(job: Job): Promise<void> {
    await withStoreError('delete a job', () =>
      this.#db
        .deleteFrom('job')
        .where((eb) => isSame(eb, job))
        .execute(),
    )
  }

  async postpone(job: Job, until: EpochMs): Promise<void> {
    await withStoreError('postpone a job', () =>
      this.#db
        .updateTable('job')
        .set({ next_at: until })
        .where((eb) => isSame(eb, job))
        .execute(),
    )
  }

  async findLatestSince(): Promise<EpochMs | undefined> {
    const latest = await this.#db.selectFrom('job').select('since').orderBy('since', 'desc').limit(1).executeTakeFirst()
    return latest?.since
  }
}

/** Matches exactly this job, not a later one with the same key. */
function isSame(eb: ExpressionBuilder<Schema, 'job'>, { conferenceId, kind, subject, since, dueAt }: Job) {
  return eb.and({ conference_id: conferenceId, kind, subject, since, due_at: dueAt })
}

function toTakenJob({ conference_id: conferenceId, kind, subject, since, due_at: dueAt, attempts }: JobRow): TakenJob {
  return { conferenceId, kind, subject, since, dueAt, attempt: attempts }
}
