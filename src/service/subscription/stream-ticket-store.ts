import type { EpochMs } from '../../conference/identity.ts'

/** A ticket for one stream connection. It is stored without the ticket itself. */
export type StreamTicket = Readonly<{
  ticketHash: string
  clientId: string
  /** Of the secret that the app has shown. */
  secretMark: string
  /** Names of the event types that the connection takes. `*` stands for any text. */
  eventTypes: readonly string[]
  expiresAt: EpochMs
}>

export interface StreamTicketStore {
  insert(ticket: StreamTicket): Promise<void>
  /** Gives the ticket, expired or not, and deletes it, so that one server takes it once. */
  take(ticketHash: string): Promise<StreamTicket | undefined>
  deleteExpiredBefore(instant: EpochMs): Promise<void>
}
