import { sql, type Kysely } from 'kysely'

/** How often a job was taken, and when it may be taken next: after a failure, or if its server is gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['attempts', 'next_at']) {
    await db.schema
      .alterTable('job')
      .addColumn(column, 'bigint', (definition) => definition.notNull().defaultTo(0))
      .execute()
  }
  await sql`update job set next_at = due_at`.execute(db)
  await db.schema.dropIndex('job_due_idx').execute()
  await db.schema.createIndex('job_next_idx').on('job').column('next_at').execute()
}
