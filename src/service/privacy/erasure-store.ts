import type { ErasedPerson } from '../../conference/erasure.ts'
import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'

/** An erasure that is not finished. One server at a time has it. `passAt`: when it began last with the first conference. */
export type ErasureRun = Readonly<{ who: ErasedPerson; leasedUntil: EpochMs; begunAt: EpochMs; passAt: EpochMs }>

/**
 * What one batch did. `rewritten`: the conferences of it that name the person no more. `isLast`: no conference is left.
 * `isWaiting`: a conference in progress names the person; it can be rewritten only after its end.
 */
export type ErasedBatch = Readonly<{
  run: ErasureRun
  rewritten: readonly ConferenceId[]
  isLast: boolean
  isWaiting: boolean
}>

/** Replaces people in what is stored by pseudonyms. Erasures begin with `DirectoryWriter.insertErasure`. */
export interface ErasureStore {
  /** Takes erasures that are not finished, so that no other server takes them until `now + leaseMs`. */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly ErasureRun[]>
  /** The same for one person, if no server has their erasure. */
  takeOne(
    account: Readonly<{ organizationId: OrganizationId; unionId: UnionId }>,
    order: Readonly<{ now: EpochMs; leaseMs: number }>,
  ): Promise<ErasureRun | undefined>
  /**
   * Rewrites in one transaction the next conferences of the organization that name the person: their logs, rosters, sessions
   * and quality.
   *
   * @returns `undefined`, with nothing written, if another server has taken over the run
   */
  rewriteBatch(
    run: ErasureRun,
    order: Readonly<{ now: EpochMs; leasedUntil: EpochMs }>,
  ): Promise<ErasedBatch | undefined>
  /** Rewrites bookings and audit log in one transaction, and deletes what else names the person. The erasure is then finished. */
  finish(run: ErasureRun, now: EpochMs): Promise<void>
  /** Lets any server go on from `at`, where this one stopped. */
  release(run: ErasureRun, at: EpochMs): Promise<void>
  /** Begins again at `at` with the first conference. */
  postpone(run: ErasureRun, at: EpochMs): Promise<void>
}
