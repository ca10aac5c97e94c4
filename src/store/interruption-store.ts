import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { InterruptionStore } from '../service/conduct/interruption-store.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

/** The only row. */
const ID = 1

export class SqlInterruptionStore implements InterruptionStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async mark(at: EpochMs): Promise<void> {
    await withStoreError('note an interruption', () =>
      this.#db
        .insertInto('interruption')
        .values({ id: ID, at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }).where('interruption.at', '<', at))
        .execute(),
    )
  }

  async findLatest(): Promise<EpochMs | undefined> {
    return (await this.#db.selectFrom('interruption').select('at').where('id', '=', ID).executeTakeFirst())?.at
  }
}
