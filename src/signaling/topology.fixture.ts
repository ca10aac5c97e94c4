import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { openNetwork, type Network } from '../server/open-network.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'

/** One or two servers: the store of each, and what connects it to the others. The last store is closed last. */
type Topology = AsyncDisposable & Readonly<{ nodes: readonly Readonly<{ store: Store; network: Network }>[] }>

/** How the tests of test/topology choose the servers of a scenario. Without it: one server with SQLite. */
export type TopologySettings = Readonly<{
  nodes: 1 | 2
  /** A database that is copied for each scenario, and the database to connect to for that. */
  template: string
  admin: string
  redis?: string
}>

export const TOPOLOGY_VARIABLE = 'TEST_TOPOLOGY'

/** The stores and networks of the topology that the environment names. @param onError is called with the error of a listener */
export async function openTopology(onError: (error: unknown) => void): Promise<Topology> {
  const text = process.env[TOPOLOGY_VARIABLE]
  await using opened = new AsyncDisposableStack()
  const open = async (store: Store, redisUrl?: string) => {
    const deps = { passSecret: databaseName, onListenerError: onError, onRedisError: onError }
    const network = await openNetwork(redisUrl === undefined ? {} : { redisUrl }, deps)
    return { store: opened.use(store), network: opened.use(network) }
  }
  const databaseName = `scenario_${randomUUID().replaceAll('-', '')}`
  if (text === undefined) {
    const nodes = [await open(await openSqlite({ path: ':memory:' }))]
    return { nodes, ...disposing(opened.move()) }
  }
  const { redis, nodes: count, ...server } = JSON.parse(text) as TopologySettings
  const { url } = opened.use(await createScenarioDatabase(server, databaseName))
  const nodes = []
  for (let index = 0; index < count; index += 1)
    nodes.push(await open(await openPostgres({ url, maxConnections: 3 }), redis))
  return { nodes, ...disposing(opened.move()) }
}

/** A database of its own for one scenario. Disposing drops it. */
export async function createScenarioDatabase(
  { admin, template }: Pick<TopologySettings, 'admin' | 'template'>,
  name = `scenario_${randomUUID().replaceAll('-', '')}`,
): Promise<AsyncDisposable & { url: string }> {
  await execute(admin, `create database ${name} template ${template}`)
  return {
    url: admin.replace(/\/\w+\?/, `/${name}?`),
    [Symbol.asyncDispose]: () => execute(admin, `drop database ${name} with (force)`),
  }
}

async function execute(admin: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function disposing(stack: AsyncDisposableStack): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
