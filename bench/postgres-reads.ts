// Questions:
// How close do the hot reads on PostgreSQL, where other servers may write at any time, come to a bare server?
// What does a second server cost that writes to the same database as well?
// PostgreSQL and Redis run on either core, and the server that is not read from on the core of the load.
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConferenceId } from '../src/conference/identity.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { startPostgres } from '../test/worlds/postgres.ts'
import { startRedis } from '../test/worlds/redis.ts'
import { create, joinAs, newId, openConductor, SOMEBODY } from './fill-database.ts'
import { pin, runNode, stop } from './processes.ts'
import { compare, type Comparison, type Side } from './ratio.ts'
import { startBare, startRollcall, type RunningServer } from './rollcall-server.ts'
import type { WriteOrder } from './write.ts'

const PAGE = 128
const CALLS_PER_SECOND = 50
/** Conferences that telephones are called into while another one is read. */
const OTHERS = 50

/** What was compared, and the result. */
export type PostgresRow = Readonly<{ what: string; target: string; comparison: Comparison }>

/** Compares one server on PostgreSQL with a bare server that sends the same bytes, and two that write with one that does. */
export async function benchPostgresReads(folder: string): Promise<PostgresRow[]> {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  const { url: database } = await postgres.createDatabase()
  const [id, ...others] = await fill(database)
  const settings = { ROLLCALL_DATABASE_URL: database, ROLLCALL_REDIS_URL: redis.url }
  const start = async (name: string) => startRollcall(await mkdtemp(join(folder, name)), settings)
  const servers: RunningServer[] = []
  const rows: PostgresRow[] = []
  try {
    const running = await start('shared-')
    servers.push(running)
    const reads = [
      {
        name: `members, page of ${PAGE}`,
        path: `/v1.0/conference/videoConferences/${id}/members?nextToken=`,
        least: 0.45,
      },
      { name: 'users/lists', path: `/v1.0/conference/users/lists?unionId=${SOMEBODY}`, least: 0.4 },
    ]
    for (const { name, path, least } of reads) {
      for (const [connections, target] of [
        [16, least],
        [64, 0.6],
      ] as const) {
        const ours: Side = { server: running.server, order: { ...running, paths: [path], connections }, waits: true }
        const comparison = await againstBare(ours, folder)
        const what = `${name}, on ${postgres.kind.split(' ')[0]}, ${connections} connections`
        rows.push({ what, target: `≥ ${target.toFixed(2)}`, comparison })
      }
    }
    const second = await start('second-')
    servers.push(second)
    for (const { name, path } of reads) {
      for (const [readFrom, other, which] of [
        [running, second, 'the first'],
        [second, running, 'the second'],
      ] as const) {
        const comparison = await besideWriter({ readFrom, other, path, changing: id, others })
        rows.push({
          what: `${name}, of two servers that write ${which}, against one that writes`,
          target: '≥ 0.90',
          comparison,
        })
      }
    }
  } finally {
    for (const { server } of servers) await stop(server)
  }
  return rows
}

/**
 * Reads from one server, while it writes and the other server does so as well, against while it writes alone. Both write to
 * other conferences than the one that is read, and one of them changes that one.
 */
function besideWriter({
  readFrom,
  other,
  path,
  changing,
  others,
}: Readonly<{
  readFrom: RunningServer
  other: RunningServer
  path: string
  changing: ConferenceId
  others: readonly ConferenceId[]
}>): Promise<Comparison> {
  // The server that is read from has a core of its own.
  pin(readFrom.server.pid as number, 0)
  pin(other.server.pid as number, 1)
  const writeTo = ({ url, headers }: RunningServer, changes: Pick<WriteOrder, 'changing'>) => {
    const order: WriteOrder = { url, headers, ids: others, callsPerSecond: CALLS_PER_SECOND, ...changes }
    return runNode(['bench/write.ts', JSON.stringify(order)], 1)
  }
  const order = { ...readFrom, paths: [path], connections: 16 }
  const beside = (count: 1 | 2) => () =>
    count === 1 ? [writeTo(readFrom, { changing })] : [writeTo(readFrom, {}), writeTo(other, { changing })]
  const side = (count: 1 | 2): Side => ({ server: readFrom.server, order, waits: true, beside: beside(count) })
  return compare(side(2), side(1))
}

/** Writes a conference with a full page of people, and others that nobody has joined. */
async function fill(url: string): Promise<[ConferenceId, ...ConferenceId[]]> {
  await using store = await openPostgres({ url })
  const conductor = openConductor(store)
  const id = newId()
  const others = Array.from({ length: OTHERS }, newId)
  for (const each of [id, ...others]) await create(conductor, each)
  await Promise.all(Array.from({ length: PAGE }, (_, index) => joinAs(conductor, id, index)))
  return [id, ...others]
}

async function againstBare(ours: Side, folder: string): Promise<Comparison> {
  const bare = await startBare(ours.order, { paths: ours.order.paths, folder })
  try {
    return await compare(ours, { server: bare.server, order: { ...ours.order, url: bare.url } })
  } finally {
    await stop(bare.server)
  }
}
