// Question: how long does the attendance of 10,000 members take, and does it take longer with many other conferences in the store?
// Takes the data folders of a small and a large store, and the id of the conference in each. Prints milliseconds of both, and
// the number of reads of the store, as JSON, one entry per round.
import { join } from 'node:path'
import type { ConferenceId, EpochMs } from '../src/conference/identity.ts'
import { Attendance } from '../src/service/attendance/attendance.ts'
import { openSqlite } from '../src/store/sqlite.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const [smallFolder = '', smallId = '', largeFolder = '', largeId = ''] = process.argv.slice(2)

await using small = await openSqlite({ path: join(smallFolder, 'rollcall.sqlite') })
await using large = await openSqlite({ path: join(largeFolder, 'rollcall.sqlite') })

async function measure({ conferences, bookings }: typeof small, id: string): Promise<{ ms: number; reads: number }> {
  let reads = 0
  const attendance = new Attendance({
    conferences: {
      readLog: (...asked) => {
        reads += 1
        return conferences.readLog(...asked)
      },
    },
    bookings,
    provenTime: { now: () => Date.now() as EpochMs },
  })
  const startedAt = performance.now()
  const reader = { principal: { kind: 'terminal', user: 'bench' } } as const
  const { people } = await attendance.loadReport(reader, id as ConferenceId)
  const ms = performance.now() - startedAt
  if (people.length !== 10_000) throw new Error(`${people.length} people`)
  return { ms, reads }
}

await measure(small, smallId)
await measure(large, largeId)
const rounds: { small: number; large: number; reads: number }[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const few = await measure(small, smallId)
  const many = await measure(large, largeId)
  rounds.push({ small: few.ms, large: many.ms, reads: many.reads })
}
process.stdout.write(JSON.stringify(rounds))
