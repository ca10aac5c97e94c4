import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The links for new passwords that people got by mail. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // A table of its own, not a longer key of `password_link`: servers of the former version still write there during an upgrade.
  await db.schema
    .createTable('mailed_password_link')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('password_mark', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mailed_password_link_pkey', ['organization_id', 'user_id'])
    .addForeignKeyConstraint(
      'mailed_password_link_user',
      ['organization_id', 'user_id'],
      'user_account',
      ['organization_id', 'user_id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('mailed_password_link_expires_idx')
    .on('mailed_password_link')
    .column('expires_at')
    .execute()
}
