import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** People to erase from past meetings. A row stays until nothing names the person anymore. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('erasure')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('pseudonym', 'text', (column) => column.notNull())
    // The last conference that was looked at, by start and id.
    .addColumn('after_start', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('after_id', 'text', (column) => column.notNull().defaultTo(''))
    // A conference in progress that was looked at names the person.
    .addColumn('waits', 'smallint', (column) => column.notNull().defaultTo(0))
    // When it is done next; while it is done, when the lease ends.
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('erasure_pkey', ['organization_id', 'union_id'])
    .modifyEnd(tableEnd)
    .execute()
}
