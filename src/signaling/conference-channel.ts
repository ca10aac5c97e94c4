import type { FastifyBaseLogger } from 'fastify'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { parseConferenceAuth, readVersion } from '../../contract/signaling/parse.ts'
import type { ClosedReason, Refused, Snapshot } from '../../contract/signaling/types.ts'
import { toActor } from '../conference/actor.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import { toPerson, type ParticipantId } from '../conference/identity.ts'
import type { Member } from '../conference/member.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Chat } from '../service/live/chat.ts'
import type { CommittedChange, CommittedConference } from '../service/conduct/committed.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Media } from '../service/live/media.ts'
import type { Presence } from '../service/conduct/presence.ts'
import type { MediaStates } from '../service/live/media-states.ts'
import { closedBy, toChange } from './change.ts'
import { everybody, everyConnection, type ConferenceNamespace, type ConferenceSocket } from './conference-socket.ts'
import type { PacketLimit } from './packet-limit.ts'
import { RefusedError, toRefused } from './refusal.ts'
import { toSnapshot } from './views.ts'

/** Rendering a roster costs as much as this many packets. */
const SNAPSHOT_COST = 20

/** The connections of sessions: lets them in, shows them what changes, notices that they live and that they go. */
export class ConferenceChannel {
  readonly #sockets: ConferenceNamespace
  readonly #conductor: Conductor
  readonly #admission: Admission
  readonly #presence: Presence
  readonly #media: Media
  readonly #stages: MediaStates
  readonly #chat: Chat
  readonly #limit: PacketLimit
  readonly #leaveWindowMs: number
  readonly #log: FastifyBaseLogger

  constructor(deps: {
    sockets: ConferenceNamespace
    conductor: Conductor
    admission: Admission
    presence: Presence
    media: Media
    stages: MediaStates
    chat: Chat
    limit: PacketLimit
    leaveWindowMs: number
    log: FastifyBaseLogger
  }) {
    this.#sockets = deps.sockets
    this.#conductor = deps.conductor
    this.#admission = deps.admission
    this.#presence = deps.presence
    this.#media = deps.media
    this.#stages = deps.stages
    this.#chat = deps.chat
    this.#limit = deps.limit
    this.#leaveWindowMs = deps.leaveWindowMs
    this.#log = deps.log
  }

  /** Shows a change to everybody in the meeting, and closes the connections of the sessions that it ended. */
  follow(change: CommittedChange): void {
    const room = everybody(change.conferenceId)
    if (!this.#sockets.adapter.rooms.has(room)) return
    this.#sockets.to(room).emit('change', toChange(change)) // encoded once, however many receive it
    for (const { participantId, reason } of closedBy(change)) this.#close(participantId, reason)
  }

  /** @throws RefusedError, ConferenceError */
  async admit(socket: ConferenceSocket): Promise<void> {
    const { auth } = socket.handshake
    const version = readVersion(auth)
    if (version !== undefined && version !== SIGNALING_VERSION) throw new RefusedError('version-unsupported')
    const shown = parseConferenceAuth(auth)
    if (!shown) throw new RefusedError('malformed')
    const entry =
      'ticket' in shown ? await this.#admission.enter(shown.ticket) : await this.#admission.resume(shown.resume)
    // Should the connection be gone by now, silence ends the session in time.
    this.#presence.beat(entry.conferenceId, entry.participantId)
    socket.data = 'seq' in shown ? { ...entry, seq: shown.seq } : entry
  }

  /** Serves a connection that was let in. Resolves once it has been welcomed. */
  async serve(socket: ConferenceSocket): Promise<void> {
    const { conferenceId, participantId } = socket.data
    const beat = () => this.#presence.beat(conferenceId, participantId)
    // Everything that arrives, the answers to our heartbeats among it; that the transport closes proves nothing.
    socket.conn.on('packet', beat)
    this.#limit.count(socket.conn, 1)
    let isGoing = false
    socket.on('away', () => (isGoing = true))
    socket.on('disconnect', (reason) => {
      socket.conn.off('packet', beat)
      this.#limit.count(socket.conn, -1)
      if (reason === 'client namespace disconnect') void this.#leave(socket)
      else if (isGoing && !this.#isConnected(participantId)) this.#presence.away(participantId)
    })
    socket.on('leave', () => void this.#leave(socket))
    socket.on('snapshot', (done: unknown) => void this.#answerSnapshot(socket, done))
    await this.#welcome(socket)
  }

  async #welcome(socket: ConferenceSocket): Promise<void> {
    const { conferenceId, participantId, key, resumeToken, seq } = socket.data
    const media = await this.#media.grant(socket.data)
    const loaded = await this.#conductor.loadCommitted(conferenceId)
    // From here on nothing waits, so no change falls between the snapshot and the first change that is shown.
    const current = this.#conductor.findFollowed(conferenceId) ?? loaded
    if (!socket.connected) return
    const member = current.members.get(key)
    if (!member?.sessions.some((session) => session.participantId === participantId)) {
      socket.emit('closed', { reason: whyEnded(current, member) })
      socket.disconnect()
      return
    }
    const invitation = this.#admission.invitation(current.head, member)
    this.#close(participantId, 'replaced')
    void socket.join([everybody(conferenceId), everyConnection(participantId)])
    socket.emit('welcome', {
      version: SIGNALING_VERSION,
      participantId,
      resumeToken,
      leaveWindowMs: this.#leaveWindowMs,
      ...(seq !== current.head.version && { snapshot: toSnapshot(current) }),
      stages: this.#stages.list(conferenceId),
      said: [...this.#chat.list(conferenceId)],
      media,
      ...(invitation && { invitation }),
    })
  }

  #isConnected(participantId: ParticipantId): boolean {
    return this.#sockets.adapter.rooms.has(everyConnection(participantId))
  }

  #close(participantId: ParticipantId, reason: ClosedReason): void {
    if (!this.#isConnected(participantId)) return
    const room = everyConnection(participantId)
    this.#sockets.to(room).emit('closed', { reason })
    this.#sockets.in(room).disconnectSockets()
  }

  async #leave({ data: { conferenceId, participantId, key } }: ConferenceSocket): Promise<void> {
    try {
      await this.#conductor.execute(conferenceId, { type: 'leave', by: toActor(toPerson(key)), participantId })
    } catch (error) {
      if (error instanceof ConferenceError) return // the conference has ended, and the session with it
      this.#log.error({ err: error }, 'a session could not be ended')
    }
  }

  async #answerSnapshot(socket: ConferenceSocket, done: unknown): Promise<void> {
    if (typeof done !== 'function') return
    this.#limit.spend(socket.conn, SNAPSHOT_COST)
    const answer = (answered: { ok: true; snapshot: Snapshot } | Refused): unknown => done(answered)
    try {
      const { conferenceId } = socket.data
      const loaded = await this.#conductor.loadCommitted(conferenceId)
      answer({ ok: true, snapshot: toSnapshot(this.#conductor.findFollowed(conferenceId) ?? loaded) })
    } catch (error) {
      answer(toRefused(error, this.#log))
    }
  }
}

/** Of a session that ended while its connection was being let in. */
function whyEnded({ head }: CommittedConference, member: Member | undefined): ClosedReason {
  if (head.endedAt !== undefined) return 'conference-ended'
  if (!member?.removed) return 'lost'
  return member.banned ? 'banned' : 'removed'
}
