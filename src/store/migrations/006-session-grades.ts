import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The mean grade of each session; it is stored longer than the samples. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // A separate table, so that writing grades never waits for writing sessions.
  await db.schema
    .createTable('session_grade')
    .addColumn('participant_id', 'text', (column) => column.primaryKey())
    .addColumn('times', 'bigint', (column) => column.notNull())
    .addColumn('total', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
}
