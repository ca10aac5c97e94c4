import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What a session amounts to of what it told of its connection, which outlives the samples. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // A table of its own: who writes grades never waits for who writes sessions.
  await db.schema
    .createTable('session_grade')
    .addColumn('participant_id', 'text', (column) => column.primaryKey())
    .addColumn('times', 'bigint', (column) => column.notNull())
    .addColumn('total', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
}
