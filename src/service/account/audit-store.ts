import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { AuditAction, AuditEntry } from './audit-entry.ts'

/** Which entries are read. An absent filter matches all. */
export type AuditFilter = Readonly<{
  action?: AuditAction
  /** Id of the actor, as `actorIdOf` gives it. */
  actor?: string
  /** Id of the target. */
  target?: string
  /** From this time on. */
  from?: EpochMs
  /** Before this time. */
  to?: EpochMs
}>

/** Place of an entry among those of its organization. */
export type AuditPosition = Pick<AuditEntry, 'at' | 'id'>

export interface AuditStore {
  insert(entry: AuditEntry): Promise<void>
  /** The entries of an organization, newest first, after the position `after`. */
  list(
    organizationId: OrganizationId,
    filter: AuditFilter,
    page: Readonly<{ after?: AuditPosition; limit: number }>,
  ): Promise<readonly AuditEntry[]>
}
