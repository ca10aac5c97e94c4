import { ConferenceError } from '../conference/conference-error.ts'
import { dueIntent } from '../conference/due.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { JobStore, TakenJob } from '../service/conduct/job-store.ts'

const MAX_AT_ONCE = 100
/** Far longer than a job takes. If the server that took a job is gone, another server takes it after this time. */
const LEASE_MS = 10_000
const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 5 * 60_000

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

/** 1 s after the first failed attempt, then twice as long each time, up to 5 min. */
function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS)
}
