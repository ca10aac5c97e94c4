import type { Kysely } from 'kysely'

/** Until when a conference is known to have been held. What runs during the upgrade counts as heard. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('conference').addColumn('proven_at', 'bigint').execute()
  await db.schema
    .alterTable('conference')
    .addColumn('heard', 'bigint', (column) => column.notNull().defaultTo(1))
    .execute()
}
