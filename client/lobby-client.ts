import type { Socket } from 'socket.io-client'
import { LOBBY_NAMESPACE, SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import type { LobbyClientEvents, LobbyServerEvents } from '../contract/signaling/events.ts'
import type { Refused, Ring, RingAnswer, RingEnded } from '../contract/signaling/types.ts'
import type { Clock } from './clock.ts'
import { openSocket, whenRefused, type Connect } from './socket.ts'

/** What a lobby connection reports. */
export type LobbyListener = Readonly<{
  /** The connection is open, or open again. The server repeats the calls that still ring. */
  opened: () => void
  /** The connection is lost. The client reconnects. */
  lost?: () => void
  rang: (ring: Ring) => void
  ended: (ended: RingEnded) => void
  /** The token is no longer valid. The client does not try again. */
  signedOut: () => void
  /** The server speaks another version. The client does not try again. */
  outdated: () => void
}>

export type LobbyClientOptions = Readonly<{
  connect: Connect
  clock: Clock
  /** Where the server is mounted. */
  server: URL
  /**
   * Gives the token of the person who can be called. Called before each connection. If it rejects, nobody is signed in,
   * and `signedOut` is called.
   */
  personToken: () => Promise<string>
  listener: LobbyListener
}>

const ANSWER_TIMEOUT_MS = 8_000
/** Slower than in a conference: after a restart of the server, every open page reconnects to the lobby. */
const RETRY_MS = { first: 500, most: 5_000 }

/** One device of a person who can be called. It stays connected to the lobby until it is disposed. */
export class LobbyClient implements Disposable {
  readonly #socket: Socket<LobbyServerEvents, LobbyClientEvents>
  readonly #clock: Clock
  readonly #stopRetrying: () => void
  #cancelReconnect = () => {}

  constructor({ connect, clock, server, personToken, listener }: LobbyClientOptions) {
    this.#clock = clock
    this.#socket = openSocket(connect, { server, namespace: LOBBY_NAMESPACE, retryMs: RETRY_MS }, (give) => {
      const withToken = (person: string) => give({ version: SIGNALING_VERSION, person })
      // 'none' is never a valid token: the server answers `signed-out`.
      personToken().then(withToken, () => withToken('none'))
    })
    const isFinal = (code: string) => code === 'signed-out' || code === 'version-unsupported'
    this.#stopRetrying = whenRefused(this.#socket, { clock, afterMs: RETRY_MS.most, isFinal }, (code) => {
      if (code === 'signed-out') listener.signedOut()
      else listener.outdated()
    })
    this.#socket.on('connect', listener.opened)
    this.#socket.on('ring', (ring, reached) => {
      reached()
      listener.rang(ring)
    })
    this.#socket.on('ringEnded', listener.ended)
    this.#socket.on('disconnect', () => {
      listener.lost?.()
      // Socket.IO does not reconnect by itself if the server closed the connection.
      if (!this.#socket.active) this.#cancelReconnect = this.#clock.wait(RETRY_MS.most, () => this.#socket.connect())
    })
  }

  /** Accepts or declines a call. @returns a ticket if it was accepted, or why not; `fault` if no answer comes in time */
  async answer(answer: RingAnswer): Promise<{ ok: true; ticket?: string } | Refused> {
    try {
      return await this.#socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('answer', answer)
    } catch {
      return { ok: false, code: 'fault' }
    }
  }

  [Symbol.dispose](): void {
    this.#stopRetrying()
    this.#cancelReconnect()
    this.#socket.off()
    this.#socket.disconnect()
  }
}
