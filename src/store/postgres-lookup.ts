import { randomUUID } from 'node:crypto'
import type { Connection, Pool } from 'pg'

/** The columns of a row as text, in the order of the statement. */
export type TextRow = readonly (string | null)[]

/** Runs a statement whose parameters are arrays of text, and gives its rows. Rejects with the error of the database. */
export type RunLookup = (text: string, parameters: readonly (readonly string[])[]) => Promise<readonly TextRow[]>

/** By connection: the name of each statement that was prepared in it, by its text. */
type PreparedNames = WeakMap<Connection, Map<string, string>>

type Order = Readonly<{
  text: string
  values: readonly string[]
  names: PreparedNames
  onEnd: (failure: Error | undefined, rows: readonly TextRow[]) => void
}>

/**
 * Runs look-ups on the connections of a pool. Each statement is prepared once in each connection.
 *
 * This goes around Kysely, and around the query of `pg`, which asks for a description of the columns each time. Together
 * they took two thirds of the processor time of a short look-up (measured).
 */
export function createRunLookup(pool: Pool): RunLookup {
  const names: PreparedNames = new WeakMap()
  return (text, parameters) =>
    new Promise((resolve, reject) => {
      pool.connect((error, client, release) => {
        if (!client) return reject(error)
        const onEnd: Order['onEnd'] = (failure, rows) => {
          release(failure) // closes the connection after a failure: what is prepared in it is not known then
          if (failure) reject(failure)
          else resolve(rows)
        }
        client.query(new Lookup({ text, values: parameters.map(toArrayLiteral), names, onEnd }))
      })
    })
}

/** One look-up, as `pg` runs queries that are not its own: it calls `submit`, and then `handle…` for each message. */
class Lookup {
  readonly #order: Order
  readonly #rows: TextRow[] = []

  constructor(order: Order) {
    this.#order = order
  }

  submit(connection: Connection): void {
    const { values } = this.#order
    connection.stream.cork()
    connection.bind({ statement: this.#prepare(connection), values: [...values] }, true)
    connection.execute({}, true)
    connection.sync()
    connection.stream.uncork()
  }

  handleDataRow({ fields }: Readonly<{ fields: TextRow }>): void {
    this.#rows.push(fields)
  }

  handleCommandComplete(): void {
    // The rows are given when the connection is ready for the next statement.
  }

  handleReadyForQuery(): void {
    this.#order.onEnd(undefined, this.#rows)
  }

  handleError(failure: Error): void {
    this.#order.onEnd(failure, [])
  }

  #prepare(connection: Connection): string {
    const { text, names } = this.#order
    const prepared = names.get(connection) ?? new Map<string, string>()
    names.set(connection, prepared)
    const known = prepared.get(text)
    if (known !== undefined) return known
    const name = randomUUID() // programs between this one and the database may let connections share a session
    prepared.set(text, name)
    connection.parse({ text, name, types: [] }, true)
    return name
  }
}

/** The text form of an array of PostgreSQL. */
function toArrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`
}
