import type { FastifyBaseLogger } from 'fastify'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { parseMembersRequest } from '../../contract/signaling/parse.ts'
import type { MediaGrant } from '../../contract/signaling/media.ts'
import type { ConferenceClientEvents } from '../../contract/signaling/events.ts'
import type { Closed, ClosedReason, MembersPage, Refused, Snapshot } from '../../contract/signaling/types.ts'
import { toActor } from '../conference/actor.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import { toPerson, type ParticipantId } from '../conference/identity.ts'
import type { Member } from '../conference/member.ts'
import type { CommittedConference } from '../service/conduct/committed.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Presence } from '../service/conduct/presence.ts'
import { seatedIn, type Seat } from '../service/conduct/seat.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Invitations } from '../service/entry/invitations.ts'
import type { Chat } from '../service/live/chat.ts'
import type { Media } from '../service/live/media.ts'
import type { MediaStates } from '../service/live/media-states.ts'
import type { ClientConnection } from './client-connection.ts'
import type { ClusterFanOut } from './cluster-fan-out.ts'
import { audienceRoom, conferenceRoom, sessionRoom, type ConferenceSocket } from './conference-socket.ts'
import { IN_MEETING, RefusedError, toRefused } from './refusal.ts'
import type { RequestName, SessionRequests } from './session-requests.ts'
import { toMembersPage, toSnapshot } from './roster-pages.ts'
import { audienceOf, type Shown } from './views.ts'

/** How many packets it counts for: the server renders hundreds of members. A client that loads a roster stays below. */
const SNAPSHOT_COST = 20
const PAGE_COST = 4
const GRANT_COST = 4

/**
 * `admitted`: the welcome is being prepared. `seated`: welcomed; the session sends requests and receives everything.
 * `away`: its page said that it closes or reloads. `closed`: this connection is gone.
 */
type SessionState = 'admitted' | 'seated' | 'away' | 'closed'

/** What all sessions of this process share. */
export type SessionServices = Readonly<{
  conductor: Conductor
  admission: Admission
  invitations: Pick<Invitations, 'of'>
  presence: Presence
  media: Media
  mediaStates: MediaStates
  chat: Chat
  requests: SessionRequests
  cluster: ClusterFanOut
  /** The sessions that are seated in this process. */
  seated: Map<ParticipantId, ConferenceSession>
  leaveWindowMs: number
  log: FastifyBaseLogger
}>

/** One session over one connection, from its admission until the connection closes. */
export class ConferenceSession {
  readonly #socket: ConferenceSocket
  readonly #connection: ClientConnection
  readonly #services: SessionServices
  #state: SessionState = 'admitted'
  /** The last request that changes something, until it is done or refused. */
  #latest: Promise<unknown> = Promise.resolve()

  constructor(socket: ConferenceSocket, connection: ClientConnection, services: SessionServices) {
    this.#socket = socket
    this.#connection = connection
    this.#services = services
  }

  get seat(): Seat {
    return this.#socket.data
  }

  /** Serves the connection. Resolves once the session is welcomed, or has ended or is gone before that. */
  async open(): Promise<void> {
    const { presence } = this.#services
    const { conferenceId, participantId } = this.seat
    const beat = () => presence.beat(conferenceId, participantId)
    // Every packet counts as a heartbeat, including answers to pings, but not the closing of the transport.
    this.#socket.conn.on('packet', beat)
    this.#connection.socketAdmitted()
    this.#socket.on('disconnect', (reason) => {
      this.#socket.conn.off('packet', beat)
      this.#connection.socketClosed()
      this.#disconnected(reason)
    })
    this.#socket.onAny((name: keyof ConferenceClientEvents, ...values: unknown[]) => this.#receive(name, values))
    return this.#welcome()
  }

  /** Sends the reason to the client and disconnects it. */
  close(closed: Closed): void {
    this.#socket.emit('closed', closed)
    this.#socket.disconnect()
  }

  #receive(name: keyof ConferenceClientEvents, [first, second]: readonly unknown[]): void {
    switch (name) {
      case 'leave':
        return void this.#inTurn(() => this.#leave())
      case 'away':
        this.#state = 'away'
        return
      case 'snapshot':
        return void this.#answer(first, async () => ({ snapshot: await this.#snapshot() }))
      case 'members':
        return void this.#answer(second, async () => ({ page: await this.#membersPage(first) }))
      case 'mediaGrant':
        return void this.#answer(first, async () => ({ grant: await this.#renewGrant() }))
      case 'control':
      case 'stage':
      case 'say':
      case 'react':
        return void this.#answer(second, () => this.#inTurn(() => this.#request(name, first)))
      case 'signal':
      case 'quality':
        return void this.#answer(undefined, () => this.#request(name, first))
    }
  }

  #request(name: RequestName, value: unknown): Promise<void> {
    return this.#services.requests.handle(name, value, { seat: this.seat, connection: this.#connection })
  }

  /** One after the other, in the order of arrival: a command takes as long as the store takes. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#latest.then(act)
    this.#latest = done.catch(() => {})
    return done
  }

  /** `done` is whatever the client sent in place of a callback. */
  async #answer(done: unknown, act: () => Promise<object | void>): Promise<void> {
    const answer = (answered: { ok: true } | Refused): unknown =>
      typeof done === 'function' ? done(answered) : undefined
    try {
      if (this.#state !== 'seated' && this.#state !== 'away') throw new RefusedError('malformed')
      answer({ ok: true, ...(await act()) })
    } catch (error) {
      answer(toRefused(error, this.#services.log, IN_MEETING))
    }
  }

  async #welcome(): Promise<void> {
    const { invitations, chat, cluster, leaveWindowMs, media, mediaStates, seated } = this.#services
    const { conferenceId, participantId, key, resumeToken, seq } = this.#socket.data
    const grant = await this.#mediaGrant(await this.#loadCommitted())
    const current = await this.#loadFollowed()
    // There is no `await` below, so no change is lost between the snapshot and the first change that is sent.
    if (!this.#socket.connected) return
    const member = current.members.get(key)
    if (!member?.sessions.some((session) => session.participantId === participantId)) {
      this.close({ reason: whyEnded(current, member) })
      return
    }
    const invitation = invitations.of(current.head, member)
    const full = mediaStates.camerasFull(conferenceId, current.state)
    cluster.replace(this.seat, this.#socket.data.admittedAt)
    seated.set(participantId, this)
    const audience = audienceRoom(conferenceId, audienceOf(member))
    void this.#socket.join([conferenceRoom(conferenceId), audience, sessionRoom(this.seat)])
    if (this.#state === 'admitted') this.#state = 'seated'
    this.#socket.emit('welcome', {
      version: SIGNALING_VERSION,
      participantId,
      resumeToken,
      leaveWindowMs,
      ...(seq !== current.head.version && { snapshot: toSnapshot(this.#toShown(current), member) }),
      stages: mediaStates.list(conferenceId),
      ...(full !== 'nobody' && { camerasFull: full }),
      said: [...chat.list(conferenceId)],
      media: grant,
      ...(media.isDown(current.state) && { mediaDown: true }),
      ...(invitation && { invitation }),
    })
  }

  async #snapshot(): Promise<Snapshot> {
    this.#connection.spend(SNAPSHOT_COST)
    const followed = await this.#loadFollowed()
    return toSnapshot(this.#toShown(followed), seatedIn(followed, this.seat).member)
  }

  async #membersPage(value: unknown): Promise<MembersPage> {
    const request = parseMembersRequest(value)
    if (!request) throw new RefusedError('malformed')
    this.#connection.spend(PAGE_COST)
    const followed = await this.#loadFollowed()
    return toMembersPage(followed, seatedIn(followed, this.seat).member, request)
  }

  async #renewGrant(): Promise<MediaGrant> {
    this.#connection.spend(GRANT_COST)
    const conference = await this.#loadCommitted()
    seatedIn(conference, this.seat) // refuses a session that has ended
    return this.#mediaGrant(conference)
  }

  #mediaGrant(conference: CommittedConference): Promise<MediaGrant> {
    return this.#services.media.grant({ conference, participantId: this.seat.participantId })
  }

  #loadCommitted(): Promise<CommittedConference> {
    return this.#services.conductor.loadCommitted(this.seat.conferenceId)
  }

  #toShown(conference: CommittedConference): Shown {
    const { maxAudio } = this.#services.media.limits(conference.state)
    return { ...conference, maxAudio }
  }

  /** The state that the followers have seen, so that the next change they send directly follows it. */
  async #loadFollowed(): Promise<CommittedConference> {
    const { conductor } = this.#services
    const { conferenceId } = this.seat
    const loaded = await conductor.loadCommitted(conferenceId)
    return conductor.findFollowed(conferenceId) ?? loaded
  }

  #disconnected(reason: string): void {
    const { presence, seated } = this.#services
    const { participantId } = this.seat
    const wasAway = this.#state === 'away'
    this.#state = 'closed'
    if (seated.get(participantId) === this) seated.delete(participantId)
    if (reason === 'client namespace disconnect') void this.#inTurn(() => this.#leave())
    // If the server disconnected it, the session has ended or continues over another connection.
    else if (wasAway && reason !== 'server namespace disconnect') presence.away(participantId)
  }

  async #leave(): Promise<void> {
    const { conductor, log } = this.#services
    const { conferenceId, participantId, key } = this.seat
    try {
      await conductor.execute(conferenceId, { type: 'leave', by: toActor(toPerson(key)), participantId })
    } catch (error) {
      if (error instanceof ConferenceError) return // the conference has ended, and the session with it
      log.error({ err: error }, 'a session could not be ended')
    }
  }
}

/** Why the session ended while its connection was being admitted. */
function whyEnded({ head }: CommittedConference, member: Member | undefined): ClosedReason {
  if (head.endedAt !== undefined) return 'conference-ended'
  if (!member?.removed) return 'lost'
  return member.banned ? 'banned' : 'removed'
}
