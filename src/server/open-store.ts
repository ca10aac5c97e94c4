import { mkdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ConfigError, type Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { openSqlite } from '../store/sqlite.ts'

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
  return openSqlite({ path: join(dataFolder, 'rollcall.sqlite') })
}

/** Not `mkdir` with `recursive`: in a folder where nothing can be created, such as `/proc`, Node tries without end. */
async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (found?.isDirectory()) return
  if (found) throw new Error(`${folder} is not a folder`)
  await makeFolder(dirname(folder))
  await mkdir(folder)
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  // A refused connection has no message of its own, only one for each address that was tried.
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}
