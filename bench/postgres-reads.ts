// Questions:
// How close do the hot reads on PostgreSQL, where other servers may write at any time, come to a bare server?
// What does a second server that writes to the same database cost?
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConferenceId } from '../src/conference/identity.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { startPostgres } from '../test/worlds/postgres.ts'
import { create, joinAs, newId, openConductor, SOMEBODY } from './fill-database.ts'
import { stop } from './processes.ts'
import { compare, type Comparison, type Side } from './ratio.ts'
import { startBare, startRollcall } from './rollcall-server.ts'

const PAGE = 128

/** What was compared, and the result. */
export type PostgresRow = Readonly<{ what: string; target: string; comparison: Comparison }>

/** Compares one server on PostgreSQL with a bare server that sends the same bytes. */
export async function benchPostgresReads(folder: string): Promise<PostgresRow[]> {
  await using postgres = await startPostgres()
  const { url: database } = await postgres.createDatabase()
  const id = await fill(database)
  const dataFolder = await mkdtemp(join(folder, 'shared-'))
  const running = await startRollcall(dataFolder, { ROLLCALL_DATABASE_URL: database })
  const rows: PostgresRow[] = []
  try {
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
  } finally {
    await stop(running.server)
  }
  return rows
}

/** Writes one conference with a full page of people. */
async function fill(url: string): Promise<ConferenceId> {
  await using store = await openPostgres({ url })
  const conductor = openConductor(store)
  const id = newId()
  await create(conductor, id)
  await Promise.all(Array.from({ length: PAGE }, (_, index) => joinAs(conductor, id, index)))
  return id
}

async function againstBare(ours: Side, folder: string): Promise<Comparison> {
  const bare = await startBare(ours.order, { paths: ours.order.paths, folder })
  try {
    return await compare(ours, { server: bare.server, order: { ...ours.order, url: bare.url } })
  } finally {
    await stop(bare.server)
  }
}
