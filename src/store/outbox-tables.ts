import type { BookingId, ConferenceId, EpochMs, OrganizationId } from '../conference/identity.ts'
import type { OutboxEvent } from '../service/outbox/outbox-event.ts'

/** `last_id`: of the newest event of the organization. */
export type OutboxHeadRow = { organization_id: OrganizationId; last_id: number }

/** `body` is the payload as JSON text. */
export type OutboxRow = {
  organization_id: OrganizationId
  id: number
  type: OutboxEvent['type']
  at: EpochMs
  subject: ConferenceId | BookingId | 'directory'
  client_id: string | null
  body: string
}
