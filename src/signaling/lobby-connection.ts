import type { FastifyBaseLogger } from 'fastify'
import type { DefaultEventsMap, Socket } from 'socket.io'
import { parseRingAnswer } from '../../contract/signaling/parse.ts'
import type { LobbyClientEvents, LobbyServerEvents, Refused, RingEnded } from '../../contract/signaling/types.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import type { ConferenceId } from '../conference/identity.ts'
import type { Login } from '../service/account/passes.ts'
import type { PendingCall, Ringing } from '../service/control/ringing.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import { RefusedError, toRefused } from './refusal.ts'

export type LobbySocket = Socket<LobbyClientEvents, LobbyServerEvents, DefaultEventsMap, Login>

/** One device of a person who may be called. */
export class LobbyConnection {
  readonly #socket: LobbySocket
  readonly #login: Login
  readonly #ringing: Ringing
  readonly #signIn: Pick<SignIn, 'isSignedIn'>
  readonly #log: FastifyBaseLogger
  /** Those that it was told of, and those of which it is still being asked whether it may be. */
  readonly #rings = new Map<ConferenceId, { isTold: boolean }>()
  /** Rings that ended while the pending ones were being looked up; afterwards nobody asks for them. */
  #over: Set<ConferenceId> | undefined = new Set()

  constructor(
    socket: LobbySocket,
    { ringing, signIn, log }: { ringing: Ringing; signIn: Pick<SignIn, 'isSignedIn'>; log: FastifyBaseLogger },
  ) {
    this.#socket = socket
    this.#login = socket.data
    this.#ringing = ringing
    this.#signIn = signIn
    this.#log = log
    socket.on('answer', (given: unknown, done: unknown) => void this.#answer(given, done))
  }

  /** Rings for the calls that came before the connection did. */
  async open(): Promise<void> {
    for (const call of await this.#ringing.listPending(this.#login.unionId)) {
      if (!this.#over?.has(call.conferenceId)) await this.ring(call)
    }
    this.#over = undefined
  }

  /** Tells of a call, unless the person is no longer signed in there; then the connection closes. Never throws. */
  async ring(call: PendingCall): Promise<void> {
    const { conferenceId, title, inviter } = call
    this.#over?.delete(conferenceId)
    if (this.#rings.has(conferenceId)) return
    const pending = { isTold: false }
    this.#rings.set(conferenceId, pending)
    if (!(await this.stayIfSignedIn()) || this.#rings.get(conferenceId) !== pending) return
    pending.isTold = true
    const ring = { conferenceId, title, ...(inviter !== undefined && { inviter }) }
    // Without a time-out: its timer would outlive the connection, and an answer that comes late is none.
    this.#socket.emit('ring', ring, () => void this.#reached(conferenceId))
  }

  endRing(conferenceId: ConferenceId, reason: RingEnded['reason']): void {
    this.#over?.add(conferenceId)
    const ring = this.#rings.get(conferenceId)
    this.#rings.delete(conferenceId)
    if (ring?.isTold) this.#socket.emit('ringEnded', { conferenceId, reason })
  }

  /**
   * Closes the connection of whoever is no longer signed in there. Its client comes again by itself: is refused then,
   * signs in anew, or hears what still rings. Never throws.
   *
   * @returns whether it stays
   */
  async stayIfSignedIn(): Promise<boolean> {
    let isSignedIn = false
    try {
      isSignedIn = await this.#signIn.isSignedIn(this.#login)
    } catch (error) {
      toRefused(error, this.#log)
    }
    if (!isSignedIn) this.#socket.conn.close()
    return isSignedIn
  }

  async #reached(conferenceId: ConferenceId): Promise<void> {
    try {
      await this.#ringing.reached(conferenceId, this.#login.unionId)
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
      const refused = toRefused(error, this.#log)
      answer(refused)
      if (refused.code === 'signed-out') this.#socket.conn.close()
    }
  }

  async #decide(given: unknown): Promise<{ ticket?: string }> {
    const parsed = parseRingAnswer(given)
    if (!parsed) throw new RefusedError('malformed')
    if (!(await this.#signIn.isSignedIn(this.#login))) throw new RefusedError('signed-out')
    const conferenceId = parsed.conferenceId as ConferenceId
    if (parsed.answer === 'decline') {
      await this.#ringing.decline(conferenceId, this.#login.unionId)
      return {}
    }
    const { ticket } = await this.#ringing.accept(conferenceId, this.#login, parsed.device)
    return { ticket }
  }
}
