import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** A directory that changes while the server runs, and the audit log of its changes. */
export async function up(db: Kysely<unknown>, { tableEnd, bytewiseText }: Dialect): Promise<void> {
  await extendPeople(db, tableEnd)
  await extendApps(db)
  await createAudit(db, { tableEnd, bytewiseText })
}

async function extendPeople(db: Kysely<unknown>, tableEnd: Dialect['tableEnd']): Promise<void> {
  const users = () => db.schema.alterTable('user_account')
  await users().addColumn('department', 'text').execute()
  await users().addColumn('email', 'text').execute()
  await users().addColumn('disabled_at', 'bigint').execute()
  await users()
    .addColumn('operator', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  // The administrators of the only organization could do everything. They keep that.
  await sql`update user_account set operator = 1
    where admin = 1 and (select count(*) from organization) = 1`.execute(db)
  await db.schema
    .createTable('former_user')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('former_user_pkey', ['organization_id', 'union_id'])
    .modifyEnd(tableEnd)
    .execute()
}

async function extendApps(db: Kysely<unknown>): Promise<void> {
  for (const table of ['app', 'suite'] as const) {
    const clients = () => db.schema.alterTable(table)
    await clients().addColumn('former_secret_hash', 'text').execute()
    await clients().addColumn('former_until', 'bigint').execute()
    await clients().addColumn('revoked_at', 'bigint').execute()
    await clients()
      .addColumn('secret_renewed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  }
  await db.schema
    .alterTable('suite')
    .addColumn('name', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await sql`update suite set name = suite_key`.execute(db)
  await db.schema
    .createIndex('app_organization_idx')
    .on('app')
    .columns(['organization_id', 'name', 'client_id'])
    .execute()
}

async function createAudit(
  db: Kysely<unknown>,
  { tableEnd, bytewiseText }: Pick<Dialect, 'tableEnd' | 'bytewiseText'>,
): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('id', sql`${bytewiseText}`, (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_pkey', ['organization_id', 'at', 'id'])
    .modifyEnd(tableEnd)
    .execute()
  for (const column of ['action', 'actor', 'target'])
    await db.schema
      .createIndex(`audit_${column}_idx`)
      .on('audit')
      .columns(['organization_id', column, 'at', 'id'])
      .execute()
}
