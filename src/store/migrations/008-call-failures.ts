import type { Kysely } from 'kysely'

/** Why the last ring of a member came to nothing; of those that failed before it stays unknown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('member').addColumn('call_failure', 'text').execute()
}
