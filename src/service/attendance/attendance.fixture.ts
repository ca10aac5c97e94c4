import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Scenario } from '../../conference/scenario.fixture.ts'
import type { AttendanceReport, PersonAttendance } from './attendance-report.ts'
import { Attendance, type AttendanceReader } from './attendance.ts'

export const ID = 'c'.repeat(24) as ConferenceId
const ACME = 'acme' as OrganizationId
export const reader = (
  name: string,
  { organizationId = ACME, admin = false, operator = false } = {},
): AttendanceReader => ({
  principal: { kind: 'person', organizationId, userId: name, name, admin, ...(operator && { operator }) },
  unionId: name as UnionId,
})
export const ADMINISTRATOR = reader('root', { admin: true })

/** Attendance over the log of a scenario. `reads`: how many events each read of the log gave. */
export function over({ log }: Pick<Scenario, 'log'>, provenUntil = 1e9) {
  const reads: number[] = []
  const service = new Attendance({
    conferences: {
      readLog: async (_id, after = 0, limit = Infinity) => {
        const part = log.slice(after, after + limit).map((event, index) => ({ seq: after + index + 1, event }))
        reads.push(part.length)
        return part
      },
    },
    bookings: { find: async () => undefined },
    provenTime: { now: () => provenUntil as EpochMs },
  })
  return { service, reads }
}

export const reportOf = (scenario: Pick<Scenario, 'log'>, provenUntil?: number) =>
  over(scenario, provenUntil).service.loadReport(ADMINISTRATOR, ID)

export const personOf = ({ people }: AttendanceReport, name: string) =>
  people.find(({ nick }) => nick === name) as PersonAttendance
