import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Store } from './store.ts'
import { SQLITE, type Dialect } from './dialect.ts'
import { InUseError, tryLock } from './file-lock.ts'
import type { Schema } from './schema.ts'
import { NodeSqliteDialect } from './sqlite-database.ts'
import { openStore } from './store.ts'

/** SQLite's name for a database in memory. */
const IN_MEMORY = ':memory:'
const BUSY_TIMEOUT_MS = 5000

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
    const store = await openStore(new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) }), dialectOf(database))
    // Nobody else has the file, so a server that was killed still has its leases, and events would wait for their end.
    database.exec('update subscription set lease_until = 0')
    return {
      ...store,
      database,
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]()
        lock?.[Symbol.dispose]()
      },
    }
  } catch (error) {
    lock?.[Symbol.dispose]()
    throw error
  }
}

/**
 * What is deleted is overwritten, and leaves the log. For all transactions that would make joins slower. A pragma acts while it
 * is prepared, and prepared statements are cached, so both go to the database itself.
 */
function dialectOf(database: DatabaseSync): Dialect {
  return {
    ...SQLITE,
    async overwriting(work) {
      database.exec('pragma secure_delete = on')
      try {
        return await work()
      } finally {
        database.exec('pragma secure_delete = off')
      }
    },
    // No other transaction has the connection meanwhile.
    unsynced: (db, work) =>
      db.connection().execute(async (connection) => {
        database.exec('pragma synchronous = normal')
        try {
          return await connection.transaction().execute(work)
        } finally {
          database.exec('pragma synchronous = full')
        }
      }),
    // Within a transaction of somebody else it would fail. It must not wait for another process, such as a backup.
    emptyLog: (db) =>
      db.connection().execute(async () => {
        database.exec('pragma busy_timeout = 0')
        try {
          database.exec('pragma wal_checkpoint(truncate)')
        } finally {
          database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
        }
      }),
  }
}

/** SQLite takes an empty file for a new database. Here it is what a full disk or a copy that failed leaves behind. */
function refuseEmpty(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size !== 0) return
  throw new Error(`the file ${path} is empty: restore it from a backup, or delete it to begin without data`)
}

/** Keeps other processes out until it is disposed. @throws InUseError */
function lockFor(path: string): Disposable {
  const lock = tryLock(`${path}.lock`)
  if (!lock) throw new InUseError(`the data folder ${dirname(path)} is in use by another Rollcall`)
  return lock
}
