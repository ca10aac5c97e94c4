import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { parseConferenceAuth, readVersion } from '../../contract/signaling/parse.ts'
import type { ConferenceAuth } from '../../contract/signaling/types.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { Follower } from '../service/conduct/feed.ts'
import type { Relay } from '../service/relay.ts'
import type { Interruption } from '../service/live/media.ts'
import type { AdmittedSession } from '../service/entry/admission.ts'
import { closedBy, toChange } from './change.ts'
import type { ClientConnection } from './client-connection.ts'
import { ClusterFanOut } from './cluster-fan-out.ts'
import { ConferenceSession, type SessionServices } from './conference-session.ts'
import type { ConferenceNamespace, ConferenceSocket } from './conference-socket.ts'
import { LocalFanOut } from './local-fan-out.ts'
import { RefusedError } from './refusal.ts'
import { SessionRequests } from './session-requests.ts'

type Deps = Omit<SessionServices, 'requests' | 'cluster' | 'seated'> &
  Omit<ConstructorParameters<typeof SessionRequests>[0], 'cluster'> &
  Readonly<{ clock: Clock; relay: Relay }>

/** The sessions that are connected to this process: admits them and shows them what changes. */
export class ConferenceChannel implements Follower {
  readonly #services: SessionServices
  readonly #seated = new Map<ParticipantId, ConferenceSession>()
  readonly #local: LocalFanOut
  readonly #clock: Clock

  constructor(sockets: ConferenceNamespace, deps: Deps) {
    const cluster = new ClusterFanOut(sockets, deps.relay)
    const requests = new SessionRequests({ ...deps, cluster })
    this.#services = { ...deps, requests, cluster, seated: this.#seated }
    this.#local = new LocalFanOut(sockets)
    this.#clock = deps.clock
    deps.mediaStates.onChanged((changed) => this.#local.mediaState(changed))
    deps.mediaStates.onCamerasFull((changed) => this.#local.cameras(changed))
    deps.chat.onChatted((chatted) => this.#local.chatted(chatted))
    deps.qualityReports.onReport((report) => this.#local.quality(report))
    deps.media.onInterruption((interruption) => this.#sendInterruption(interruption))
  }

  /** Sends a change to everyone in the meeting, and closes the connections of the sessions that it ended. */
  follow(change: CommittedChange): void {
    const { maxAudio } = this.#services.media.limits(change.state)
    this.#local.change(change.conferenceId, (audience) => toChange({ ...change, maxAudio }, audience))
    for (const { participantId, closed } of closedBy(change)) {
      this.#seated.get(participantId)?.close(closed)
    }
  }

  /**
   * Opens or resumes the session that the socket asks for, and stores it in `socket.data`.
   *
   * @throws RefusedError, ConferenceError
   */
  async admit(socket: ConferenceSocket): Promise<void> {
    const { admission, presence } = this.#services
    const { auth } = socket.handshake
    const admittedAt = this.#clock.now()
    const version = readVersion(auth)
    if (version !== undefined && version !== SIGNALING_VERSION) throw new RefusedError('version-unsupported')
    const pass = parseConferenceAuth(auth)
    if (!pass) throw new RefusedError('malformed')
    const session = 'ticket' in pass ? await this.#enter(pass) : await admission.resume(pass.resume)
    // Starts the heartbeat timer, so that a session whose connection is already gone still times out.
    presence.beat(session.conferenceId, session.participantId)
    socket.data = { ...session, admittedAt, ...('resume' in pass && { seq: pass.seq }) }
  }

  /** Serves a socket that was admitted. Resolves once its session is welcomed. */
  async serve(socket: ConferenceSocket, connection: ClientConnection): Promise<void> {
    await new ConferenceSession(socket, connection, this.#services).open()
  }

  #sendInterruption({ engine, state }: Interruption): void {
    const conferences = new Set([...this.#seated.values()].map(({ seat }) => seat.conferenceId))
    for (const id of conferences) {
      if (this.#services.conductor.findFollowed(id)?.state.engine === engine) this.#local.media(id, state)
    }
  }

  /**
   * Opens the session of the ticket. If the ticket was used and its session is connected nowhere, continues that session: its
   * client has not received a resume token.
   */
  async #enter({ ticket, ...how }: Extract<ConferenceAuth, { ticket: string }>): Promise<AdmittedSession> {
    const { admission, cluster } = this.#services
    try {
      return await admission.enter(ticket, how)
    } catch (error) {
      const isSpent = error instanceof ConferenceError && error.code === 'pass-used'
      if (!isSpent) throw error
      return admission.reenter(ticket, (session) => cluster.isConnected(session))
    }
  }
}
