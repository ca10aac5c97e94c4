import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Server } from 'socket.io'
import { CONFERENCE_NAMESPACE, LOBBY_NAMESPACE, SIGNALING_PATH } from '../../contract/signaling/constants.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Chat } from '../service/live/chat.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Controls } from '../service/control/controls.ts'
import type { Grading } from '../service/quality/grading.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { Follower } from '../service/conduct/feed.ts'
import type { Media } from '../service/live/media.ts'
import type { Presence } from '../service/conduct/presence.ts'
import type { Ringing } from '../service/control/ringing.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import type { MediaStates } from '../service/live/media-states.ts'
import { ConferenceChannel } from './conference-channel.ts'
import type { ConferenceNamespace } from './conference-socket.ts'
import { LobbyChannel, type LobbyNamespace } from './lobby-channel.ts'
import { PacketLimit, type Connection } from './packet-limit.ts'
import { RefusedError, toConnectError } from './refusal.ts'
import { WishDesk } from './wish-desk.ts'

/** Heartbeats run in the page itself, so a frozen tab is noticed; one lost, and the connection is given up. */
const PING_INTERVAL_MS = 2_500
const PING_TIMEOUT_MS = 2_000
/** The longest description of a mesh, with room for how JSON writes it. */
const MAX_MESSAGE_BYTES = 98_304
/** What a client gets to close its end when the server goes down. */
const CLOSE_MS = 1_000

type Deps = {
  server: HttpServer
  conductor: Conductor
  admission: Admission
  presence: Presence
  ringing: Ringing
  signIn: SignIn
  signInEnds: Pick<SignInEnds, 'subscribe'>
  media: Media
  controls: Controls
  stages: MediaStates
  chat: Chat
  grading: Grading
  leaveWindowMs: number
  log: FastifyBaseLogger
  pingIntervalMs?: number
}

/** All live connections of this process. Disposing sends the clients elsewhere, and ends no session. */
export class SignalingServer implements AsyncDisposable, Follower {
  readonly #sockets: Server
  readonly #log: FastifyBaseLogger
  readonly #limit = new PacketLimit()
  readonly #conferenceChannel: ConferenceChannel
  readonly #lobbyChannel: LobbyChannel
  /** Connections that are being let in and have not been welcomed yet. */
  readonly #arriving = new Set<Promise<void>>()
  readonly #streams = new Set<Socket>()
  #isDraining = false

  constructor(deps: Deps) {
    this.#log = deps.log
    // Else Node hands every wish to upgrade to us, that for HTTP/2 of many a client included, and it gets no answer.
    Object.assign(deps.server, { shouldUpgradeCallback: isForUs })
    this.#sockets = new Server(deps.server, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      pingInterval: deps.pingIntervalMs ?? PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      serveClient: false,
    })
    this.#sockets.engine.on('connection', (connection: Connection) => this.#watch(connection))
    this.#sockets.use((_socket, next) => next(toConnectError(new RefusedError('malformed'), this.#log)))
    const conferences: ConferenceNamespace = this.#sockets.of(CONFERENCE_NAMESPACE)
    const lobbies: LobbyNamespace = this.#sockets.of(LOBBY_NAMESPACE)
    const conferenceChannel = new ConferenceChannel({ ...deps, sockets: conferences, limit: this.#limit })
    const wishDesk = new WishDesk({ ...deps, sockets: conferences, limit: this.#limit })
    const lobbyChannel = new LobbyChannel({ ...deps, limit: this.#limit })
    conferences.use((socket, next) => void this.#admit(() => conferenceChannel.admit(socket), next))
    conferences.on('connection', (socket) => {
      wishDesk.serve(socket)
      this.#serve(socket, () => conferenceChannel.serve(socket))
    })
    lobbies.use((socket, next) => void this.#admit(() => lobbyChannel.admit(socket), next))
    lobbies.on('connection', (socket) => this.#serve(socket, () => lobbyChannel.serve(socket)))
    deps.signInEnds.subscribe((unionId) => lobbyChannel.signInEnded(unionId))
    this.#conferenceChannel = conferenceChannel
    this.#lobbyChannel = lobbyChannel
  }

  /** Shows a change to the people of its conference, and rings the people that it calls. */
  follow(change: CommittedChange): void {
    this.#conferenceChannel.follow(change)
    this.#lobbyChannel.follow(change)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDraining = true
    // A ticket that was taken has opened a session: it is welcomed first, or nobody could ever resume it.
    while (this.#arriving.size > 0) {
      await Promise.all(this.#arriving)
      await setImmediate() // between being let in and being served, Socket.IO takes a turn
    }
    const streams = [...this.#streams]
    for (const name of [CONFERENCE_NAMESPACE, LOBBY_NAMESPACE]) {
      for (const socket of this.#sockets.of(name).sockets.values()) {
        socket.emit('restarting')
        socket.conn.close() // not `disconnect()`, after which a client does not try again by itself
      }
    }
    this.#sockets.engine.close() // not `Server.close()`, which would close the HTTP server, too
    await Promise.race([Promise.all(streams.map(untilClosed)), setTimeout(CLOSE_MS, undefined, { ref: false })])
    for (const stream of streams) stream.destroy() // a client that has vanished does not close its end
  }

  #watch(connection: Connection): void {
    this.#limit.watch(connection)
    const stream = connection.request.socket
    this.#streams.add(stream)
    stream.once('close', () => this.#streams.delete(stream))
  }

  async #admit(admit: () => Promise<void>, next: (error?: Error) => void): Promise<void> {
    await this.#arrive(async () => {
      try {
        if (this.#isDraining) throw new RefusedError('draining')
        await admit()
        next()
      } catch (error) {
        next(toConnectError(error, this.#log))
      }
    })
  }

  #serve({ conn }: { conn: Connection }, serve: () => Promise<void>): void {
    void this.#arrive(async () => {
      try {
        await serve()
      } catch (err) {
        this.#log.error({ err }, 'a connection could not be served')
        conn.close() // its client tries again
      }
    })
  }

  async #arrive(arrival: () => Promise<void>): Promise<void> {
    const arriving = arrival()
    this.#arriving.add(arriving)
    await arriving
    this.#arriving.delete(arriving)
  }
}

function untilClosed(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve()
    else stream.once('close', () => resolve())
  })
}

function isForUs({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith(SIGNALING_PATH) === true && headers.upgrade?.toLowerCase() === 'websocket'
}
