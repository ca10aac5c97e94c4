import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { toUserKey, type User } from '../service/account/directory-entries.ts'
import type { UserLookup } from '../service/account/directory-writer.ts'
import type { Schema } from './schema.ts'
import { toUser } from './user-rows.ts'

/** The people of an organization who have what is looked up, by userId. */
export async function listUsersBy(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { by, value }: UserLookup,
): Promise<readonly User[]> {
  const users = userOf(db, organizationId).orderBy('user_id')
  const found = {
    userName: () => users.where((eb) => hasUserKey(eb, toUserKey(value))),
    externalId: () => users.where('external_id', '=', value),
    subject: () => users.where('subject', '=', value),
    email: () => users.where(sql`lower(email)`, '=', value.toLowerCase()),
  }
  return (await found[by]().execute()).map(toUser)
}

/** A server of an earlier version, which runs beside this one during an upgrade, leaves the key empty: its people sign in by userId. */
export function hasUserKey(
  eb: ExpressionBuilder<Pick<Schema, 'user_account' | 'former_user'>, 'user_account' | 'former_user'>,
  key: string,
) {
  return eb.or([eb('user_key', '=', key), eb.and([eb('user_key', '=', ''), eb(sql<string>`lower(user_id)`, '=', key)])])
}

/** The people of an organization by userId, after the first `from`, and how many there are. */
export async function pageUsersById(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { from, limit }: Readonly<{ from: number; limit: number }>,
): Promise<Readonly<{ users: readonly User[]; total: number }>> {
  const { total } = await db
    .selectFrom('user_account')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const rows = await userOf(db, organizationId).orderBy('user_id').limit(limit).offset(from).execute()
  return { users: rows.map(toUser), total: Number(total) }
}

/** Whether any organization has the person. The index begins with the organization, so each organization is looked up. */
export async function hasAccount(
  db: Kysely<Schema>,
  unionId: UnionId,
  { enabled = false }: Readonly<{ enabled?: boolean }>,
): Promise<boolean> {
  const row = await db
    .selectFrom('organization')
    .select('id')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('user_account')
          .select('user_id')
          .whereRef('user_account.organization_id', '=', 'organization.id')
          .where('union_id', '=', unionId)
          .$if(enabled, (query) => query.where('disabled_at', 'is', null)),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function userOf(db: Kysely<Schema>, organizationId: OrganizationId) {
  return db.selectFrom('user_account').selectAll().where('organization_id', '=', organizationId)
}
