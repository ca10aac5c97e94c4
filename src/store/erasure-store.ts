import { sql, type Kysely } from 'kysely'
import type { ConferenceId, EpochMs } from '../conference/identity.ts'
import type { ErasedBatch, ErasureRun, ErasureStore } from '../service/privacy/erasure-store.ts'
import type { Dialect } from './dialect.ts'
import { eraseAccount, eraseFromBookings } from './erasure-account-rows.ts'
import { eraseFromAudit } from './erasure-audit-rows.ts'
import { ConferenceEraser, toErasedPerson } from './erasure-rows.ts'
import type { ErasureRow } from './privacy-rows.ts'
import { eraseFromEvents } from './outbox-rows.ts'
import { notePastChange } from './past-change-store.ts'
import { toFlag, type Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

/** Few enough for everybody else to wait unnoticed. */
const MAX_CONFERENCES = 100
const MAX_EVENTS = 3_000

/** Replaces people by pseudonyms in SQL. */
export class SqlErasureStore implements ErasureStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect
  readonly #eraser: ConferenceEraser

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
    this.#eraser = new ConferenceEraser(db, dialect)
  }

  async take({ now, leaseMs, limit }: Parameters<ErasureStore['take']>[0]): Promise<readonly ErasureRun[]> {
    const { rows } = await withStoreError('take erasures', () =>
      sql<ErasureRow>`update erasure set next_at = ${now + leaseMs} where (organization_id, union_id) in (
          select organization_id, union_id from erasure where next_at <= ${now}
          order by next_at, organization_id, union_id limit ${limit} ${this.#dialect.skipLocked})
        returning *`.execute(this.#db),
    )
    return rows.map((row) => toRun(row, (now + leaseMs) as EpochMs))
  }

  async takeOne(
    { organizationId, unionId }: Parameters<ErasureStore['takeOne']>[0],
    { now, leaseMs }: Parameters<ErasureStore['takeOne']>[1],
  ): Promise<ErasureRun | undefined> {
    const leasedUntil = (now + leaseMs) as EpochMs
    const { rows } = await withStoreError('take an erasure', () =>
      sql<ErasureRow>`update erasure set next_at = ${leasedUntil}
        where organization_id = ${organizationId} and union_id = ${unionId} and next_at <= ${now}
        returning *`.execute(this.#db),
    )
    return rows[0] && toRun(rows[0], leasedUntil)
  }

  rewriteBatch(
    run: ErasureRun,
    { now, leasedUntil }: Parameters<ErasureStore['rewriteBatch']>[1],
  ): Promise<ErasedBatch | undefined> {
    return withStoreError('rewrite meetings', () =>
      this.#overwriting(async (transaction) => {
        if (!(await move(transaction, run, { next_at: leasedUntil }))) return undefined
        const { who } = run
        const { after_start, after_id, waits, pass_at } = await loadRow(transaction, run)
        const isFirst = after_id === ''
        // Again at the end, for what is written meanwhile.
        if (isFirst) await eraseFromEvents(transaction, who)
        const page = await listConferences(transaction, run, { after_start, after_id })
        const naming = await this.#eraser.findNaming(
          transaction,
          page.map(({ id }) => id),
          who,
        )
        const rewritten: ConferenceId[] = []
        let [events, isWaiting] = [0, waits === 1]
        let last: (typeof page)[number] | undefined
        for (const conference of page) {
          if (events > MAX_EVENTS) break
          last = conference
          if (!naming.has(conference.id)) continue
          if (conference.ended_at === null) {
            isWaiting = true
            continue
          }
          await this.#eraser.rewrite(transaction, conference.id, who)
          events += Number(conference.version)
          rewritten.push(conference.id)
        }
        const next = { ...run, leasedUntil, passAt: isFirst ? now : pass_at }
        await move(transaction, next, { pass_at: next.passAt, ...(last && toPlace(last, isWaiting)) })
        if (rewritten.length > 0) await notePastChange(transaction)
        const isLast = last === page.at(-1) && page.length < MAX_CONFERENCES
        return { run: next, rewritten, isLast, isWaiting }
      }),
    )
  }

  async finish(run: ErasureRun, now: EpochMs): Promise<void> {
    await withStoreError('finish an erasure', () =>
      this.#overwriting(async (transaction) => {
        if (!(await move(transaction, run, { next_at: now }))) return
        await eraseFromBookings(transaction, this.#dialect, { who: run.who, now })
        await eraseFromEvents(transaction, run.who)
        await eraseFromAudit(transaction, run.who)
        await eraseAccount(transaction, run.who)
      }),
    )
    await withStoreError('empty the log', () => this.#dialect.emptyLog(this.#db))
  }

  async release(run: ErasureRun, at: EpochMs): Promise<void> {
    await withStoreError('release an erasure', () => move(this.#db, run, { next_at: at }))
  }

  async postpone(run: ErasureRun, at: EpochMs): Promise<void> {
    await withStoreError('postpone an erasure', () =>
      move(this.#db, run, { next_at: at, after_start: 0 as EpochMs, after_id: '', waits: 0 }),
    )
  }

  /** A transaction that leaves nothing of what it replaces. */
  #overwriting<T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute((transaction) => this.#dialect.overwriting(() => work(transaction)))
  }
}

function toRun(row: ErasureRow, leasedUntil: EpochMs): ErasureRun {
  return { who: toErasedPerson(row), leasedUntil, begunAt: row.begun_at, passAt: row.pass_at }
}

/** Changes the row of a run. @returns whether the run is still this server's */
async function move(
  db: Kysely<Schema>,
  { who, leasedUntil }: ErasureRun,
  values: Partial<ErasureRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('erasure')
    .set(values)
    .where('organization_id', '=', who.organizationId)
    .where('union_id', '=', who.unionId)
    .where('next_at', '=', leasedUntil)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How far a run has come. */
function loadRow(transaction: Kysely<Schema>, { who }: ErasureRun) {
  return transaction
    .selectFrom('erasure')
    .select(['after_start', 'after_id', 'waits', 'pass_at'])
    .where('organization_id', '=', who.organizationId)
    .where('union_id', '=', who.unionId)
    .executeTakeFirstOrThrow()
}

type Place = Pick<ErasureRow, 'after_start' | 'after_id'>

function toPlace(
  { started_at, id }: Readonly<{ started_at: EpochMs; id: string }>,
  waits: boolean,
): Place & Pick<ErasureRow, 'waits'> {
  return { after_start: started_at, after_id: id, waits: toFlag(waits) }
}

/** The next conferences of the organization after a place. */
function listConferences(transaction: Kysely<Schema>, { who }: ErasureRun, { after_start, after_id }: Place) {
  return transaction
    .selectFrom('conference')
    .select(['id', 'started_at', 'ended_at', 'version'])
    .where('organization_id', '=', who.organizationId)
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('started_at', 'id'), '>', tuple(after_start, after_id as ConferenceId)),
    )
    .orderBy('started_at')
    .orderBy('id')
    .limit(MAX_CONFERENCES)
    .execute()
}
