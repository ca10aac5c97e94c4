import type { Due } from '../../conference/due.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'

/** Something to do for a conference at a time. */
export type Job = Readonly<{ conferenceId: ConferenceId }> & Due

/** A job that a server has taken to run it. `attempt` counts from 1. */
export type TakenJob = Job & Readonly<{ attempt: number }>

/** Stored jobs, until they are done. */
export interface JobStore {
  /**
   * Takes jobs that are due, earliest first. Until the lease ends, no server that uses this store gets them. After that a
   * job that is not done can be taken again.
   */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly TakenJob[]>
  /** Deletes a job, unless a later one has replaced it. */
  markDone(job: Job): Promise<void>
  /** Keeps a job from being taken before `until`, unless a later one has replaced it. */
  postpone(job: Job, until: EpochMs): Promise<void>
  /** The latest `since` of all jobs. */
  findLatestSince(): Promise<EpochMs | undefined>
}
