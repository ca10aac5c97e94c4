import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import { toUserKey } from '../service/account/directory-entries.ts'
import type { DirectoryWriter } from '../service/account/directory-writer.ts'
import type { Schema } from './schema.ts'
import { hasUserKey } from './user-lookup.ts'

type Ids = Readonly<{ unionId: UnionId; userId: string }>
type SignIn = Readonly<{ userKey?: string; subject?: string }>

/** The unionIds of people who had this userId and were deleted. */
export async function listFormerUnionIds(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  userId: string,
): Promise<readonly UnionId[]> {
  const rows = await db
    .selectFrom('former_user')
    .select('union_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .orderBy('union_id')
    .execute()
  return rows.map(({ union_id }) => union_id)
}

/** Inserts an erasure that is due at once. One of the same person that is there already stays. */
export async function insertErasure(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { unionId, userId, name, pseudonym, at }: Parameters<DirectoryWriter['insertErasure']>[0],
): Promise<void> {
  const others = (await listNames(db, organizationId, { unionId, userId })).filter((other) => other !== name)
  const who = { organization_id: organizationId, union_id: unionId, user_id: userId, name: name ?? null }
  const names = { ...who, other_names: JSON.stringify(others) }
  const place = { after_start: 0 as EpochMs, after_id: '', waits: 0, next_at: at, begun_at: at, pass_at: at } as const
  await db
    .insertInto('erasure')
    .values({ ...names, pseudonym, ...place })
    .onConflict((conflict) => conflict.columns(['organization_id', 'union_id']).doNothing())
    .execute()
  const signIn = await findSignIn(db, organizationId, unionId)
  await db
    .insertInto('erased_id')
    .values(
      hashesOf(organizationId, { unionId, userId, ...signIn }).map((hash) => ({
        organization_id: organizationId,
        hash,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organization_id', 'hash']).doNothing())
    .execute()
}

/** The people whose erasure is not finished. */
export async function listErasures(db: Kysely<Schema>, organizationId: OrganizationId): Promise<readonly Ids[]> {
  const rows = await db
    .selectFrom('erasure')
    .select(['union_id', 'user_id'])
    .where('organization_id', '=', organizationId)
    .execute()
  return rows.map(({ union_id, user_id }) => ({ unionId: union_id, userId: user_id }))
}

/** Whether the organization erased a person who had one of the ids. */
export function wasErased(db: Kysely<Schema>, organizationId: OrganizationId, ids: Ids): Promise<boolean> {
  return hasErased(db, organizationId, ids)
}

async function hasErased(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  ids: Partial<Ids & SignIn>,
): Promise<boolean> {
  const row = await db
    .selectFrom('erased_id')
    .select('hash')
    .where('organization_id', '=', organizationId)
    .where('hash', 'in', hashesOf(organizationId, ids))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** From which nobody reads the ids. */
function hashesOf(organizationId: OrganizationId, ids: Partial<Ids & SignIn>): readonly string[] {
  return (['unionId', 'userId', 'userKey', 'subject'] as const).flatMap((kind) => {
    const id = ids[kind]
    if (id === undefined) return []
    return createHash('sha256')
      .update(JSON.stringify([organizationId, kind, id]))
      .digest('base64url')
  })
}

/** How a person who was deleted signed in at the identity provider. */
async function findSignIn(db: Kysely<Schema>, organizationId: OrganizationId, unionId: UnionId): Promise<SignIn> {
  const row = await db
    .selectFrom('former_user')
    .select(['user_key', 'subject'])
    .where('organization_id', '=', organizationId)
    .where('union_id', '=', unionId)
    .executeTakeFirst()
  if (!row) return {}
  return { userKey: row.user_key, ...(row.subject !== null && { subject: row.subject }) }
}

/** Whether somebody who was deleted or erased signed in at the identity provider as this. */
export async function wasSignIn(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { userName, subject }: Parameters<DirectoryWriter['wasSignIn']>[0],
): Promise<boolean> {
  const userKey = toUserKey(userName)
  const former = await db
    .selectFrom('former_user')
    .select('union_id')
    .where('organization_id', '=', organizationId)
    .where((eb) => eb.or([hasUserKey(eb as never, userKey), eb('subject', '=', subject)]))
    .limit(1)
    .executeTakeFirst()
  return former !== undefined || hasErased(db, organizationId, { userId: userName, userKey, subject })
}

/** What a person was called: on rosters, as who created meetings, and in the audit log. */
async function listNames(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { unionId, userId }: Ids,
): Promise<readonly string[]> {
  const nicks = await db
    .selectFrom('member')
    .innerJoin('conference', 'conference.id', 'member.conference_id')
    .select('member.nick')
    .distinct()
    .where('member.union_id', '=', unionId)
    .where('conference.organization_id', '=', organizationId)
    .execute()
  const created = await Promise.all(
    (['conference', 'booking'] as const).map((table) =>
      db
        .selectFrom(table)
        .select('creator_nick as nick')
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('creator_union_id', '=', unionId)
        .execute(),
    ),
  )
  const entries = await db
    .selectFrom('audit')
    .select('body')
    .where('organization_id', '=', organizationId)
    .where(({ eb, or }) => or([eb('target', '=', userId), eb('actor', '=', userId)]))
    .execute()
  const audited = entries.flatMap(({ body }) => {
    const { by, target, details } = JSON.parse(body) as Pick<AuditEntry, 'by' | 'target' | 'details'>
    const isTarget = target.kind === 'user' && target.id === userId
    const isActor = by.kind === 'person' && by.organizationId === organizationId && by.userId === userId
    return [...(isTarget ? [target.name, details?.['name']] : []), ...(isActor ? [by.name] : [])]
  })
  const names = [...nicks, ...created.flat()].map(({ nick }) => nick)
  return [...new Set([...names, ...audited.filter((name) => typeof name === 'string')])]
}

/** Whether any organization has or had a person with this unionId. */
export async function isUnionIdKnown(db: Kysely<Schema>, unionId: UnionId): Promise<boolean> {
  // The keys begin with the organization, so each organization is looked up.
  const row = await db
    .selectFrom('organization')
    .select('id')
    .where(({ exists, selectFrom, or }) =>
      or(
        (['user_account', 'former_user'] as const).map((table) =>
          exists(
            selectFrom(table)
              .select('user_id')
              .whereRef(`${table}.organization_id`, '=', 'organization.id')
              .where(`${table}.union_id`, '=', unionId),
          ),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
