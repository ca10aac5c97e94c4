import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The mails with links for new passwords that have to be sent. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // Without a foreign key: what was asked for is written before anybody looks whether there is such an account.
  await db.schema
    .createTable('password_mail')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('password_mail_pkey', ['organization_id', 'user_id'])
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('password_mail_next_idx').on('password_mail').column('next_at').execute()
}
