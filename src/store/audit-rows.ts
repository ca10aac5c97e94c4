import type { Kysely } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { Schema } from './schema.ts'

/** Leaves who did what and when of the acts in deleted meetings, and to deleted bookings, but no topic and nobody else’s name. */
export async function forgetInAudit(
  transaction: Kysely<Schema>,
  organizationId: OrganizationId,
  targets: readonly string[],
): Promise<void> {
  if (targets.length === 0) return
  const rows = await transaction
    .selectFrom('audit')
    .select(['at', 'id', 'body'])
    .where('organization_id', '=', organizationId)
    .where('target', 'in', targets)
    .execute()
  for (const { at, id, body } of rows) {
    const { target, details: _, ...entry } = JSON.parse(body) as Omit<AuditEntry, 'id' | 'at'>
    const { kind, id: targetId } = target
    await transaction
      .updateTable('audit')
      .set({ body: JSON.stringify({ ...entry, target: { kind, id: targetId } }) })
      .where('organization_id', '=', organizationId)
      .where('at', '=', at)
      .where('id', '=', id)
      .execute()
  }
}
