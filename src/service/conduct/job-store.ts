import type { Due } from '../../conference/due.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'

export type Job = Readonly<{ conferenceId: ConferenceId }> & Due

/** A job that was taken to be done; `attempt` counts from 1. */
export type TakenJob = Job & Readonly<{ attempt: number }>

export interface JobStore {
  /**
   * Takes jobs that are due, earliest first. Nobody else is given them before the lease ends, on any server of the
   * store: a job whose server is gone is taken again then.
   */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly TakenJob[]>
  /** Forgets a job, unless a later one has taken its place. */
  markDone(job: Job): Promise<void>
  /** Keeps a job from being taken before `until`, unless a later one has taken its place. */
  postpone(job: Job, until: EpochMs): Promise<void>
  /** The latest `since` of all jobs. */
  findLatestCause(): Promise<EpochMs | undefined>
}
