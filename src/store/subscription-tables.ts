import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { StoredDelivery } from '../service/subscription/subscription-store.ts'
import type { Route } from '../service/subscription/subscription.ts'

/**
 * `route`, `types` and `last_failure` are JSON text. `lease_holder`: the server that sends, which no other one replaces before
 * `lease_until`.
 */
export type SubscriptionRow = {
  id: string
  organization_id: OrganizationId
  client_id: string
  way: Route['way']
  route: string
  types: string
  paused: 0 | 1
  created_at: EpochMs
  cursor: number
  lease_holder: string
  lease_until: EpochMs
  last_success: EpochMs | null
  last_failure: string | null
}

/** `last`: what came of the last attempt, as JSON text. */
export type DeliveryRow = {
  subscription_id: string
  event_id: number
  target: 0 | 1
  subject: string
  state: StoredDelivery['state']
  attempts: number
  first_at: EpochMs
  next_at: EpochMs
  last: string | null
}
