import { io, type Socket } from 'socket.io-client'
import { LOBBY_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { LobbyClientEvents, LobbyServerEvents, RefusalCode, RingAnswer } from '../../contract/signaling/types.ts'
import type { LobbyListener } from '../state/calls/calls.ts'
import type { Lobby } from '../state/calls/ringing.ts'

type LobbyOptions = {
  /** Where it is mounted, with a slash at its end. */
  server: URL
  personToken: string
  listener: LobbyListener
  /** How long to wait after a refusal that will pass. */
  tryAgainMs?: number
}

const ANSWER_TIMEOUT_MS = 8_000
const TRY_AGAIN_MS = 5_000

/** Stays connected to the lobby, whatever happens on the way, until it is disposed. */
export class LobbyClient implements Lobby, Disposable {
  readonly #socket: Socket<LobbyServerEvents, LobbyClientEvents>
  readonly #tryAgainMs: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ server, personToken, listener, tryAgainMs = TRY_AGAIN_MS }: LobbyOptions) {
    this.#tryAgainMs = tryAgainMs
    this.#socket = io(new URL(LOBBY_NAMESPACE, server).href, {
      path: server.pathname.slice(0, -1) + SIGNALING_PATH,
      transports: ['websocket'],
      auth: { version: SIGNALING_VERSION, person: personToken },
      reconnectionDelay: Math.min(500, tryAgainMs),
      reconnectionDelayMax: tryAgainMs,
    })
    this.#socket.on('connect', listener.opened)
    this.#socket.on('ring', (ring, reached) => {
      reached()
      listener.rang(ring)
    })
    this.#socket.on('ringEnded', listener.ended)
    this.#socket.on('connect_error', (error: Error & { data?: { code?: RefusalCode } }) => {
      // Active: the way there failed, and it tries again by itself. Else the server has refused.
      if (this.#socket.active) return
      if (error.data?.code === 'signed-out') listener.signedOut()
      else if (error.data?.code === 'version-unsupported') listener.outdated()
      else this.#tryAgain()
    })
    this.#socket.on('disconnect', () => {
      if (!this.#socket.active) this.#tryAgain()
    })
  }

  answer(answer: RingAnswer): ReturnType<Lobby['answer']> {
    return this.#socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('answer', answer)
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#socket.off()
    this.#socket.disconnect()
  }

  #tryAgain(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#socket.connect(), this.#tryAgainMs)
  }
}
