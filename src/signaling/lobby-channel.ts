import type { FastifyBaseLogger } from 'fastify'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { parseLobbyAuth, readVersion } from '../../contract/signaling/parse.ts'
import type { RingEnded } from '../../contract/signaling/types.ts'
import type { Event } from '../conference/event.ts'
import { personKey, userKey, type PersonKey, type UnionId } from '../conference/identity.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { Follower } from '../service/conduct/feed.ts'
import type { Ringing } from '../service/control/ringing.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import type { ClientConnection } from './client-connection.ts'
import { LobbyConnection, type LobbySocket } from './lobby-connection.ts'
import { RefusedError } from './refusal.ts'

/** The devices on which people can be called. It starts and stops their rings. */
export class LobbyChannel implements Follower {
  readonly #ringing: Ringing
  readonly #signIn: SignIn
  readonly #log: FastifyBaseLogger
  readonly #connections = new Map<PersonKey, Set<LobbyConnection>>()
  /** Confirmations and answers that are not stored yet. */
  readonly #pending = new Set<Promise<unknown>>()

  constructor(deps: { ringing: Ringing; signIn: SignIn; log: FastifyBaseLogger }) {
    this.#ringing = deps.ringing
    this.#signIn = deps.signIn
    this.#log = deps.log
  }

  /** Rings the people that a change calls, and stops the rings that it ends. */
  follow({ conferenceId, head, events }: CommittedChange): void {
    for (const { event } of events) {
      if (event.type === 'member-invited') {
        const call = { conferenceId, title: head.title, ...(event.inviter !== undefined && { inviter: event.inviter }) }
        this.#each(personKey(event.person), (connection) => void connection.ring(call))
        continue
      }
      const ended = ringEndedBy(event)
      if (ended) this.#each(ended.key, (connection) => connection.endRing(conferenceId, ended.reason))
    }
  }

  /** Closes the connections of this person whose sign-in has ended. */
  signInEnded(unionId: UnionId): void {
    this.#each(userKey(unionId), (connection) => void connection.closeIfSignedOut())
  }

  /**
   * Identifies the person of the socket and stores their sign-in in `socket.data`.
   *
   * @throws RefusedError
   */
  async admit(socket: LobbySocket): Promise<void> {
    const { auth } = socket.handshake
    const version = readVersion(auth)
    if (version !== undefined && version !== SIGNALING_VERSION) throw new RefusedError('version-unsupported')
    const lobbyAuth = parseLobbyAuth(auth)
    if (!lobbyAuth) throw new RefusedError('malformed')
    const login = await this.#signIn.identify(lobbyAuth.person)
    if (!login) throw new RefusedError('signed-out')
    socket.data = login
  }

  /** Serves a socket that was admitted. Resolves once the pending calls ring. */
  async serve(socket: LobbySocket, client: ClientConnection): Promise<void> {
    const key = userKey(socket.data.unionId)
    const connection = new LobbyConnection(socket, {
      ringing: this.#ringing,
      signIn: this.#signIn,
      log: this.#log,
      track: (work) => void this.#track(work),
    })
    const connections = this.#connections.get(key) ?? new Set()
    this.#connections.set(key, connections.add(connection))
    client.socketAdmitted()
    socket.on('disconnect', () => {
      client.socketClosed()
      connections.delete(connection)
      if (connections.size === 0 && this.#connections.get(key) === connections) this.#connections.delete(key)
    })
    await connection.open()
  }

  /** Resolves once what devices have confirmed and answered is stored, or could not be. Call it after their connections closed. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending)
  }

  async #track(work: Promise<unknown>): Promise<void> {
    this.#pending.add(work)
    await work
    this.#pending.delete(work)
  }

  #each(key: PersonKey, act: (connection: LobbyConnection) => void): void {
    for (const connection of this.#connections.get(key) ?? []) act(connection)
  }
}

/** The person whose ring an event ends, and why; `undefined` if it ends no ring. */
function ringEndedBy(event: Event): { key: PersonKey; reason: RingEnded['reason'] } | undefined {
  switch (event.type) {
    case 'ring-accepted':
      return { key: event.member, reason: 'accepted' }
    case 'ring-failed':
      // These are calls to telephones, for which no device rings.
      if (event.reason === 'no-telephony' || event.reason === 'line-failed') return undefined
      return { key: event.member, reason: event.reason }
    case 'session-opened':
      return { key: personKey(event.person), reason: 'joined' }
    case 'member-removed':
      return { key: event.member, reason: 'removed' }
  }
  return undefined
}
