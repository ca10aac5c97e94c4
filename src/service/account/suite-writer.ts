import type { OrganizationId } from '../../conference/identity.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { Suite } from './directory-entries.ts'
import type { AppChanges } from './directory-writer.ts'

/** New values of a third-party app. An absent one stays. */
export type SuiteChanges = AppChanges & Readonly<{ authorized?: readonly OrganizationId[] }>

/** Reads and writes one third-party app within a transaction. */
export interface SuiteWriter {
  /** Not one that was revoked. */
  find(): Promise<Suite | undefined>
  /** Whether an app or a suite has or had this id. */
  isClientKnown(): Promise<boolean>
  /** Those of the organizations that exist. */
  listKnown(organizationIds: readonly OrganizationId[]): Promise<readonly OrganizationId[]>
  /** Its secret is replaced by no seed. */
  insert(suite: Suite): Promise<void>
  update(changes: SuiteChanges): Promise<void>
  record(entries: readonly AuditEntry[]): Promise<void>
}
