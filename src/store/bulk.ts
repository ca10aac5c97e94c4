import { CompiledQuery, sql, type Kysely, type RawBuilder } from 'kysely'
import type { ColumnType, Dialect, Values } from './dialect.ts'
import type { Schema } from './schema.ts'

/** Runs a statement over any number of rows, and gives the rows that it returns. */
export type Bulk<Row, Result> = (db: Kysely<Schema>, rows: readonly Row[]) => Promise<readonly Result[]>

/**
 * Statements over sets of rows, written as if the rows were a table. Their text is the same for any number of rows, so
 * it is compiled once here and prepared once in each connection. A statement names the columns that it returns: a
 * prepared `*` would fail when a newer server adds a column. Rows must not depend on one another.
 */
export class BulkStatements {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  /** `query` writes the statement around a `select` that yields the rows. It must not add parameters. */
  statement<Row extends Values, Result = never>(
    columns: Readonly<Record<keyof Row & string, ColumnType>>,
    query: (rows: RawBuilder<unknown>) => RawBuilder<Result>,
  ): Bulk<Row, Result> {
    const text = this.#dialect.prepared(query(this.#dialect.select(columns)).compile(this.#db).sql)
    return async (db, rows) => {
      if (rows.length === 0) return []
      const parameters = this.#dialect.parametersOf(columns, rows)
      return (await db.executeQuery<Result>(CompiledQuery.raw(text, [...parameters]))).rows
    }
  }

  /** Inserts; a row with the same `key` gets the new values of all columns but `key` and `fixed`. */
  upsert<Row extends Values>(
    table: keyof Schema,
    columns: Readonly<Record<keyof Row & string, ColumnType>>,
    conflict: { key: readonly (keyof Row & string)[]; fixed?: readonly (keyof Row & string)[] },
  ): Bulk<Row, never> {
    const unchanged = new Set<string>([...conflict.key, ...(conflict.fixed ?? [])])
    const changed = Object.keys(columns).filter((name) => !unchanged.has(name))
    return this.statement<Row>(
      columns,
      (rows) => sql`${insertInto(table, columns)} ${rows}
        on conflict (${sql.join(conflict.key.map((name) => sql.ref(name)))})
        do update set ${sql.join(changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`,
    )
  }
}

/** `insert into table (columns)`, to be followed by the rows. */
export function insertInto(table: keyof Schema, columns: object): RawBuilder<unknown> {
  return sql`insert into ${sql.table(table)} (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})`
}
