import { sql, type Kysely } from 'kysely'
import { toSearchTexts } from '../search-texts.ts'
import type { Dialect } from '../dialect.ts'

type Account = { organization_id: string; user_id: string; name: string; name_sort: string; search_text: string }

/** People are found by any part of their name, and by pinyin. The texts of the search by prefix are dropped. */
export async function up(untyped: Kysely<unknown>, { bytewiseText }: Dialect): Promise<void> {
  const db = untyped as Kysely<{ user_account: Account }>
  for (const column of ['name_sort', 'search_text'])
    await db.schema
      .alterTable('user_account')
      .addColumn(column, sql`${bytewiseText}`, (definition) => definition.notNull().defaultTo(''))
      .execute()
  const people = await db.selectFrom('user_account').select(['organization_id', 'user_id', 'name']).execute()
  for (const { organization_id, user_id, name } of people) {
    const { nameSort, searchText } = await toSearchTexts({ name, userId: user_id })
    await db
      .updateTable('user_account')
      .set({ name_sort: nameSort, search_text: searchText })
      .where('organization_id', '=', organization_id)
      .where('user_id', '=', user_id)
      .execute()
  }
  for (const column of ['name_folded', 'id_folded']) {
    await db.schema.dropIndex(`user_account_${column}_idx`).execute()
    await db.schema.alterTable('user_account').dropColumn(column).execute()
  }
  // The list of people by name.
  await db.schema
    .createIndex('user_account_name_sort_idx')
    .on('user_account')
    .columns(['organization_id', 'name_sort', 'user_id'])
    .execute()
}
