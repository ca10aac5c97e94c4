import type { StoredMessage } from '../service/subscription/subscription-store.ts'
import type { Route, SubscribedType, Subscription } from '../service/subscription/subscription.ts'
import type { SubscriptionMessageRow, SubscriptionRow } from './subscription-tables.ts'

export function toSubscription(row: Omit<SubscriptionRow, 'lease_holder' | 'lease_until'>): Subscription {
  return {
    id: row.id,
    organizationId: row.organization_id,
    clientId: row.client_id,
    types: JSON.parse(row.types) as readonly SubscribedType[],
    route: JSON.parse(row.route) as Route,
    paused: row.paused === 1,
    createdAt: Number(row.created_at) as Subscription['createdAt'],
    cursor: Number(row.cursor),
  }
}

export function toSubscriptionRow(subscription: Subscription): Omit<SubscriptionRow, 'lease_holder' | 'lease_until'> {
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

export function toStoredMessage(row: SubscriptionMessageRow): StoredMessage {
  return {
    eventId: Number(row.event_id),
    isTarget: row.target === 1,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    firstAt: Number(row.first_at) as StoredMessage['firstAt'],
    nextAt: Number(row.next_at) as StoredMessage['nextAt'],
    ...(row.last !== null && { last: JSON.parse(row.last) as NonNullable<StoredMessage['last']> }),
  }
}

export function toMessageRow(subscription_id: string, message: StoredMessage): SubscriptionMessageRow {
  return {
    subscription_id,
    event_id: message.eventId,
    target: message.isTarget ? 1 : 0,
    subject: message.subject,
    state: message.state,
    attempts: message.attempts,
    first_at: message.firstAt,
    next_at: message.nextAt,
    last: message.last ? JSON.stringify(message.last) : null,
  }
}
