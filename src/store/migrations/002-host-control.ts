import type { Kysely } from 'kysely'

/** What hosts decide of a conference; those that are there go on as they were, with nothing forbidden. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('conference')
    .addColumn('sharing', 'text', (column) => column.notNull().defaultTo('everybody'))
    .execute()
  await db.schema.alterTable('conference').addColumn('focus', 'text').execute()
  await db.schema
    .alterTable('conference')
    .addColumn('audio_policy', 'text', (column) => column.notNull().defaultTo('free'))
    .execute()
}
