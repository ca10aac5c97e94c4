import type { Due } from '../../conference/due.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'

export type Job = Readonly<{ conferenceId: ConferenceId }> & Due

export interface JobStore {
  /** Jobs due at `now` or before, earliest first. */
  listDue(now: EpochMs, limit: number): Promise<readonly Job[]>
  /** Forgets a job, unless a later one has taken its place. */
  markDone(job: Job): Promise<void>
}
