import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { ListedUser, PeopleSearch, UserQuery } from '../service/account/directory-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema, UserRow } from './schema.ts'
import { toSearchWords } from './search-texts.ts'
import { toUser } from './user-rows.ts'

/** One page of the colleagues that a search finds: people who can sign in. */
export async function listPeople(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { query, from, limit }: PeopleSearch,
): Promise<readonly User[]> {
  const words = toSearchWords(query)
  const rows = await words
    .reduce((people, word) => people.where(containing(word)), userOf(db, organizationId))
    .where('disabled_at', 'is', null)
    // Names whose words begin with what was typed come first.
    .$if(words.length > 0, (people) => people.orderBy(rankOf(words)))
    .orderBy('name_sort')
    .orderBy('user_id')
    .limit(limit)
    .offset(from)
    .execute()
  return rows.map(toUser)
}

/** One page of the people that administrators see, in the same order, each with its place. */
export async function pageUsers(
  db: Kysely<Schema>,
  { indexedBy }: Pick<Dialect, 'indexedBy'>,
  organizationId: OrganizationId,
  { query, state, isAdministrator, department, after, limit }: UserQuery,
): Promise<readonly ListedUser[]> {
  const words = toSearchWords(query)
  const rank = words.length > 0 ? rankOf(words) : undefined
  const conditions = [
    sql`organization_id = ${organizationId}`,
    ...words.map((word) => sql`(${containing(word)} or ${containing(word, 'detail_text')})`),
    ...(department === undefined ? [] : [sql`department = ${department}`]),
    // As the indexes have them.
    ...(state === 'without-password'
      ? [sql`password_hash is null`, sql`disabled_at is null`, sql`subject is null`]
      : []),
    ...(state === 'without-own-password'
      ? [sql`password_chosen <> 1`, sql`disabled_at is null`, sql`subject is null`]
      : []),
    ...(state === 'enabled' ? [sql`disabled_at is null`] : []),
    ...(state === 'disabled' ? [sql`disabled_at is not null`] : []),
    ...(isAdministrator ? [sql`admin = 1`] : []),
    // The first condition lets the index begin at the cursor.
    ...(after && !rank
      ? [sql`name_sort >= ${after.sort}`, sql`(name_sort, user_id) > (${after.sort}, ${after.userId})`]
      : []),
    ...(after && rank ? [sql`(${rank}, name_sort, user_id) > (${after.rank}, ${after.sort}, ${after.userId})`] : []),
  ]
  // Otherwise SQLite reads everybody from the cursor on, in the order of their names.
  const index = department === undefined ? sql`` : indexedBy('user_account_department_idx')
  const { rows } = await sql<
    Selectable<UserRow> & { rank: number }
  >`select *, ${rank ?? sql`0`} as rank from user_account ${index}
    where ${sql.join(conditions, sql` and `)}
    order by ${rank ? sql`${rank}, ` : sql``} name_sort, user_id limit ${limit}`.execute(db)
  return rows.map((row) => ({ user: toUser(row), place: { rank: row.rank, sort: row.name_sort, userId: row.user_id } }))
}

/** The departments of an organization in the order of the database, up to `limit`. Each is one look-up in the index. */
export async function listDepartments(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  limit: number,
): Promise<readonly string[]> {
  const next = sql`select min(department) from user_account where organization_id = ${organizationId} and department is not null`
  const { rows } = await sql<{ department: string }>`with recursive known (department) as (
      select (${next})
      union all
      select (${next} and department > known.department) from known where known.department is not null
    )
    select department from known where department is not null limit ${limit}`.execute(db)
  return rows.map(({ department }) => department)
}

function userOf(db: Kysely<Schema>, organizationId: OrganizationId) {
  return db.selectFrom('user_account').selectAll().where('organization_id', '=', organizationId)
}

function containing(text: string, column: 'search_text' | 'detail_text' = 'search_text'): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} like ${`%${escapeLike(text)}%`} escape '!'`
}

/** 0 for a name with a word that begins with the first word of the search, otherwise 1. */
function rankOf([first = '']: readonly string[]): RawBuilder<number> {
  return sql<number>`case when ${containing(` ${first}`)} then 0 else 1 end`
}

/** `text` for a pattern of `like` whose escape character is `!`. */
function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&')
}
