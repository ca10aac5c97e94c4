import type { PeerSignal } from '../../contract/signaling/media.ts'
import type { Reaction } from '../../contract/signaling/types.ts'
import type { ConferenceId, ParticipantId } from '../conference/identity.ts'
import type { Seat } from '../service/conduct/seat.ts'
import type { ChatMessage } from '../service/live/chat.ts'
import type { ChangedMediaState } from '../service/live/media-states.ts'
import type { Grade } from '../service/quality/grade.ts'
import { conferenceRoom, sessionRoom, type ConferenceNamespace } from './conference-socket.ts'

/**
 * Sends what no log records to the sockets of every process: chat, reactions, media states, quality, signals between
 * pages, and the replacement of a connection. Socket.IO's adapter delivers it. The adapter in memory knows this process
 * only; an adapter over Redis can take its place without a change here.
 */
export class ClusterFanOut {
  readonly #sockets: ConferenceNamespace

  constructor(sockets: ConferenceNamespace) {
    this.#sockets = sockets
  }

  chatMessage(id: ConferenceId, message: ChatMessage): void {
    this.#toConference(id).emit('said', message)
  }

  reaction(id: ConferenceId, reaction: { from: ParticipantId; nick: string; reaction: Reaction }): void {
    this.#toConference(id).emit('reacted', reaction)
  }

  mediaState({ conferenceId, participantId, state, turnedOff }: ChangedMediaState): void {
    const staged = { participantId, stage: state, ...(turnedOff && { turnedOff }) }
    this.#toConference(conferenceId).emit('stage', staged)
  }

  quality(id: ConferenceId, grades: Readonly<Record<string, Grade>>): void {
    this.#toConference(id).emit('quality', grades)
  }

  /** Asks one session to unmute itself. `by`: the nick of the person who asks. */
  askToUnmute(session: Omit<Seat, 'key'>, by: string): void {
    this.#toSession(session).emit('askedToUnmute', { by })
  }

  /** Passes a signal to one session. It reaches nobody if that session is not connected. */
  signal(from: ParticipantId, to: Omit<Seat, 'key'>, signal: PeerSignal): void {
    this.#toSession(to).emit('signal', { from, signal })
  }

  /** Closes the other connections of a session that continues over a new one. Call it before the new one joins the room. */
  replace(session: Omit<Seat, 'key'>): void {
    this.#toSession(session).emit('closed', { reason: 'replaced' })
    this.#sockets.in(sessionRoom(session)).disconnectSockets()
  }

  #toConference(id: ConferenceId) {
    return this.#sockets.to(conferenceRoom(id))
  }

  #toSession(session: Omit<Seat, 'key'>) {
    return this.#sockets.to(sessionRoom(session))
  }
}
