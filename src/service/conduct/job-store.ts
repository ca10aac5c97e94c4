import type { Due } from '../../conference/due.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'

export type Job = Readonly<{ conferenceId: ConferenceId }> & Due

/** A job that was taken to be done; `attempt` counts from 1. */
export type TakenJob = Job & Readonly<{ attempt: number }>

/** Jobs that are due at a time. */
export interface JobStore {
  /**
   * Takes jobs that are due, earliest first. No server of the store gets them again before the lease ends. Then a job
   * whose server has stopped can be taken again.
   */
  take(order: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly TakenJob[]>
  /** Forgets a job, unless a later one has taken its place. */
  markDone(job: Job): Promise<void>
  /** Keeps a job from being taken before `until`, unless a later one has taken its place. */
  postpone(job: Job, until: EpochMs): Promise<void>
  /** The latest `since` of all jobs. */
  findLatestSince(): Promise<EpochMs | undefined>
}
