// Question: 1,000 people join one conference at the same moment, half of them at each of two servers on one PostgreSQL.
// How many joins per second are that, against the same 1,000 at one server? Prints both as JSON, one entry per round.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ConferenceId } from '../src/conference/identity.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { startPostgres } from '../test/worlds/postgres.ts'
import { create, joinAs, newId, openConductor } from './fill-database.ts'

const AT_ONCE = 1_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)

/** People `from` to `to` (exclusive) join the conference at one server. */
type Joins = Readonly<{ id: ConferenceId; from: number; to: number }>

const database = process.argv[2]
if (database === undefined) await measure()
else await beServer(database)

/** Lets people join when the parent process says so. */
async function beServer(url: string): Promise<void> {
  await using store = await openPostgres({ url })
  const conductor = openConductor(store)
  process.on('message', async ({ id, from, to }: Joins) => {
    const people = Array.from({ length: to - from }, (_, index) => from + index)
    await Promise.all(people.map((index) => joinAs(conductor, id, index)))
    process.send?.('done')
  })
  process.send?.('ready')
  await once(process, 'disconnect')
}

async function measure(): Promise<void> {
  await using postgres = await startPostgres()
  const { url } = await postgres.createDatabase()
  await using store = await openPostgres({ url })
  const conductor = openConductor(store)
  const servers = [await startServer(url), await startServer(url)] as const
  const perSecond = async (count: 1 | 2) => {
    const id = newId()
    await create(conductor, id)
    const share = AT_ONCE / count
    const startedAt = performance.now()
    await Promise.all(
      servers.slice(0, count).map((server, at) => joinAt(server, { id, from: at * share, to: (at + 1) * share })),
    )
    const tookMs = performance.now() - startedAt
    const { length: stored } = (await store.conferences.readLog(id)).filter(
      ({ event }) => event.type === 'session-opened',
    )
    if (stored !== AT_ONCE) throw new Error(`${stored} of ${AT_ONCE} people joined`)
    return (AT_ONCE * 1_000) / tookMs
  }
  await perSecond(1)
  await perSecond(2)
  const rounds: { one: number; two: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) rounds.push({ two: await perSecond(2), one: await perSecond(1) })
    else rounds.push({ one: await perSecond(1), two: await perSecond(2) })
  }
  process.stdout.write(JSON.stringify(rounds))
  for (const server of servers) server.disconnect()
}

async function startServer(url: string): Promise<ChildProcess> {
  const server = fork(import.meta.filename, [url])
  await once(server, 'message')
  return server
}

async function joinAt(server: ChildProcess, joins: Joins): Promise<void> {
  const done = once(server, 'message')
  server.send(joins)
  await done
}
