import { sql, type Kysely } from 'kysely'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { EpochMs } from '../conference/identity.ts'
import type {
  LatestAttempts,
  Lease,
  Outcomes,
  StoredDelivery,
  SubscriptionStore,
} from '../service/subscription/subscription-store.ts'
import type { Subscription } from '../service/subscription/subscription.ts'
import { SqlAuditStore } from './audit-store.ts'
import { BulkStatements, type Bulk } from './bulk.ts'
import { byPlace, bySubscription, firstOfSubjects, pruneDeliveries, takeDead } from './deliveries.ts'
import { listBlocked, makeDue, resend } from './due-deliveries.ts'
import { countDead, countWaiting, listLatest } from './subscription-progress.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'
import { toDeliveryRow, toStoredDelivery, toSubscription, toSubscriptionRow } from './subscription-rows.ts'
import type { DeliveryRow, SubscriptionRow } from './subscription-tables.ts'

/** Subscriptions and their deliveries in SQL. */
export class SqlSubscriptionStore implements SubscriptionStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect
  readonly #saveDeliveries: Bulk<DeliveryRow, never>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
    this.#saveDeliveries = new BulkStatements(db, dialect).upsert<DeliveryRow>(
      'delivery',
      {
        subscription_id: 'text',
        event_id: 'bigint',
        target: 'bigint',
        subject: 'text',
        state: 'text',
        attempts: 'bigint',
        first_at: 'bigint',
        next_at: 'bigint',
        last: 'text',
      },
      { key: ['subscription_id', 'event_id', 'target'], fixed: ['subject'] },
    )
  }

  insert(subscription: Subscription, limit: number, entry: AuditEntry): Promise<boolean> {
    const { organizationId, clientId, route } = subscription
    return this.#act(entry, async (transaction) => {
      await this.#dialect.lockKey(transaction, `subscriptions ${clientId}`)
      const others = await new SqlSubscriptionStore(transaction, this.#dialect).list({ organizationId, clientId })
      // Two for the same connections would send everything twice.
      const hasStream = route.way === 'stream' && others.some((other) => other.route.way === 'stream')
      if (hasStream || others.length >= limit) return false
      await transaction.insertInto('subscription').values(toUnleased(subscription)).execute()
      return true
    })
  }

  update(before: Subscription, after: Subscription, entry: AuditEntry): Promise<boolean> {
    const { way, route, types, paused } = toSubscriptionRow(after)
    const stored = toSubscriptionRow(before)
    return this.#act(entry, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('subscription')
        // The server that sends reads it anew before it goes on.
        .set({ way, route, types, paused, lease_until: 0 as EpochMs, lease_holder: '' })
        .where('id', '=', after.id)
        .where('route', '=', stored.route)
        .where('types', '=', stored.types)
        .where('paused', '=', stored.paused)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) return false
      // Whoever mends an endpoint wants to see at once what comes of it.
      const goesOn = paused === 0 && (stored.paused === 1 || stored.route !== route)
      if (goesOn) await makeDue(transaction, { id: after.id, at: entry.at })
      return true
    })
  }

  async delete(id: string, entry: AuditEntry): Promise<void> {
    await this.#act(entry, async (transaction) => {
      // First its row, in the same order as `settle`: otherwise the two would wait for each other.
      await transaction.deleteFrom('subscription').where('id', '=', id).execute()
      await transaction.deleteFrom('delivery').where('subscription_id', '=', id).execute()
    })
  }

  async find(id: string): Promise<Subscription | undefined> {
    const row = await this.#db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toSubscription(row)
  }

  async list({ organizationId, clientId }: Parameters<SubscriptionStore['list']>[0]): Promise<readonly Subscription[]> {
    const rows = await this.#db
      .selectFrom('subscription')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId as string))
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(toSubscription)
  }

  async claim({
    holder,
    now,
    leaseMs,
    streamClients,
  }: Parameters<SubscriptionStore['claim']>[0]): ReturnType<SubscriptionStore['claim']> {
    const isServed =
      streamClients.length === 0
        ? sql`way <> 'stream'`
        : sql`(way <> 'stream' or client_id in (${sql.join(streamClients)}))`
    const { rows } = await withStoreError('claim subscriptions', () =>
      sql<
        SubscriptionRow & { scopes: string }
      >`update subscription set lease_holder = ${holder}, lease_until = ${now + leaseMs}
        where paused = 0 and (lease_holder = ${holder} or lease_until <= ${now}) and ${isServed}
          and (client_id in (select client_id from app where revoked_at is null)
            or exists (select 1 from suite join suite_authorization using (suite_key)
              where suite.suite_key = subscription.client_id and suite.revoked_at is null
                and suite_authorization.organization_id = subscription.organization_id))
        returning *, coalesce((select scopes from app where app.client_id = subscription.client_id),
          (select scopes from suite where suite.suite_key = subscription.client_id)) as scopes`.execute(this.#db),
    )
    return rows.map((row) => ({ subscription: toSubscription(row), scopes: JSON.parse(row.scopes) as string[] }))
  }

  async release(leases: readonly Lease[]): Promise<void> {
    for (const { subscriptionId, holder } of leases)
      await this.#db
        .updateTable('subscription')
        .set({ lease_holder: '', lease_until: 0 as EpochMs })
        .where('id', '=', subscriptionId)
        .where('lease_holder', '=', holder)
        .execute()
  }

  countWaiting(id: string): Promise<Readonly<{ deliveries: number; subjects: number }>> {
    return countWaiting(this.#db, id)
  }

  listLatest(ids: readonly string[]): Promise<ReadonlyMap<string, LatestAttempts>> {
    return listLatest(this.#db, ids)
  }

  countDead(id: string): Promise<number> {
    return countDead(this.#db, id)
  }

  async listDue(
    id: string,
    { now, limit }: Parameters<SubscriptionStore['listDue']>[1],
  ): Promise<readonly StoredDelivery[]> {
    const { rows } = await sql<DeliveryRow>`select * ${firstOfSubjects(id)}
      and next_at <= ${now} order by next_at, event_id limit ${limit}`.execute(this.#db)
    return rows.map(toStoredDelivery)
  }

  async findNextDue(id: string): Promise<EpochMs | undefined> {
    const { rows } = await sql<{ next: EpochMs | null }>`select min(next_at) as next ${firstOfSubjects(id)}`.execute(
      this.#db,
    )
    const next = rows[0]?.next ?? null
    return next === null ? undefined : (Number(next) as EpochMs)
  }

  listBlocked(id: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return listBlocked(this.#db, id, subjects)
  }

  settle(all: readonly Outcomes[]): Promise<readonly boolean[]> {
    // What a loss of power undoes is sent again, with the same ids.
    return withStoreError('store what was sent', () =>
      this.#dialect.unsynced(this.#db, async (transaction) => {
        const settled = new Map<Outcomes, boolean>()
        const rows: DeliveryRow[] = []
        // In one order, so that no two transactions wait for each other.
        for (const outcomes of all.toSorted(bySubscription)) {
          const isHeld = await this.#moveCursor(transaction, outcomes)
          settled.set(outcomes, isHeld)
          if (!isHeld) continue
          const deliveries = outcomes.deliveries.toSorted(byPlace)
          rows.push(...deliveries.map((delivery) => toDeliveryRow(outcomes.lease.subscriptionId, delivery)))
        }
        await this.#saveDeliveries(transaction, rows)
        return all.map((outcomes) => settled.get(outcomes) === true)
      }),
    )
  }

  /** @returns `false` if the lease is not the holder's any more */
  async #moveCursor(transaction: Kysely<Schema>, { lease, cursor, latest = {} }: Outcomes): Promise<boolean> {
    const { numUpdatedRows } = await transaction
      .updateTable('subscription')
      .set({
        lease_holder: lease.holder,
        ...(cursor !== undefined && { cursor }),
        ...(latest.successAt !== undefined && { last_success: latest.successAt }),
        ...(latest.failure && { last_failure: JSON.stringify(latest.failure) }),
      })
      .where('id', '=', lease.subscriptionId)
      .where('lease_holder', '=', lease.holder)
      .where('cursor', '<=', cursor ?? Number.MAX_SAFE_INTEGER)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }

  async pageDeliveries(
    id: string,
    { state, before, limit }: Parameters<SubscriptionStore['pageDeliveries']>[1],
  ): Promise<readonly StoredDelivery[]> {
    const rows = await this.#db
      .selectFrom('delivery')
      .selectAll()
      .where('subscription_id', '=', id)
      .$if(state !== undefined, (query) => query.where('state', '=', state as StoredDelivery['state']))
      .$if(before !== undefined, (query) =>
        query.where(({ eb, or, and }) =>
          or([
            eb('event_id', '<', before?.eventId ?? 0),
            and([eb('event_id', '=', before?.eventId ?? 0), eb('target', '<', before?.isTarget ? 1 : 0)]),
          ]),
        ),
      )
      .orderBy('event_id', 'desc')
      .orderBy('target', 'desc')
      .limit(limit)
      .execute()
    return rows.map(toStoredDelivery)
  }

  resend(id: string, what: Parameters<SubscriptionStore['resend']>[1], entry: AuditEntry): Promise<number> {
    return this.#act(entry, (transaction) => resend(transaction, this.#dialect, { ...what, id }))
  }

  async noteArrival(id: string, at: EpochMs): Promise<void> {
    await withStoreError('store that a test event arrived', () =>
      this.#db.transaction().execute(async (transaction) => {
        await transaction.updateTable('subscription').set({ last_success: at }).where('id', '=', id).execute()
        await makeDue(transaction, { id, at })
      }),
    )
  }

  takeDead(ids: readonly string[], limit: number): Promise<readonly StoredDelivery[]> {
    return takeDead(this.#db, this.#dialect, { ids, limit })
  }

  prune(keep: Parameters<SubscriptionStore['prune']>[0]): Promise<void> {
    return pruneDeliveries(this.#db, keep)
  }

  #act<T>(entry: AuditEntry, work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> {
    return withStoreError('change a subscription', () =>
      this.#db.transaction().execute(async (transaction) => {
        const result = await work(transaction)
        if (result !== false && result !== 0) await new SqlAuditStore(transaction, this.#dialect).insertAll([entry])
        return result
      }),
    )
  }
}

function toUnleased(subscription: Subscription): SubscriptionRow {
  const nothing = { lease_holder: '', lease_until: 0 as EpochMs, last_success: null, last_failure: null }
  return { ...toSubscriptionRow(subscription), ...nothing }
}
