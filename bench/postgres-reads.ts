// Questions:
// How close do the hot reads on PostgreSQL, where other servers may write at any time, come to a bare server?
// What does a second server that writes to the same database cost?
import { mkdtemp, writeFile } from 'node:fs/promises'
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
  const { url, paths, headers, connections } = ours.order
  const answer = await fetch(url + paths[0], { headers })
  if (answer.status !== 200) throw new Error(`${paths[0]} gave ${answer.status}`)
  const bodyFile = join(folder, 'body')
  await writeFile(bodyFile, Buffer.from(await answer.arrayBuffer()))
  const bare = await startBare(bodyFile)
  try {
    return await compare(ours, { server: bare.server, order: { url: bare.url, headers, paths: ['/'], connections } })
  } finally {
    await stop(bare.server)
  }
}
