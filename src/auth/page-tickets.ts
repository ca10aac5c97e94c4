import { createHmac } from 'node:crypto'
import type { PageTickets } from '../service/account/page-tickets.ts'
import type { Clock } from '../service/clock-and-ids.ts'

const LIFE_MS = 7_200_000

/**
 * Tickets that need no row in the store: a keyed hash of the app and of the current two hours. `secret` is the same on every
 * server.
 */
export function hashedPageTickets(secret: string, clock: Clock): PageTickets {
  return {
    current({ clientId, organizationId }) {
      const now = clock.now()
      const period = Math.floor(now / LIFE_MS)
      const ticket = createHmac('sha256', secret).update(`${clientId}\n${organizationId}\n${period}`).digest('hex')
      return { ticket, lifeS: Math.ceil(((period + 1) * LIFE_MS - now) / 1_000) }
    },
  }
}
