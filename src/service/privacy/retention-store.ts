import type { ConferenceId, EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { AuditEntry } from '../account/audit-entry.ts'

/** A run of the retention of one organization, which one server at a time has. */
export type RetentionRun = Readonly<{
  organizationId: OrganizationId
  /** Absent if the organization keeps its meetings, and only the audit log lacks what was deleted before. */
  days?: number
  /** When another server may take the run. Each batch moves it. */
  leasedUntil: EpochMs
}>

/** How many were deleted. */
export type DeletedCounts = Readonly<{ conferences: number; bookings: number }>

/** What one batch deleted. The run goes on with `run`. */
export type DeletedBatch = Readonly<{ run: RetentionRun; conferences: readonly ConferenceId[]; bookings: number }>

/** Deletes what organizations do not want to keep. */
export interface RetentionStore {
  /** Takes the runs that are due, so that no other server takes them until `now + leaseMs`. */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly RetentionRun[]>
  /**
   * Deletes in one transaction some conferences of the organization that ended before `before`, with everything that belongs
   * to them; if there is none, some bookings that were over or canceled before it and have no conference. Adds their number to
   * that of the run.
   *
   * @returns `undefined`, with nothing deleted, if another server has taken over the run or its days have changed
   */
  deleteBatch(
    run: RetentionRun,
    order: Readonly<{ before: EpochMs; leasedUntil: EpochMs }>,
  ): Promise<DeletedBatch | undefined>
  /**
   * Ends a run, and writes the entry of all that was deleted since the last one, if there was anything. In one transaction.
   *
   * @returns `false`, with nothing written, if another server has taken over the run
   */
  finish(
    run: RetentionRun,
    order: Readonly<{ nextAt: EpochMs; toEntry: (deleted: DeletedCounts) => AuditEntry }>,
  ): Promise<boolean>
}
