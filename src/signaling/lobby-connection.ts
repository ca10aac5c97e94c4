import type { FastifyBaseLogger } from 'fastify'
import type { DefaultEventsMap, Socket } from 'socket.io'
import {
  parseRingAnswer,
  type LobbyClientEvents,
  type LobbyServerEvents,
  type Refused,
  type RingEnded,
} from '../../contract/signaling.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import type { ConferenceId } from '../conference/identity.ts'
import type { PendingCall, Ringing, Someone } from '../service/ringing.ts'
import { RefusedError, toRefused } from './refusal.ts'

export type LobbySocket = Socket<LobbyClientEvents, LobbyServerEvents, DefaultEventsMap, Someone>

/** One device of a person who may be called. */
export class LobbyConnection {
  readonly #socket: LobbySocket
  readonly #someone: Someone
  readonly #ringing: Ringing
  readonly #log: FastifyBaseLogger
  readonly #rings = new Set<ConferenceId>()
  /** Rings that ended while the pending ones were being looked up; afterwards nobody asks for them. */
  #over: Set<ConferenceId> | undefined = new Set()

  constructor(socket: LobbySocket, { ringing, log }: { ringing: Ringing; log: FastifyBaseLogger }) {
    this.#socket = socket
    this.#someone = socket.data
    this.#ringing = ringing
    this.#log = log
    socket.on('answer', (given: unknown, done: unknown) => void this.#answer(given, done))
  }

  /** Rings for the calls that came before the connection did. */
  async open(): Promise<void> {
    for (const call of await this.#ringing.listPending(this.#someone.unionId)) {
      if (!this.#over?.has(call.conferenceId)) this.ring(call)
    }
    this.#over = undefined
  }

  ring(call: PendingCall): void {
    const { conferenceId, title, inviter } = call
    this.#over?.delete(conferenceId)
    if (this.#rings.has(conferenceId)) return
    this.#rings.add(conferenceId)
    const ring = { conferenceId, title, ...(inviter !== undefined && { inviter }) }
    // Without a time-out: its timer would outlive the connection, and an answer that comes late is none.
    this.#socket.emit('ring', ring, () => void this.#reached(conferenceId))
  }

  endRing(conferenceId: ConferenceId, reason: RingEnded['reason']): void {
    this.#over?.add(conferenceId)
    if (this.#rings.delete(conferenceId)) this.#socket.emit('ringEnded', { conferenceId, reason })
  }

  async #reached(conferenceId: ConferenceId): Promise<void> {
    try {
      await this.#ringing.reached(conferenceId, this.#someone.unionId)
    } catch (error) {
      if (!(error instanceof ConferenceError)) toRefused(error, this.#log) // else the ring is over already
    }
  }

  async #answer(given: unknown, done: unknown): Promise<void> {
    const answer = (answered: { ok: true; ticket?: string } | Refused): unknown =>
      typeof done === 'function' ? done(answered) : undefined
    try {
      answer({ ok: true, ...(await this.#decide(given)) })
    } catch (error) {
      answer(toRefused(error, this.#log))
    }
  }

  async #decide(given: unknown): Promise<{ ticket?: string }> {
    const parsed = parseRingAnswer(given)
    if (!parsed) throw new RefusedError('malformed')
    const conferenceId = parsed.conferenceId as ConferenceId
    if (parsed.answer === 'decline') {
      await this.#ringing.decline(conferenceId, this.#someone.unionId)
      return {}
    }
    const { ticket } = await this.#ringing.accept(conferenceId, this.#someone, parsed.device)
    return { ticket }
  }
}
