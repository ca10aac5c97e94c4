import { sql, type Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { SubscriptionStore } from '../service/subscription/subscription-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'

/** As `SubscriptionStore.listBlocked`. */
export async function listBlocked(
  db: Kysely<Schema>,
  id: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (subjects.length === 0) return new Map()
  const rows = await db
    .selectFrom('delivery')
    .select((eb) => ['subject', eb.fn.min<number | string>('event_id').as('first')])
    .where('subscription_id', '=', id)
    .where('state', '=', 'waiting')
    .where('subject', 'in', subjects)
    .groupBy('subject')
    .execute()
  return new Map(rows.map(({ subject, first }) => [subject, Number(first)]))
}

/**
 * Makes waiting deliveries due at `at`: all, or that of an event with those before it in its subject, which hold it back.
 *
 * @returns how many there are
 */
export async function makeDue(
  db: Kysely<Schema>,
  { id, at, eventId }: Readonly<{ id: string; at: EpochMs; eventId?: number }>,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ next_at: at })
    .where('subscription_id', '=', id)
    .where('state', '=', 'waiting')
    .$if(eventId !== undefined, (query) =>
      query.where('event_id', '<=', eventId as number).where('subject', 'in', (inner) =>
        inner
          .selectFrom('delivery')
          .select('subject')
          .where('subscription_id', '=', id)
          .where('event_id', '=', eventId as number)
          .where('state', '=', 'waiting'),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** As `SubscriptionStore.resend`, in a transaction. */
export async function resend(
  transaction: Kysely<Schema>,
  dialect: Dialect,
  { id, eventId, state, at, limit }: Parameters<SubscriptionStore['resend']>[1] & Readonly<{ id: string }>,
): Promise<number> {
  // First its row, in the same order as `settle`: otherwise the two would wait for each other.
  await sql`select id from subscription where id = ${id} ${dialect.forUpdate}`.execute(transaction)
  if (eventId !== undefined) {
    await revive(transaction, { id, at, limit, eventId })
    return makeDue(transaction, { id, at, eventId })
  }
  const waiting = state === 'dead' ? 0 : await makeDue(transaction, { id, at })
  return waiting + (state === 'waiting' ? 0 : await revive(transaction, { id, at, limit }))
}

/** Makes dead deliveries wait again, those of one event or of the oldest ones. @returns how many there were */
async function revive(
  transaction: Kysely<Schema>,
  { id, at, limit, eventId }: Readonly<{ id: string; at: EpochMs; limit: number; eventId?: number }>,
): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('delivery')
    .set({ state: 'waiting', attempts: 0, first_at: at, next_at: at })
    .where('subscription_id', '=', id)
    .where('state', '=', 'dead')
    .$if(eventId !== undefined, (query) => query.where('event_id', '=', eventId as number))
    .where('event_id', 'in', (query) =>
      query
        .selectFrom('delivery')
        .select('event_id')
        .where('subscription_id', '=', id)
        .where('state', '=', 'dead')
        .orderBy('event_id')
        .$if(eventId === undefined, (first) => first.limit(limit)),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
