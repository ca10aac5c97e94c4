import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Store } from './store.ts'
import { SQLITE } from './dialect.ts'
import type { Schema } from './schema.ts'
import { NodeSqliteDialect } from './sqlite-database.ts'
import { openStore } from './store.ts'

/** SQLite's name for a database in memory. */
const IN_MEMORY = ':memory:'
const BUSY_TIMEOUT_MS = 5000
/** SQLite's error code `SQLITE_BUSY`. */
const BUSY = 5

export type SqliteStore = Store & {
  /** The database itself, for tests only: to set its limits and to ask for query plans. */
  readonly database: DatabaseSync
}

/**
 * The store in one file, which is created if it does not exist. A commit is answered when it is on
 * disk.
 *
 * @throws if another process, or this one, has the file open, or if the file is empty
 */
export async function openSqlite({ path }: { path: string }): Promise<SqliteStore> {
  const lock = path === IN_MEMORY ? undefined : lockFor(path)
  try {
    if (lock) refuseEmpty(path)
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
    // With NORMAL, a commit that was answered could be lost when the machine loses power.
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    const store = await openStore(new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) }), SQLITE)
    return {
      ...store,
      database,
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]()
        if (lock?.isOpen) lock.close()
      },
    }
  } catch (error) {
    lock?.close()
    throw error
  }
}

/** SQLite takes an empty file for a new database. Here it is what a full disk or a copy that failed leaves behind. */
function refuseEmpty(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size !== 0) return
  throw new Error(`the file ${path} is empty: restore it from a backup, or delete it to begin without data`)
}

/** Keeps other processes out until it is closed. The operating system releases it when the process ends, even by a crash. */
function lockFor(path: string): DatabaseSync {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (cause) {
    lock.close()
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === BUSY)) throw cause
    throw new Error(`the data folder ${dirname(path)} is in use by another Rollcall`, { cause })
  }
}
