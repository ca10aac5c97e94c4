import type { Kysely } from 'kysely'

/** The secret with which an organization asks who has signed in, and whether an administrator renewed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const organization = db.schema.alterTable('organization')
  await organization.addColumn('sso_secret_hash', 'text').execute()
  await organization.addColumn('sso_secret_renewed', 'smallint', (column) => column.notNull().defaultTo(0)).execute()
}
