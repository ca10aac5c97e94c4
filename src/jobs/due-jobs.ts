import { ConferenceError } from '../conference/conference-error.ts'
import { dueIntent } from '../conference/due.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { JobStore } from '../service/conduct/job-store.ts'

const MAX_AT_ONCE = 100

/**
 * Does what is due: rings that time out, hosts to be succeeded, empty conferences to end. Doing a job twice, as two
 * nodes may, changes nothing the second time.
 */
export async function runDueJobs({ conductor, jobs, clock }: { conductor: Conductor; jobs: JobStore; clock: Clock }) {
  const due = await jobs.listDue(clock.now(), MAX_AT_ONCE)
  await Promise.all(
    due.map(async (job) => {
      try {
        await conductor.execute(job.conferenceId, dueIntent(job))
      } catch (error) {
        if (!(error instanceof ConferenceError)) throw error // the conference has ended meanwhile
      }
      await jobs.markDone(job)
    }),
  )
}
