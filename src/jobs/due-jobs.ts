import { ConferenceError } from '../conference/conference-error.ts'
import { dueIntent } from '../conference/due.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { JobStore, TakenJob } from '../service/conduct/job-store.ts'
import { LEASE_MS, MAX_AT_ONCE, retryDelayMs } from './retries.ts'

type Deps = Readonly<{
  conductor: Pick<Conductor, 'execute'>
  jobs: JobStore
  clock: Clock
  /** Called with the error of each attempt that fails. */
  onError: (error: unknown, job: TakenJob) => void
}>

/**
 * Runs the jobs that are due. They end calls without an answer, replace hosts who have left, and end empty conferences. A
 * job that fails is tried again later. If a job is done twice, because its lease was too short, the second time changes
 * nothing.
 *
 * @throws the error of the store if no jobs can be taken from it
 */
export async function runDueJobs(deps: Deps): Promise<void> {
  let taken: readonly TakenJob[]
  do {
    taken = await deps.jobs.take({ now: deps.clock.now(), leaseMs: LEASE_MS, limit: MAX_AT_ONCE })
    await Promise.all(taken.map((job) => runJob(job, deps)))
  } while (taken.length === MAX_AT_ONCE)
}

async function runJob(job: TakenJob, { conductor, jobs, clock, onError }: Deps): Promise<void> {
  try {
    await conductor.execute(job.conferenceId, dueIntent(job)).catch((error: unknown) => {
      if (!(error instanceof ConferenceError)) throw error // the conference has ended meanwhile
    })
    await jobs.markDone(job)
  } catch (error) {
    onError(error, job)
    const retryAt = (clock.now() + retryDelayMs(job.attempt)) as EpochMs
    // If the store fails here too, the job is taken again when its lease ends.
    await jobs.postpone(job, retryAt).catch(() => {})
  }
}
