import { EventEmitter } from 'node:events'
import type { Socket } from 'socket.io-client'
import { LOBBY_NAMESPACE, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type {
  LobbyClientEvents,
  LobbyServerEvents,
  Refused,
  Ring,
  RingAnswer,
  RingEnded,
} from '../../contract/signaling/types.ts'
import { openConnection, whenRefused, type ConnectionRefusal } from './connection.ts'

type LobbyEvents = {
  connected: []
  ring: [Ring]
  ringEnded: [RingEnded]
  reconnecting: []
  /** The last event. */
  refused: [ConnectionRefusal]
}

/** Longest wait for the server to take an answer. */
const ANSWER_MS = 5_000

/** A device of a person who may be called. Tells the caller that it rings. */
export class LobbyClient extends EventEmitter<LobbyEvents> implements Disposable {
  readonly #socket: Socket<LobbyServerEvents, LobbyClientEvents>
  readonly #stopRetrying: () => void

  /** `signIn` gives the person's token; it is asked before each connection, since tokens expire. */
  constructor({ server, signIn }: { server: URL; signIn: () => Promise<string> }) {
    super()
    this.#socket = openConnection({ server, namespace: LOBBY_NAMESPACE }, (give) => {
      const withToken = (person: string) => give({ version: SIGNALING_VERSION, person })
      signIn().then(withToken, () => withToken('none')) // which the server refuses as signed out
    })
    this.#stopRetrying = whenRefused(this.#socket, (code) => {
      this[Symbol.dispose]()
      this.emit('refused', code)
    })
    this.#socket.on('connect', () => this.emit('connected'))
    this.#socket.on('ring', (ring, reached) => {
      reached()
      this.emit('ring', ring)
    })
    this.#socket.on('ringEnded', (ended) => this.emit('ringEnded', ended))
    this.#socket.on('disconnect', () => {
      if (this.#socket.active) this.emit('reconnecting')
    })
  }

  /** A refusal if the call is over, or could not be answered. */
  async answer(answer: RingAnswer): Promise<{ ok: true; ticket?: string } | Refused> {
    try {
      return await this.#socket.timeout(ANSWER_MS).emitWithAck('answer', answer)
    } catch {
      return { ok: false, code: 'fault' }
    }
  }

  [Symbol.dispose](): void {
    this.#stopRetrying()
    this.#socket.disconnect()
  }
}
