import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** One row at most: when a server was last cut off from the others. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('interruption')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
}
