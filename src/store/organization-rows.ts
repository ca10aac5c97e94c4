import type { Kysely, UpdateObject } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { Organization } from '../service/account/directory-entries.ts'
import type { Schema } from './schema.ts'

/** @returns `false`, with nothing written, if there is one already */
export async function insertOrganization(db: Kysely<Schema>, organization: Organization): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('organization')
    .values(organization)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns `false` if there is no organization */
export async function updateOrganization(
  db: Kysely<Schema>,
  id: OrganizationId,
  values: UpdateObject<Schema, 'organization'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('organization')
    .set(values)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
