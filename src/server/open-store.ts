import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError, type Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'

/**
 * Opens the configured store. SQLite's data folder is created if necessary.
 *
 * @throws ConfigError that tells the operator why the store cannot be opened
 */
export async function openStore({ store, dataFolder }: Pick<Config, 'store' | 'dataFolder'>): Promise<Store> {
  try {
    if (store.kind === 'postgres') return await openPostgres({ url: store.url })
    await mkdir(dataFolder, { recursive: true })
    return await openSqlite({ path: join(dataFolder, 'rollcall.sqlite') })
  } catch (cause) {
    const what = store.kind === 'postgres' ? 'the database of ROLLCALL_DATABASE_URL' : `the data folder ${dataFolder}`
    throw new ConfigError(`${what} cannot be used: ${reasonOf(cause)}`, { cause })
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  // A refused connection has no message of its own, only one for each address that was tried.
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}
