import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** People sign in with apps: where an app may send them, the codes that it gets, and the tokens that it gets for them. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('redirect_uri')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('uri', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('redirect_uri_pkey', ['client_id', 'uri'])
    .modifyEnd(tableEnd)
    .execute()

  await db.schema
    .createTable('user_code')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('user_code_expires_idx').on('user_code').column('expires_at').execute()

  await db.schema
    .createTable('user_grant')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('secret_mark', 'text', (column) => column.notNull())
    .addColumn('access_hash', 'text', (column) => column.notNull())
    .addColumn('access_nonce', 'text', (column) => column.notNull())
    .addColumn('access_expires_at', 'bigint', (column) => column.notNull())
    .addColumn('refresh_hash', 'text', (column) => column.notNull())
    .addColumn('refresh_nonce', 'text', (column) => column.notNull())
    .addColumn('refresh_expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('user_grant_pkey', ['client_id', 'organization_id', 'user_id'])
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('user_grant_access_idx').unique().on('user_grant').column('access_hash').execute()
  await db.schema.createIndex('user_grant_refresh_idx').unique().on('user_grant').column('refresh_hash').execute()
  await db.schema.createIndex('user_grant_expires_idx').on('user_grant').column('refresh_expires_at').execute()
}
