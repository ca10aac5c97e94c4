// Question: how many heartbeats can a store save in a second? Each server saves those of its sessions every two seconds.
// Prints rows per second as JSON: from one writer, and from four at once.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EpochMs } from '../src/conference/identity.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import type { Store } from '../src/store/store.ts'
import { startPostgres } from '../test/worlds/postgres.ts'
import { create, joinAs, newId, openConductor } from './fill-database.ts'
import { median } from './ratio.ts'

const CONFERENCES = 1_250
const PEOPLE = 8
const IN_FLIGHT = 50
const ROUNDS = 10
const HOUR_MS = 3_600_000

const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
try {
  await using sqlite = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  const onSqlite = await measure(sqlite, [1])
  await using postgres = await startPostgres()
  await using shared = await openPostgres({ url: (await postgres.createDatabase()).url })
  console.log(JSON.stringify({ sqlite: onSqlite, [postgres.kind]: await measure(shared, [1, 4]) }))
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Rows per second, by the number of writers. */
async function measure(store: Store, writers: readonly number[]): Promise<Record<number, number>> {
  await fill(store)
  const now = Date.now()
  const open = await store.sessions.listSilent((now + HOUR_MS) as EpochMs, CONFERENCES * PEOPLE)
  let seen = now
  const measured: Record<number, number> = {}
  for (const count of writers) {
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const lastSeenAt = (seen += 1) as EpochMs
      const begun = performance.now()
      await Promise.all(
        Array.from({ length: count }, (_, writer) => {
          const own = open.filter((_session, index) => index % count === writer)
          return store.sessions.saveHeartbeats(own.map(({ participantId }) => ({ participantId, lastSeenAt })))
        }),
      )
      rates.push((open.length / (performance.now() - begun)) * 1_000)
    }
    measured[count] = Math.round(median(rates))
  }
  return measured
}

/** Lets 10,000 people join. */
async function fill(store: Store): Promise<void> {
  const conductor = openConductor(store)
  for (let first = 0; first < CONFERENCES; first += IN_FLIGHT) {
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        const id = newId()
        await create(conductor, id)
        await Promise.all(Array.from({ length: PEOPLE }, (_, index) => joinAs(conductor, id, index)))
      }),
    )
  }
}
