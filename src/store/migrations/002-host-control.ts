import type { Kysely } from 'kysely'

/** Host settings of a conference; existing conferences start with nothing forbidden. */
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
