import { sql, type Kysely } from 'kysely'
import type { PastChangeStore } from '../service/conduct/past-changes.ts'
import type { Schema } from './schema.ts'

/** The only row. */
const ID = 1

/** Says in SQL that ended conferences were deleted or rewritten. */
export class SqlPastChangeStore implements PastChangeStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async findRevision(): Promise<number> {
    const row = await this.#db.selectFrom('past_change').select('revision').where('id', '=', ID).executeTakeFirst()
    return Number(row?.revision ?? 0)
  }
}

/** Says so in the transaction of the change. */
export async function notePastChange(transaction: Kysely<Schema>): Promise<void> {
  await transaction
    .insertInto('past_change')
    .values({ id: ID, revision: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ revision: sql`past_change.revision + 1` }))
    .execute()
}
