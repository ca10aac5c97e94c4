import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { Job, JobStore } from '../service/conduct/job-store.ts'
import type { Schema } from './schema.ts'
import { writing } from './write-fault.ts'

export class SqlJobStore implements JobStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async listDue(now: EpochMs, limit: number): Promise<readonly Job[]> {
    const rows = await this.#db
      .selectFrom('job')
      .selectAll()
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('conference_id')
      .orderBy('kind')
      .orderBy('subject')
      .limit(limit)
      .execute()
    return rows.map(({ conference_id: conferenceId, kind, subject, since, due_at: dueAt }) => ({
      conferenceId,
      kind,
      subject,
      since,
      dueAt,
    }))
  }

  async markDone(job: Job): Promise<void> {
    await writing('forget a job', () =>
      this.#db
        .deleteFrom('job')
        .where('conference_id', '=', job.conferenceId)
        .where('kind', '=', job.kind)
        .where('subject', '=', job.subject)
        .where('since', '=', job.since)
        .where('due_at', '=', job.dueAt)
        .execute(),
    )
  }
}
