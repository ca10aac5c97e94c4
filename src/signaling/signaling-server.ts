import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Server, type Socket } from 'socket.io'
import { CONFERENCE_NAMESPACE, LOBBY_NAMESPACE, SIGNALING_PATH } from '../../contract/signaling/constants.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { StoreLoss } from '../service/conduct/store-loss.ts'
import type { Follower } from '../service/conduct/feed.ts'
import { ClientConnection, type Transport } from './client-connection.ts'
import { ConferenceChannel } from './conference-channel.ts'
import type { ConferenceNamespace, ConferenceSocket } from './conference-socket.ts'
import { LobbyChannel } from './lobby-channel.ts'
import type { LobbyNamespace, LobbySocket } from './lobby-connection.ts'
import { RefusedError, toConnectError } from './refusal.ts'

/** Pings are answered by the page itself, so a frozen tab is noticed. A missed answer closes the connection. */
const PING_INTERVAL_MS = 2_500
const PING_TIMEOUT_MS = 2_000
/** The longest session description of a mesh, with room for the escapes of JSON. */
const MAX_MESSAGE_BYTES = 98_304
/** How long clients may take to close their end when the server stops. */
const CLOSE_MS = 1_000

type Deps = ConstructorParameters<typeof ConferenceChannel>[1] &
  ConstructorParameters<typeof LobbyChannel>[0] &
  Readonly<{
    /** Its `shouldUpgradeCallback` must be `isSignalingUpgrade`. */
    server: HttpServer
    signInEnds: Pick<SignInEnds, 'subscribe'>
    storeLoss: Pick<StoreLoss, 'isOfThisServer'>
    log: FastifyBaseLogger
    pingIntervalMs?: number
  }>

/** How one namespace admits a socket, and serves it afterwards. */
type Channel<S extends Socket> = Readonly<{
  admit(socket: S): Promise<void>
  serve(socket: S, connection: ClientConnection): Promise<void>
}>

/**
 * All signaling connections of this process. Disposing asks the clients to connect elsewhere and ends no session.
 */
export class SignalingServer implements AsyncDisposable, Follower {
  readonly #sockets: Server
  readonly #log: FastifyBaseLogger
  readonly #conferences: ConferenceChannel
  readonly #lobby: LobbyChannel
  readonly #connections = new Map<Transport, ClientConnection>()
  readonly #givenUpMs: number
  readonly #storeLoss: Pick<StoreLoss, 'isOfThisServer'>
  /** Admissions and welcomes in progress. */
  readonly #pending = new Set<Promise<void>>()
  #isDraining = false

  constructor(deps: Deps) {
    this.#log = deps.log
    this.#storeLoss = deps.storeLoss
    const pingInterval = deps.pingIntervalMs ?? PING_INTERVAL_MS
    this.#givenUpMs = pingInterval + PING_TIMEOUT_MS // clients wait as long for the next ping
    this.#sockets = new Server(deps.server, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      pingInterval,
      pingTimeout: PING_TIMEOUT_MS,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      serveClient: false,
      destroyUpgrade: false, // `isSignalingUpgrade` lets through only what is for it; others have sockets of their own
    })
    this.#sockets.engine.on('connection', (transport: Transport) => this.#connected(transport))
    this.#sockets.use((_socket, next) => next(toConnectError(new RefusedError('malformed'), this.#log)))
    const conferences: ConferenceNamespace = this.#sockets.of(CONFERENCE_NAMESPACE)
    this.#conferences = new ConferenceChannel(conferences, deps)
    conferences.use((socket, next) => void this.#admit(this.#conferences, socket, next))
    conferences.on('connection', (socket: ConferenceSocket) => void this.#serve(this.#conferences, socket))
    const lobby: LobbyNamespace = this.#sockets.of(LOBBY_NAMESPACE)
    this.#lobby = new LobbyChannel(deps)
    lobby.use((socket, next) => void this.#admit(this.#lobby, socket, next))
    lobby.on('connection', (socket: LobbySocket) => void this.#serve(this.#lobby, socket))
    deps.signInEnds.subscribe((unionId) => this.#lobby.signInEnded(unionId))
  }

  /** Sends a change to the people in its conference, and rings the people that it calls. */
  follow(change: CommittedChange): void {
    this.#conferences.follow(change)
    this.#lobby.follow(change)
  }

  /** Closes all connections. Their clients connect again, as after a restart, and their sessions go on. */
  sendElsewhere(): void {
    for (const name of [CONFERENCE_NAMESPACE, LOBBY_NAMESPACE]) {
      for (const socket of this.#sockets.of(name).sockets.values()) {
        socket.emit('restarting')
        socket.conn.close() // after `disconnect()` a client would not connect again by itself
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDraining = true
    // A used ticket has opened a session. It must be welcomed first, or no client could resume it.
    while (this.#pending.size > 0) {
      await Promise.all(this.#pending)
      await setImmediate() // Socket.IO connects an admitted socket in a later turn
    }
    const connections = [...this.#connections.values()]
    this.sendElsewhere()
    this.#sockets.engine.close() // `Server.close()` would also close the HTTP server
    const allClosed = Promise.all(connections.map(({ closed }) => closed))
    await Promise.race([allClosed, setTimeout(CLOSE_MS, undefined, { ref: false })])
    for (const connection of connections) connection.destroy() // a client that has vanished does not close its end
    await this.#lobby.settled()
  }

  #connected(transport: Transport): void {
    const connection = new ClientConnection(transport, { givenUpMs: this.#givenUpMs })
    this.#connections.set(transport, connection)
    void connection.closed.then(() => this.#connections.delete(transport))
  }

  async #admit<S extends Socket>(channel: Channel<S>, socket: S, next: (error?: Error) => void): Promise<void> {
    await this.#track(async () => {
      try {
        if (this.#isDraining || this.#storeLoss.isOfThisServer()) throw new RefusedError('draining')
        await channel.admit(socket)
        next()
      } catch (error) {
        next(toConnectError(error, this.#log))
      }
    })
  }

  async #serve<S extends Socket>(channel: Channel<S>, socket: S): Promise<void> {
    await this.#track(async () => {
      try {
        const connection = this.#connections.get(socket.conn)
        if (connection) await channel.serve(socket, connection)
      } catch (err) {
        this.#log.error({ err }, 'a connection could not be served')
        socket.conn.close() // its client tries again
      }
    })
  }

  async #track(act: () => Promise<void>): Promise<void> {
    const pending = act()
    this.#pending.add(pending)
    await pending
    this.#pending.delete(pending)
  }
}

/** Whether an HTTP upgrade request is for the signaling socket. Node answers the others as plain requests. */
export function isSignalingUpgrade({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith(`${SIGNALING_PATH}/`) === true && headers.upgrade?.toLowerCase() === 'websocket'
}
