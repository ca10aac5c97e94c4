import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { SubscriptionStore } from '../service/subscription/subscription-store.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'

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
