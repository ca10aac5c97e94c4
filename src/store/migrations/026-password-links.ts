import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The links with which people choose a new password. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('password_link')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('password_mark', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    // One for each account: a newer one replaces it.
    .addPrimaryKeyConstraint('password_link_pkey', ['organization_id', 'user_id'])
    .addForeignKeyConstraint(
      'password_link_user',
      ['organization_id', 'user_id'],
      'user_account',
      ['organization_id', 'user_id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('password_link_expires_idx').on('password_link').column('expires_at').execute()
}
