import type { PeerSignal } from '../../contract/signaling/media.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { Seat } from '../service/conduct/seat.ts'
import type { Relay } from '../service/relay.ts'
import { sessionRoom, type ConferenceNamespace } from './conference-socket.ts'

type Session = Omit<Seat, 'key'>

/** A message to one session, which may be connected to any process. */
type ToSession = Readonly<{ to: Session }> &
  (
    | Readonly<{ kind: 'ask-to-unmute'; by: string }>
    | Readonly<{ kind: 'signal'; from: ParticipantId; signal: PeerSignal }>
    | Readonly<{ kind: 'replace' }>
  )

/** Sends what concerns one session to its connection, in this process or another one. */
export class ClusterFanOut {
  readonly #sockets: ConferenceNamespace
  readonly #tell: (message: ToSession) => void

  constructor(sockets: ConferenceNamespace, relay: Relay) {
    this.#sockets = sockets
    this.#tell = relay.open('session', { receive: (message: ToSession) => this.#deliver(message) })
  }

  /** Asks one session to unmute itself. `by`: the nick of the person who asks. */
  askToUnmute(to: Session, by: string): void {
    this.#send({ kind: 'ask-to-unmute', to, by })
  }

  /** Passes a signal to one session. It reaches nobody if that session is not connected. */
  signal(from: ParticipantId, to: Session, signal: PeerSignal): void {
    this.#send({ kind: 'signal', from, to, signal })
  }

  /** Closes the other connections of a session that continues over a new one. Call it before the new one joins the room. */
  replace(to: Session): void {
    const message = { kind: 'replace', to } as const
    this.#deliver(message)
    this.#tell(message)
  }

  /** A session has one live connection. If it is here, nobody else needs the message. */
  #send(message: ToSession): void {
    if (this.#sockets.adapter.rooms.has(sessionRoom(message.to))) this.#deliver(message)
    else this.#tell(message)
  }

  #deliver(message: ToSession): void {
    const room = sessionRoom(message.to)
    switch (message.kind) {
      case 'ask-to-unmute':
        return void this.#sockets.to(room).emit('askedToUnmute', { by: message.by })
      case 'signal':
        return void this.#sockets.to(room).emit('signal', { from: message.from, signal: message.signal })
      case 'replace':
        this.#sockets.to(room).emit('closed', { reason: 'replaced' })
        return this.#sockets.in(room).disconnectSockets()
    }
  }
}
