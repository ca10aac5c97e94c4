import { sql, type Kysely } from 'kysely'

/** Administrators list people who have not chosen a password yet. */
export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped as Kysely<{ user_account: { organization_id: string; name_sort: string; user_id: string } }>
  await db.schema
    .createIndex('user_account_no_own_password_idx')
    .on('user_account')
    .columns(['organization_id', 'name_sort', 'user_id'])
    .where(sql<boolean>`password_chosen <> 1 and disabled_at is null and subject is null`)
    .execute()
}
