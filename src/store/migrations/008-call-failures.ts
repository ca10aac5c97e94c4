import type { Kysely } from 'kysely'

/** Why a member's last call failed. Unknown for calls that failed before this migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('member').addColumn('call_failure', 'text').execute()
}
