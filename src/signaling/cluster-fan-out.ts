import type { PeerSignal } from '../../contract/signaling/media.ts'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Seat } from '../service/conduct/seat.ts'
import type { Relay } from '../service/relay.ts'
import { sessionRoom, type ConferenceNamespace, type ConferenceSocket } from './conference-socket.ts'

type Session = Omit<Seat, 'key'>

/** A message to one session, which may be connected to any process. */
type ToSession = Readonly<{ to: Session }> &
  (
    | Readonly<{ kind: 'ask-to-unmute'; by: string }>
    | Readonly<{ kind: 'signal'; from: ParticipantId; signal: PeerSignal }>
    | Readonly<{ kind: 'replace'; admittedAt: EpochMs }>
    | Readonly<{ kind: 'find' }>
    | Readonly<{ kind: 'found' }>
  )

/** How long other servers may take to say that a session is connected to them. */
const FIND_MS = 500

/** Sends what concerns one session to its connection, in this process or another one. */
export class ClusterFanOut {
  readonly #sockets: ConferenceNamespace
  readonly #relay: (message: ToSession) => void
  /** By the rooms of sessions: who waits for the answer that one is connected. */
  readonly #searches = new Map<string, Set<() => void>>()

  constructor(sockets: ConferenceNamespace, relay: Relay) {
    this.#sockets = sockets
    this.#relay = relay.open('session', { receive: (message: ToSession) => this.#deliver(message) })
  }

  /** Asks one session to unmute itself. `by`: the nick of the person who asks. */
  askToUnmute(to: Session, by: string): void {
    this.#send({ kind: 'ask-to-unmute', to, by })
  }

  /** Passes a signal to one session. It reaches nobody if that session is not connected. */
  signal(from: ParticipantId, to: Session, signal: PeerSignal): void {
    this.#send({ kind: 'signal', from, to, signal })
  }

  /**
   * Closes the older connections of a session that continues over a new one. Call it before the new one joins the room. A
   * server that was stopped for a while may send this late: then the session has a newer connection, which stays.
   *
   * @param admittedAt when the new connection was admitted
   */
  replace(to: Session, admittedAt: EpochMs): void {
    this.#close(to, () => true)
    this.#relay({ kind: 'replace', to, admittedAt })
  }

  /** Whether any server has a connection of the session. A server that does not answer in half a second has none. */
  async isConnected(to: Session): Promise<boolean> {
    const room = sessionRoom(to)
    if (this.#sockets.adapter.rooms.has(room)) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const found = () => resolve(true)
    const searches = this.#searches.get(room) ?? new Set()
    this.#searches.set(room, searches.add(found))
    const timer = setTimeout(() => resolve(false), FIND_MS)
    this.#relay({ kind: 'find', to })
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      searches.delete(found)
      if (searches.size === 0) this.#searches.delete(room)
    }
  }

  /** A session has one live connection. If it is here, nobody else needs the message. */
  #send(message: ToSession): void {
    if (this.#sockets.adapter.rooms.has(sessionRoom(message.to))) this.#deliver(message)
    else this.#relay(message)
  }

  #deliver(message: ToSession): void {
    const room = sessionRoom(message.to)
    switch (message.kind) {
      case 'ask-to-unmute':
        return void this.#sockets.to(room).emit('askedToUnmute', { by: message.by })
      case 'signal':
        return void this.#sockets.to(room).emit('signal', { from: message.from, signal: message.signal })
      case 'replace':
        return this.#close(message.to, ({ data }) => data.admittedAt <= message.admittedAt)
      case 'find':
        if (this.#sockets.adapter.rooms.has(room)) this.#relay({ kind: 'found', to: message.to })
        return
      case 'found':
        return this.#searches.get(room)?.forEach((found) => found())
    }
  }

  #close(of: Session, isOlder: (socket: ConferenceSocket) => boolean): void {
    for (const id of this.#sockets.adapter.rooms.get(sessionRoom(of)) ?? []) {
      const socket = this.#sockets.sockets.get(id)
      if (!socket || !isOlder(socket)) continue
      socket.emit('closed', { reason: 'replaced' })
      socket.disconnect()
    }
  }
}
