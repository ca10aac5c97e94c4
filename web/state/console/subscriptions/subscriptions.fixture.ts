import type { DeliveryAnswer, ListedSubscription } from '../../../../contract/web/subscription-types.ts'

export const HOOK: ListedSubscription = {
  id: 's1',
  clientId: 'ci',
  appName: 'CI',
  appRevoked: false,
  way: 'webhook',
  url: 'https://a.example/',
  types: ['booking_change'],
  withheld: [],
  paused: false,
  createdAt: 1,
  behind: 0,
  waiting: 0,
  dead: 0,
}

export const SENT: DeliveryAnswer = {
  id: 7,
  eventId: 'acme-7-x',
  type: 'booking_change',
  state: 'delivered',
  attempts: 1,
}
