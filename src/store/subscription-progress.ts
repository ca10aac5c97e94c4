import type { Kysely } from 'kysely'
import type { LatestAttempts } from '../service/subscription/subscription-store.ts'
import type { Schema } from './schema.ts'
import { toLatestAttempts } from './subscription-rows.ts'

/** How many deliveries of a subscription wait, and of how many subjects. */
export async function countWaiting(
  db: Kysely<Schema>,
  id: string,
): Promise<Readonly<{ deliveries: number; subjects: number }>> {
  const { deliveries, subjects } = await db
    .selectFrom('delivery')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('deliveries'),
      eb.fn.count<number | string>('subject').distinct().as('subjects'),
    ])
    .where('subscription_id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return { deliveries: Number(deliveries), subjects: Number(subjects) }
}

/** How many deliveries of a subscription were given up. */
export async function countDead(db: Kysely<Schema>, id: string): Promise<number> {
  const { count } = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('subscription_id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** When something last arrived at each subscription, and what last failed. */
export async function listLatest(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LatestAttempts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('subscription')
    .select(['id', 'last_success', 'last_failure'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, toLatestAttempts(row)]))
}
