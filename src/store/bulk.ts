import { CompiledQuery, sql, type Kysely, type RawBuilder } from 'kysely'
import type { ColumnType, Dialect, Values } from './dialect.ts'
import type { TextRow } from './postgres-lookup.ts'
import type { Schema } from './schema.ts'
import { toStorable } from '../../contract/text/storable.ts'

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

  /** As `statement`, for reads of which only text is given. Gives text too, on the quicker way if the database has one. */
  lookup<Name extends string>(
    names: readonly Name[],
    query: (rows: RawBuilder<unknown>) => RawBuilder<SqlRow>,
  ): (rows: readonly Readonly<Record<Name, string>>[]) => Promise<readonly TextRow[]> {
    const { runLookup } = this.#dialect
    if (!runLookup) {
      const columns = Object.fromEntries(names.map((name) => [name, 'text'])) as Record<Name, 'text'>
      const find = this.statement<Record<Name, string>, SqlRow>(columns, query)
      return async (rows) => (await find(this.#db, rows)).map((row) => Object.values(row).map(toText))
    }
    const { sql: text } = query(selectArrays(names)).compile(this.#db)
    return (rows) =>
      runLookup(
        text,
        names.map((name) => rows.map((row) => toStorable(row[name]))),
      )
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

/** A row as a look-up gets it from the database. */
export type SqlRow = Readonly<Record<string, string | number | null>>

/**
 * A `select` that yields rows from one array of text for each column. PostgreSQL knows how many rows `unnest` yields, so it
 * would often plan the statement anew for each number of them.
 */
function selectArrays(names: readonly string[]): RawBuilder<unknown> {
  const arrays = names.map((_, index) => sql.raw(`$${index + 1}::text[]`))
  const columns = names.map((name, index) => sql`(${arrays[index]})[place] as ${sql.ref(name)}`)
  return sql`select ${sql.join(columns)} from generate_subscripts(${arrays[0]}, 1) as place`
}

function toText(value: string | number | null): string | null {
  return value === null ? null : String(value)
}

/** `insert into table (columns)`, to be followed by the rows. */
export function insertInto(table: keyof Schema, columns: object): RawBuilder<unknown> {
  return sql`insert into ${sql.table(table)} (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})`
}
