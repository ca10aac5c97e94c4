// Question: how many durable joins per second are possible when a thousand arrive at once, and when they arrive one by one?
// Each writes everything that a join writes, with SQLite's synchronous=FULL. Prints both as JSON, one entry per round.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConferenceId } from '../src/conference/identity.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { create, joinAs, openConductor } from './fill-database.ts'

const AT_ONCE = 1_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)

const folder = await mkdtemp(join(process.argv[2] as string, 'joins-'))
try {
  await using store = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  const conductor = openConductor(store)
  const perSecond = async (write: (id: ConferenceId) => Promise<unknown>) => {
    const id = randomBytes(12).toString('hex') as ConferenceId
    await create(conductor, id)
    const startedAt = performance.now()
    await write(id)
    return (AT_ONCE * 1_000) / (performance.now() - startedAt)
  }
  const indexes = Array.from({ length: AT_ONCE }, (_, index) => index)
  const together = (id: ConferenceId) => Promise.all(indexes.map((index) => joinAs(conductor, id, index)))
  const oneByOne = async (id: ConferenceId) => {
    for (const index of indexes) await joinAs(conductor, id, index)
  }
  await perSecond(together)
  await perSecond(oneByOne)
  const rounds: { together: number; oneByOne: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) rounds.push({ together: await perSecond(together), oneByOne: await perSecond(oneByOne) })
    else {
      const single = await perSecond(oneByOne)
      rounds.push({ together: await perSecond(together), oneByOne: single })
    }
  }
  process.stdout.write(JSON.stringify(rounds))
} finally {
  await rm(folder, { recursive: true, force: true })
}
