import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { StreamTicket, StreamTicketStore } from '../service/subscription/stream-ticket-store.ts'
import type { Schema } from './schema.ts'
import type { StreamTicketRow } from './user-token-rows.ts'

/** The tickets for stream connections, in SQL. */
export class SqlStreamTicketStore implements StreamTicketStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async insert({ ticketHash, clientId, secretMark, eventTypes, expiresAt }: StreamTicket): Promise<void> {
    await this.#db
      .insertInto('stream_ticket')
      .values({
        ticket_hash: ticketHash,
        client_id: clientId,
        secret_mark: secretMark,
        event_types: JSON.stringify(eventTypes),
        expires_at: expiresAt,
      })
      .execute()
  }

  async take(ticketHash: string): Promise<StreamTicket | undefined> {
    // Anybody can send a text that is no ticket. It must not take the lock of a writer.
    const known = this.#db.selectFrom('stream_ticket').select('ticket_hash').where('ticket_hash', '=', ticketHash)
    if (!(await known.executeTakeFirst())) return undefined
    const row = await this.#db
      .deleteFrom('stream_ticket')
      .where('ticket_hash', '=', ticketHash)
      .returningAll()
      .executeTakeFirst()
    return row && toStreamTicket(row)
  }

  async deleteExpiredBefore(instant: EpochMs): Promise<void> {
    await this.#db.deleteFrom('stream_ticket').where('expires_at', '<=', instant).execute()
  }
}

function toStreamTicket(row: StreamTicketRow): StreamTicket {
  return {
    ticketHash: row.ticket_hash,
    clientId: row.client_id,
    secretMark: row.secret_mark,
    eventTypes: JSON.parse(row.event_types) as string[],
    expiresAt: row.expires_at,
  }
}
