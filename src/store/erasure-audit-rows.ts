import type { Kysely } from 'kysely'
import type { ErasedPerson } from '../conference/erasure.ts'
import { actorIdOf } from '../service/account/audit-entry.ts'
import { auditWithout, type AuditContent } from '../service/privacy/erased-audit.ts'
import { contains } from './contains.ts'
import { inParts } from './in-parts.ts'
import type { AuditRow, Schema } from './schema.ts'

/** Names of one person that are looked for. */
const MAX_NAMES = 200

type Whose = Pick<ErasedPerson, 'organizationId' | 'unionId' | 'userId'>

/** Entries of the organization whose text contains an id of the person, or one of the names. Oldest first. */
export function selectNaming(db: Kysely<Schema>, who: Whose, names: readonly string[] = []) {
  const texts = [who.unionId, who.userId, ...names.slice(0, MAX_NAMES)].map((text) => JSON.stringify(text))
  return db
    .selectFrom('audit')
    .selectAll()
    .where('organization_id', '=', who.organizationId)
    .where(({ or }) => or(texts.map((text) => contains('body', text))))
    .orderBy('at')
    .orderBy('id')
}

/** Replaces the person in the audit log: what they did in any organization, and all that their own says of them. */
export async function eraseFromAudit(transaction: Kysely<Schema>, who: ErasedPerson): Promise<void> {
  const own = await selectNaming(transaction, who, who.names).execute()
  const theirs = await listOwn(transaction, [...new Set(own.map(({ target }) => target))], who)
  for (const row of own) await rewriteEntry(transaction, row, who, theirs.has(row.target))
  // What another organization says of them with their name is of their account there.
  const others = await transaction.selectFrom('organization').select('id').execute()
  for (const { id } of others) {
    if (id === who.organizationId) continue
    const rows = await transaction
      .selectFrom('audit')
      .selectAll()
      .where('organization_id', '=', id)
      .where('actor', '=', who.userId)
      .execute()
    for (const row of rows) await rewriteEntry(transaction, row, who, false)
  }
}

/** Those of the meetings and bookings that the person created. Their rows name the pseudonym by now. */
async function listOwn(
  transaction: Kysely<Schema>,
  ids: readonly string[],
  { pseudonym }: ErasedPerson,
): Promise<ReadonlySet<string>> {
  const rows = await inParts(ids, async (part) => {
    const found = await Promise.all(
      (['conference', 'booking'] as const).map((table) =>
        transaction
          .selectFrom(table)
          .select('id')
          .where('id', 'in', part as never)
          .where('creator_union_id', '=', pseudonym.unionId)
          .execute(),
      ),
    )
    return found.flat()
  })
  return new Set(rows.map(({ id }) => id))
}

async function rewriteEntry(
  transaction: Kysely<Schema>,
  row: AuditRow,
  who: ErasedPerson,
  isTheirs: boolean,
): Promise<void> {
  const entry = { ...(JSON.parse(row.body) as AuditContent), organizationId: row.organization_id }
  const { by, target, address, details } = auditWithout(entry, who, isTheirs)
  const body = { by, target, ...(address !== undefined && { address }), ...(details && { details }) }
  await transaction
    .updateTable('audit')
    .set({ actor: actorIdOf(by), target: target.id, body: JSON.stringify(body) })
    .where('organization_id', '=', row.organization_id)
    .where('at', '=', row.at)
    .where('id', '=', row.id)
    .execute()
}
