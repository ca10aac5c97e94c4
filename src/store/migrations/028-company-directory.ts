import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What the company's directory and the identity provider call people, and the tokens of the directory. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  const users = () => db.schema.alterTable('user_account')
  for (const column of ['user_name', 'external_id', 'scim_names', 'subject'])
    await users().addColumn(column, 'text').execute()
  // The name with which they sign in at the provider, folded. A userId has only letters of ASCII.
  for (const table of ['user_account', 'former_user'] as const) {
    await db.schema
      .alterTable(table)
      .addColumn('user_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await sql`update ${sql.table(table)} set user_key = lower(user_id)`.execute(db)
  }
  await db.schema.alterTable('former_user').addColumn('subject', 'text').execute()
  await db.schema
    .createIndex('user_account_key_idx')
    .on('user_account')
    .columns(['organization_id', 'user_key'])
    .execute()
  for (const column of ['external_id', 'subject'])
    await db.schema
      .createIndex(`user_account_${column}_idx`)
      .on('user_account')
      .columns(['organization_id', column])
      .where(sql<boolean>`${sql.ref(column)} is not null`)
      .execute()
  await db.schema
    .createTable('scim_token')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    // The token was replaced, and is valid until then.
    .addColumn('ends_at', 'bigint')
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('scim_token_organization_idx').on('scim_token').column('organization_id').execute()
}
