import type { FastifyBaseLogger } from 'fastify'
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import { parseRingAnswer } from '../../contract/signaling/parse.ts'
import type { LobbyClientEvents, LobbyServerEvents } from '../../contract/signaling/events.ts'
import type { Refused, RingEnded } from '../../contract/signaling/types.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import type { ConferenceId } from '../conference/identity.ts'
import type { Login } from '../service/account/passes.ts'
import type { PendingCall, Ringing } from '../service/control/ringing.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import { ANSWERING, RefusedError, toRefused } from './refusal.ts'

export type LobbyNamespace = Namespace<LobbyClientEvents, LobbyServerEvents, DefaultEventsMap, Login>
export type LobbySocket = Socket<LobbyClientEvents, LobbyServerEvents, DefaultEventsMap, Login>

/** `checking` whether the person is still signed in; `ringing` on the device. */
type Ring = { state: 'checking' | 'ringing' }

/** A device on which a person can be called. */
export class LobbyConnection {
  readonly #socket: LobbySocket
  readonly #login: Login
  readonly #ringing: Ringing
  readonly #signIn: Pick<SignIn, 'isSignedIn'>
  readonly #log: FastifyBaseLogger
  readonly #track: (work: Promise<unknown>) => void
  readonly #rings = new Map<ConferenceId, Ring>()
  /** Rings that ended while the pending calls were loaded; `undefined` once they are loaded. */
  #endedWhileLoading: Set<ConferenceId> | undefined = new Set()

  /** @param deps.track receives the work that a message of the device begins; it never rejects */
  constructor(
    socket: LobbySocket,
    deps: {
      ringing: Ringing
      signIn: Pick<SignIn, 'isSignedIn'>
      log: FastifyBaseLogger
      track: (work: Promise<unknown>) => void
    },
  ) {
    this.#socket = socket
    this.#login = socket.data
    this.#ringing = deps.ringing
    this.#signIn = deps.signIn
    this.#log = deps.log
    this.#track = deps.track
    socket.on('answer', (value: unknown, done: unknown) => this.#track(this.#answer(value, done)))
  }

  /** Rings for the calls that began before the device connected. */
  async open(): Promise<void> {
    for (const call of await this.#ringing.listPending(this.#login.unionId)) {
      if (!this.#endedWhileLoading?.has(call.conferenceId)) await this.ring(call)
    }
    this.#endedWhileLoading = undefined
  }

  /** Makes the device ring. If its sign-in has ended, closes the connection instead. Never rejects. */
  async ring(call: PendingCall): Promise<void> {
    const { conferenceId, title, inviter } = call
    this.#endedWhileLoading?.delete(conferenceId)
    if (this.#rings.has(conferenceId)) return
    const ring: Ring = { state: 'checking' }
    this.#rings.set(conferenceId, ring)
    if (!(await this.closeIfSignedOut()) || this.#rings.get(conferenceId) !== ring) return
    ring.state = 'ringing'
    const message = { conferenceId, title, ...(inviter !== undefined && { inviter }) }
    // Without a timeout: its timer would outlive the connection, and a late acknowledgment has no effect.
    this.#socket.emit('ring', message, () => this.#track(this.#confirm(conferenceId)))
  }

  /** Ends the ring for a conference. The device gets a message only if it is ringing. */
  endRing(conferenceId: ConferenceId, reason: RingEnded['reason']): void {
    this.#endedWhileLoading?.add(conferenceId)
    const ring = this.#rings.get(conferenceId)
    this.#rings.delete(conferenceId)
    if (ring?.state === 'ringing') this.#socket.emit('ringEnded', { conferenceId, reason })
  }

  /**
   * Closes the connection if its sign-in has ended, or could not be checked. The client connects again by itself: it is
   * refused, or signs in again and receives the calls that still ring. Never rejects.
   *
   * @returns whether the connection stays open
   */
  async closeIfSignedOut(): Promise<boolean> {
    let isSignedIn = false
    try {
      isSignedIn = await this.#signIn.isSignedIn(this.#login)
    } catch (err) {
      this.#log.error({ err }, 'a sign-in could not be checked')
    }
    if (!isSignedIn) this.#socket.conn.close()
    return isSignedIn
  }

  async #confirm(conferenceId: ConferenceId): Promise<void> {
    try {
      await this.#ringing.confirm(conferenceId, this.#login.unionId)
    } catch (error) {
      if (error instanceof ConferenceError) return // the ring is over
      this.#log.error({ err: error }, 'a ring could not be recorded')
    }
  }

  async #answer(value: unknown, done: unknown): Promise<void> {
    const answer = (answered: { ok: true; ticket?: string } | Refused): unknown =>
      typeof done === 'function' ? done(answered) : undefined
    try {
      answer({ ok: true, ...(await this.#decide(value)) })
    } catch (error) {
      const refused = toRefused(error, this.#log, ANSWERING)
      answer(refused)
      if (refused.code === 'signed-out') this.#socket.conn.close()
    }
  }

  async #decide(value: unknown): Promise<{ ticket?: string }> {
    const parsed = parseRingAnswer(value)
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
