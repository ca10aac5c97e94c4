import { sql, type Kysely, type QueryExecutorProvider, type RawBuilder, type Transaction } from 'kysely'
import type { CacheTrust } from '../service/cache-trust.ts'
import { toStorable } from '../../contract/text/storable.ts'
import type { RunLookup } from './postgres-lookup.ts'
import type { Schema } from './schema.ts'

/** The SQL type of a column in a bulk statement. */
export type ColumnType = 'text' | 'bigint'
type Columns = Readonly<Record<string, ColumnType>>
export type Values = Readonly<Record<string, string | number | null>>

/** What the two databases do not have in common. Everything else about a query is written once. */
export type Dialect = Readonly<{
  name: 'sqlite' | 'postgres'
  cacheTrust: CacheTrust
  /** After `select`: locks the rows against other writers until the transaction ends. */
  forUpdate: RawBuilder<unknown>
  /** After `select`: as `forUpdate`, but leaves out the rows that another writer has locked. It never waits. */
  skipLocked: RawBuilder<unknown>
  /** After a table: names the index to use, for a planner that would choose a worse one. */
  indexedBy(index: string): RawBuilder<unknown>
  /** Until the surrounding transaction ends, other processes that start wait: with migrations and the first organization. */
  lockStart(transaction: QueryExecutorProvider): Promise<void>
  /** Lets one transaction after the other run that names the same key, until it ends. */
  lockKey(transaction: QueryExecutorProvider, key: string): Promise<void>
  /** The end of `create table`: stores the rows in the order of their key, if the database can. */
  tableEnd: RawBuilder<unknown>
  /** Type of a text column that is compared byte by byte, so that a prefix is a range of its index. */
  bytewiseText: RawBuilder<unknown>
  /** A `select` that yields rows with these columns. Their values are the parameters that `parametersOf` gives. */
  select(columns: Columns): RawBuilder<unknown>
  parametersOf(columns: Columns, rows: readonly Values[]): readonly unknown[]
  /** Marks a statement that runs often and whose text never varies, so that the database plans it once per connection. */
  prepared(text: string): string
  /** Runs the work of a transaction, and overwrites what it deletes, if the database would leave it in its file. */
  overwriting<T>(work: () => Promise<T>): Promise<T>
  /** Runs a transaction whose commit does not wait for the disk. A loss of power may undo it, as a whole. */
  unsynced<T>(db: Kysely<Schema>, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>
  /** Empties the log of the database, which has what was deleted, if nobody reads from it at the moment. */
  emptyLog(db: Pick<Kysely<Schema>, 'connection'>): Promise<void>
  /** A quicker way to the database for look-ups, if there is one. */
  runLookup?: RunLookup
}>

/** Of a database that is not a file of this program. */
const NO_REMAINS: Pick<Dialect, 'overwriting' | 'emptyLog'> = {
  overwriting: (work) => work(),
  emptyLog: () => Promise.resolve(),
}

/**
 * SQLite runs a bulk statement once per row, with one parameter list per row, as `toKyselyDatabase` takes them. There is
 * no network, so this takes a third of the time of one JSON parameter (measured).
 */
export const SQLITE: Dialect = {
  name: 'sqlite',
  cacheTrust: 'until-own-write',
  forUpdate: sql``,
  skipLocked: sql``,
  indexedBy: (index) => sql`indexed by ${sql.ref(index)}`,
  // Transactions of SQLite are immediate, so no other writer can be active.
  lockStart: () => Promise.resolve(),
  lockKey: () => Promise.resolve(),
  tableEnd: sql`without rowid`,
  bytewiseText: sql`text`,
  select: (columns) => {
    const given = Object.keys(columns).map((name) => sql`${null} as ${sql.ref(name)}`)
    // Without `where`, the `on` of an upsert would be read as that of a join.
    return sql`select ${sql.join(given)} where true`
  },
  parametersOf: (columns, rows) => {
    const names = Object.keys(columns)
    return rows.map((row) => names.map((name) => storable(row[name] ?? null)))
  },
  prepared: (text) => text, // its driver prepares every statement
  unsynced: (db, work) => db.transaction().execute(work),
  ...NO_REMAINS,
}

/** The beginning of statements that PostgreSQL prepares; to the database it is a comment. */
export const PREPARED = '/* prepared */ '

/** An arbitrary number. Every Rollcall uses the same. */
const START_LOCK = 7_265_536_620

/** A bulk statement is one round trip: all rows in one JSON parameter, so that no limit on their count applies. */
export const POSTGRES: Dialect = {
  name: 'postgres',
  cacheTrust: 'when-read',
  forUpdate: sql`for update`,
  skipLocked: sql`for update skip locked`,
  indexedBy: () => sql``,
  lockStart: async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(START_LOCK)})`.execute(transaction)
  },
  lockKey: async (transaction, key) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction)
  },
  tableEnd: sql``,
  bytewiseText: sql`text collate "C"`,
  select: (columns) => {
    const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
    const typed = sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`))
    return sql`select ${names} from json_to_recordset(${null}::json) as given (${typed})`
  },
  parametersOf: (_columns, rows) => [JSON.stringify(rows, (_name, value) => storable(value))],
  prepared: (text) => `${PREPARED}${text}`,
  unsynced: (db, work) =>
    db.transaction().execute(async (transaction) => {
      await sql`set local synchronous_commit = off`.execute(transaction)
      return work(transaction)
    }),
  ...NO_REMAINS,
}

/** Without this, one text that the database cannot store would make a whole transaction fail, with the changes of others. */
function storable<T>(value: T): T | string {
  return typeof value === 'string' ? toStorable(value) : value
}
