import { sql, type Kysely } from 'kysely'
import { foldCase } from '../../service/account/fold-case.ts'
import type { Dialect } from '../dialect.ts'

type Account = { organization_id: string; user_id: string; name: string; name_folded: string; id_folded: string }

/** Web sessions, search of people by name, and ended conferences of a person. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createSessions(db, dialect)
  await extendAccounts(db as Kysely<{ user_account: Account }>, dialect)
  await extendMembers(db)
}

async function createSessions(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('web_session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    // Every request of a signed-in page.
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addForeignKeyConstraint('web_session_user', ['organization_id', 'user_id'], 'user_account', [
      'organization_id',
      'user_id',
    ])
    .modifyEnd(tableEnd)
    .execute()
  // The list of where one is signed in, and a new password, which ends the others.
  await db.schema
    .createIndex('web_session_user_idx')
    .on('web_session')
    .columns(['organization_id', 'user_id', 'last_seen_at'])
    .execute()
  // The clean-up of sessions that have expired.
  await db.schema.createIndex('web_session_seen_idx').on('web_session').column('last_seen_at').execute()
}

async function extendAccounts(db: Kysely<{ user_account: Account }>, { bytewiseText }: Dialect): Promise<void> {
  const table = () => db.schema.alterTable('user_account')
  await table()
    .addColumn('password_chosen', 'smallint', (column) => column.notNull().defaultTo(0))
    .execute()
  await table()
    .addColumn('name_folded', sql`${bytewiseText}`, (column) => column.notNull().defaultTo(''))
    .execute()
  await table()
    .addColumn('id_folded', sql`${bytewiseText}`, (column) => column.notNull().defaultTo(''))
    .execute()
  // Case is folded in the program: only one of the databases folds letters beyond ASCII.
  for (const { organization_id, user_id, name } of await db.selectFrom('user_account').selectAll().execute()) {
    await db
      .updateTable('user_account')
      .set({ name_folded: foldCase(name), id_folded: foldCase(user_id) })
      .where('organization_id', '=', organization_id)
      .where('user_id', '=', user_id)
      .execute()
  }
  // People whose name, or whose id, begins with what was typed.
  for (const column of ['name_folded', 'id_folded'] as const) {
    await db.schema
      .createIndex(`user_account_${column}_idx`)
      .on('user_account')
      .columns(['organization_id', column])
      .execute()
  }
}

async function extendMembers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('member').addColumn('ended_at', 'bigint').execute()
  await sql`update member set
    ended_at = (select conference.ended_at from conference where conference.id = member.conference_id)
    where live = 0`.execute(db)
  // The meetings of one person that ended last.
  await db.schema
    .createIndex('member_ended_idx')
    .on('member')
    .columns(['union_id', 'ended_at', 'conference_id'])
    .where(sql<boolean>`ended_at is not null and union_id is not null`)
    .execute()
}
