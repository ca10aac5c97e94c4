import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Store } from './store.ts'
import { POSTGRES } from './dialect.ts'
import type { Schema } from './schema.ts'
import { openStore } from './store.ts'

const DEFAULT_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 10_000

/** The store in a PostgreSQL database, which other nodes may use at the same time. */
export async function openPostgres({ url, maxConnections }: { url: string; maxConnections?: number }): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections ?? DEFAULT_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: { getTypeParser },
  })
  // A connection that breaks while idle emits an error event; without a listener it would end the process. The next query
  // gets a new connection or the error.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return openStore(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), POSTGRES)
}

/** Eight-byte integers as numbers, for this pool alone: all of ours are instants and counts, far below 2^53. */
function getTypeParser(id: number, format?: 'text' | 'binary') {
  return id === types.builtins.INT8 ? Number : types.getTypeParser(id, format ?? 'text')
}
