import { resolve } from 'node:path'
import { ConfigError, type Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { openSqlite } from '../store/sqlite.ts'
import { makeFolder, sqliteFileOf } from './data-folder.ts'

/**
 * Opens the configured store. SQLite's data folder is created if necessary.
 *
 * @throws ConfigError that tells the operator why the store cannot be opened or written
 */
export async function openStore(settings: Pick<Config, 'store' | 'dataFolder'>): Promise<Store> {
  try {
    await using opened = new AsyncDisposableStack()
    const store = opened.use(await open(settings))
    await store.check()
    opened.move()
    return store
  } catch (cause) {
    const isPostgres = settings.store.kind === 'postgres'
    const what = isPostgres ? 'the database of ROLLCALL_DATABASE_URL' : `the data folder ${settings.dataFolder}`
    throw new ConfigError(`${what} cannot be used: ${reasonOf(cause)}`, { cause })
  }
}

async function open({ store, dataFolder }: Pick<Config, 'store' | 'dataFolder'>): Promise<Store> {
  if (store.kind === 'postgres') {
    // Loaded only here: a server with SQLite does not need the client.
    const { openPostgres } = await import('../store/postgres.ts')
    return openPostgres({ url: store.url })
  }
  await makeFolder(resolve(dataFolder))
  return openSqlite({ path: sqliteFileOf(dataFolder) })
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  // A refused connection has no message of its own, only one for each address that was tried.
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}
