import type { EpochMs } from '../../conference/identity.ts'
import type { Clients } from '../account/known-client.ts'
import type { OpaqueTokens } from '../account/opaque-tokens.ts'
import type { AppProof } from '../account/token-issuer.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { StreamTicket, StreamTicketStore } from './stream-ticket-store.ts'

/** An app that may have a stream connection, as long as the secret is valid that it has shown. */
export type StreamClient = Pick<StreamTicket, 'clientId' | 'secretMark' | 'eventTypes'>

const LIFE_MS = 90_000

/** Tickets for stream connections. Each opens one connection, at any server that shares the store. */
export class StreamTickets {
  readonly #clients: Clients
  readonly #store: StreamTicketStore
  readonly #tokens: OpaqueTokens
  readonly #clock: Clock

  constructor(deps: { clients: Clients; store: StreamTicketStore; tokens: OpaqueTokens; clock: Clock }) {
    this.#clients = deps.clients
    this.#store = deps.store
    this.#tokens = deps.tokens
    this.#clock = deps.clock
  }

  /** A new ticket for an app of either kind. `eventTypes`: those that the connection takes. */
  async issue(
    clientId: string,
    { eventTypes, ...proof }: AppProof & Pick<StreamTicket, 'eventTypes'>,
  ): Promise<Readonly<{ ticket: string }> | 'client-unknown' | 'too-many-tries'> {
    const client = await this.#clients.proveClient(clientId, proof)
    if (typeof client === 'string') return client
    const ticket = this.#tokens.make()
    const expiresAt = (this.#clock.now() + LIFE_MS) as EpochMs
    const { secretMark } = client
    await this.#store.insert({ ticketHash: this.#tokens.hashOf(ticket), clientId, secretMark, eventTypes, expiresAt })
    return { ticket }
  }

  /** The app whose ticket it is. `undefined` if it was taken, has expired, or the app can no longer use it. */
  async take(ticket: string): Promise<StreamClient | undefined> {
    const taken = await this.#store.take(this.#tokens.hashOf(ticket))
    if (!taken || this.#clock.now() >= taken.expiresAt) return undefined
    const { clientId, secretMark, eventTypes } = taken
    const client = { clientId, secretMark, eventTypes }
    return (await this.isValid(client)) ? client : undefined
  }

  /** Whether the app still exists, and the secret that it has shown is valid. */
  async isValid({ clientId, secretMark }: StreamClient): Promise<boolean> {
    const client = await this.#clients.findClient(clientId)
    return client?.secretMarks.includes(secretMark) === true
  }

  /** Deletes the tickets that can no longer be used. */
  async deleteExpired(): Promise<void> {
    await this.#store.deleteExpiredBefore(this.#clock.now())
  }
}
