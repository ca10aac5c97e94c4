import type { Kysely } from 'kysely'

/** Which secret of its client a token was issued for. Unknown for tokens that exist already; they expire in two hours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('access_token').addColumn('secret_mark', 'text').execute()
}
