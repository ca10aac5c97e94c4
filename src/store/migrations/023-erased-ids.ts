import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** When erasures began, the former names of the people, and the ids that a seed does not bring back. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  const erasure = db.schema.alterTable('erasure')
  await erasure.addColumn('other_names', 'text', (column) => column.notNull().defaultTo('[]')).execute()
  await erasure.addColumn('begun_at', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
  // When it began last with the first conference.
  await erasure.addColumn('pass_at', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
  await db.schema
    .createTable('erased_id')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('erased_id_pkey', ['organization_id', 'hash'])
    .modifyEnd(tableEnd)
    .execute()
}
