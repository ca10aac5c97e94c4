import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteDialect, SqliteDriver, type DatabaseConnection, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

/** More than this program has statements. Only a list of values makes the text of a statement vary. */
const MAX_CACHED_STATEMENTS = 256

/** Kysely's dialect for `node:sqlite`. Closing Kysely closes `database`. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    super({ database: toKyselyDatabase(database) })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database)
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    super({ database: toKyselyDatabase(database) })
    this.#database = database
  }

  /** Immediate, so that a writer waits for the file at the start and does not fail halfway. */
  override beginTransaction(): Promise<void> {
    return this.#execute('begin immediate')
  }

  override commitTransaction(): Promise<void> {
    return this.#execute('commit')
  }

  /** After a full disk SQLite has often rolled back by itself. A second rollback would be an error. */
  override async rollbackTransaction(_connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await this.#execute('rollback')
  }

  async #execute(text: string): Promise<void> {
    this.#database.exec(text)
  }
}

/** `node:sqlite` behind Kysely's interface. Prepared statements are cached; Kysely would prepare each one again. */
function toKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: MAX_CACHED_STATEMENTS })
  return {
    close: () => {
      statements.clear()
      database.close()
    },
    prepare: (text) => {
      const cached = statements.get(text)
      if (cached) return cached
      const statement = toKyselyStatement(database.prepare(text))
      statements.set(text, statement)
      return statement
    },
  }
}

type Parameters = SQLInputValue[]

/** If the parameters are lists, the statement runs once for each list. */
function toKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) =>
      isLists(parameters)
        ? parameters.flatMap((list) => statement.all(...list))
        : statement.all(...(parameters as Parameters)),
    run: (parameters) => {
      if (!isLists(parameters)) return statement.run(...(parameters as Parameters))
      let changes = 0
      for (const list of parameters) changes += Number(statement.run(...list).changes)
      return { changes, lastInsertRowid: 0 }
    },
    iterate: (parameters) => statement.iterate(...(parameters as Parameters)),
  }
}

function isLists(parameters: readonly unknown[]): parameters is readonly Parameters[] {
  return Array.isArray(parameters[0])
}
