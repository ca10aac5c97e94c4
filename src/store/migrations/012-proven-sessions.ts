import type { Kysely } from 'kysely'

/** When a session was last heard before its last silence. A session that resumed before the upgrade has none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('session').addColumn('proven_at', 'bigint').execute()
}
