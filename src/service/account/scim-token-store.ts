import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { AuditEntry } from './audit-entry.ts'

/** With it, the company's directory changes the people of one organization. */
export type ScimToken = Readonly<{
  tokenHash: string
  organizationId: OrganizationId
  /** Names it in the audit log. Opens nothing. */
  id: string
  madeAt: EpochMs
  /** It was replaced, and is valid until then. */
  endsAt?: EpochMs
}>

export interface ScimTokenStore {
  find(tokenHash: string): Promise<ScimToken | undefined>
  /** The token of an organization, then the one that it replaced. */
  list(organizationId: OrganizationId): Promise<readonly ScimToken[]>
  /** Inserts a token. The one before is valid until `formerUntil`, and those before that one are deleted. */
  replace(token: ScimToken, formerUntil: EpochMs, entry: AuditEntry): Promise<void>
  /** Deletes all tokens of an organization. Without any, `entry` is not written. */
  deleteAll(organizationId: OrganizationId, entry: AuditEntry): Promise<void>
}
