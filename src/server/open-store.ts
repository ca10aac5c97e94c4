import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigError, type Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { openSqlite } from '../store/sqlite.ts'
import { InUseError, tryLock } from '../store/file-lock.ts'
import { commandLockOf, makeFolder, sqliteFileOf } from './data-folder.ts'

/** How often a server that starts looks whether a command is done with the database. */
const RETRY_MS = 100

/**
 * Opens the configured store. SQLite's data folder is created if necessary. If a command works on the data, it waits until that
 * is done, and calls `onWait` once. `isCommand`: the caller is one, and has the lock of commands.
 *
 * @throws ConfigError that tells the operator why the store cannot be opened or written
 */
export async function openStore(
  settings: Pick<Config, 'store' | 'dataFolder'>,
  { isCommand = false, onWait = () => {} }: Readonly<{ isCommand?: boolean; onWait?: () => void }> = {},
): Promise<Store> {
  try {
    await using opened = new AsyncDisposableStack()
    const store = opened.use(await open(settings, { isCommand, onWait }))
    await store.check()
    opened.move()
    return store
  } catch (cause) {
    const isPostgres = settings.store.kind === 'postgres'
    const what = isPostgres ? 'the database of ROLLCALL_DATABASE_URL' : `the data folder ${settings.dataFolder}`
    throw new ConfigError(`${what} cannot be used: ${reasonOf(cause)}`, { cause })
  }
}

async function open(
  { store, dataFolder }: Pick<Config, 'store' | 'dataFolder'>,
  { isCommand, onWait }: Readonly<{ isCommand: boolean; onWait: () => void }>,
): Promise<Store> {
  if (store.kind === 'postgres') {
    // Loaded only here: a server with SQLite does not need the client.
    const { openPostgres } = await import('../store/postgres.ts')
    return openPostgres({ url: store.url })
  }
  await makeFolder(resolve(dataFolder))
  const path = sqliteFileOf(dataFolder)
  return isCommand ? openSqlite({ path }) : openAfterCommands(path, { commandLock: commandLockOf(dataFolder), onWait })
}

async function openAfterCommands(
  path: string,
  { commandLock, onWait }: Readonly<{ commandLock: string; onWait: () => void }>,
): Promise<Store> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await openSqlite({ path })
    } catch (error) {
      if (!(error instanceof InUseError)) throw error
    }
    // With this lock no command comes in between. If the database is still in use, a server has it.
    using lock = tryLock(commandLock)
    if (lock) return await openSqlite({ path })
    if (isFirst) onWait()
    await pause(RETRY_MS)
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  // A refused connection has no message of its own, only one for each address that was tried.
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}
