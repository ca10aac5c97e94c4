import type { Kysely } from 'kysely'

/** When an event last reached a subscription, and the last attempt that failed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('subscription').addColumn('last_success', 'bigint').execute()
  await db.schema.alterTable('subscription').addColumn('last_failure', 'text').execute()
}
