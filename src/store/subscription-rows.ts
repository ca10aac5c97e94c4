import type { LatestAttempts, StoredDelivery } from '../service/subscription/subscription-store.ts'
import type { Route, Subscription } from '../service/subscription/subscription.ts'
import type { DeliveryRow, SubscriptionRow } from './subscription-tables.ts'

/** The columns of what an administrator wants. The others are about how far it is. */
type WantedRow = Omit<SubscriptionRow, 'lease_holder' | 'lease_until' | 'last_success' | 'last_failure'>

export function toSubscription(row: WantedRow): Subscription {
  return {
    id: row.id,
    organizationId: row.organization_id,
    clientId: row.client_id,
    types: JSON.parse(row.types) as Subscription['types'],
    route: JSON.parse(row.route) as Route,
    paused: row.paused === 1,
    createdAt: Number(row.created_at) as Subscription['createdAt'],
    cursor: Number(row.cursor),
  }
}

export function toSubscriptionRow(subscription: Subscription): WantedRow {
  return {
    id: subscription.id,
    organization_id: subscription.organizationId,
    client_id: subscription.clientId,
    way: subscription.route.way,
    route: JSON.stringify(subscription.route),
    types: JSON.stringify(subscription.types),
    paused: subscription.paused ? 1 : 0,
    created_at: subscription.createdAt,
    cursor: subscription.cursor,
  }
}

export function toLatestAttempts(row: Pick<SubscriptionRow, 'last_success' | 'last_failure'>): LatestAttempts {
  return {
    ...(row.last_success !== null && {
      successAt: Number(row.last_success) as NonNullable<LatestAttempts['successAt']>,
    }),
    ...(row.last_failure !== null && {
      failure: JSON.parse(row.last_failure) as NonNullable<LatestAttempts['failure']>,
    }),
  }
}

export function toStoredDelivery(row: DeliveryRow): StoredDelivery {
  return {
    eventId: Number(row.event_id),
    isTarget: row.target === 1,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    firstAt: Number(row.first_at) as StoredDelivery['firstAt'],
    nextAt: Number(row.next_at) as StoredDelivery['nextAt'],
    ...(row.last !== null && { last: JSON.parse(row.last) as NonNullable<StoredDelivery['last']> }),
  }
}

export function toDeliveryRow(subscription_id: string, delivery: StoredDelivery): DeliveryRow {
  return {
    subscription_id,
    event_id: delivery.eventId,
    target: delivery.isTarget ? 1 : 0,
    subject: delivery.subject,
    state: delivery.state,
    attempts: delivery.attempts,
    first_at: delivery.firstAt,
    next_at: delivery.nextAt,
    last: delivery.last ? JSON.stringify(delivery.last) : null,
  }
}
