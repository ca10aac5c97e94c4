import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { DirectoryWriter } from '../service/account/directory-writer.ts'
import type { Schema } from './schema.ts'

/** The unionId of a deleted person. */
export async function findFormerUnionId(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  userId: string,
): Promise<UnionId | undefined> {
  const row = await db
    .selectFrom('former_user')
    .select('union_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row?.union_id
}

/** Inserts an erasure that is due at once. One of the same person that is there already stays. */
export async function insertErasure(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { unionId, userId, name, pseudonym, at }: Parameters<DirectoryWriter['insertErasure']>[0],
): Promise<void> {
  const who = { organization_id: organizationId, union_id: unionId, user_id: userId, name: name ?? null }
  await db
    .insertInto('erasure')
    .values({ ...who, pseudonym, after_start: 0 as EpochMs, after_id: '', waits: 0, next_at: at })
    .onConflict((conflict) => conflict.columns(['organization_id', 'union_id']).doNothing())
    .execute()
}
