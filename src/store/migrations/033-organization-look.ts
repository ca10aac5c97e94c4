import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** The color and the logo of an organization. `body`: the image as base64. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema.alterTable('organization_settings').addColumn('color', 'text').execute()
  await db.schema.alterTable('organization_settings').addColumn('logo', 'text').execute()
  await db.schema
    .createTable('logo')
    .addColumn('organization_id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('logo_hash_idx').on('logo').column('hash').execute()
}
