import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Outcomes, StoredDelivery, SubscriptionStore } from '../service/subscription/subscription-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'
import { toStoredDelivery } from './subscription-rows.ts'
import type { DeliveryRow } from './subscription-tables.ts'

/** The first waiting delivery of each subject. */
export function firstOfSubjects(id: string): RawBuilder<unknown> {
  return sql`from delivery as delivery
    where subscription_id = ${id} and state = 'waiting' and not exists (
      select 1 from delivery as earlier
      where earlier.subscription_id = delivery.subscription_id and earlier.state = 'waiting'
        and earlier.subject = delivery.subject
        and (earlier.event_id < delivery.event_id
          or (earlier.event_id = delivery.event_id and earlier.target < delivery.target)))`
}

/** Deletes deliveries that succeeded or were given up, but for the latest of each subscription. */
export async function pruneDeliveries(
  db: Kysely<Schema>,
  keep: Parameters<SubscriptionStore['prune']>[0],
): Promise<void> {
  for (const state of ['delivered', 'dead'] as const)
    await withStoreError('delete old deliveries', () =>
      sql`delete from delivery where (subscription_id, event_id, target) in (
        select subscription_id, event_id, target from (
          select subscription_id, event_id, target,
            row_number() over (partition by subscription_id order by event_id desc, target desc) as place
          from delivery where state = ${state}) as old
        where place > ${keep[state]})`.execute(db),
    )
}

/** As `SubscriptionStore.takeDead`. */
export async function takeDead(
  db: Kysely<Schema>,
  dialect: Dialect,
  { ids, limit }: Readonly<{ ids: readonly string[]; limit: number }>,
): Promise<readonly StoredDelivery[]> {
  if (ids.length === 0) return []
  const { rows } = await withStoreError('take what was given up', () =>
    db.transaction().execute(async (transaction) => {
      // First their rows, as a resend does: otherwise the two would wait for each other.
      const own = sql.join(ids)
      await sql`select id from subscription where id in (${own}) order by id ${dialect.forUpdate}`.execute(transaction)
      return sql<DeliveryRow>`delete from delivery where (subscription_id, event_id, target) in (
        select subscription_id, event_id, target from delivery
        where state = 'dead' and subscription_id in (${own})
        order by event_id, target, subscription_id limit ${limit})
        returning *`.execute(transaction)
    }),
  )
  return rows.map(toStoredDelivery).toSorted(byPlace)
}

/** In the order of their events. */
export function byPlace(a: StoredDelivery, b: StoredDelivery): number {
  return a.eventId - b.eventId || Number(a.isTarget) - Number(b.isTarget)
}

/** In one order, so that no two transactions wait for each other. */
export function bySubscription({ lease: a }: Outcomes, { lease: b }: Outcomes): number {
  return a.subscriptionId < b.subscriptionId ? -1 : 1
}
