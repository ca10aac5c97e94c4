import type { FastifyBaseLogger } from 'fastify'
import type { DefaultEventsMap, Namespace } from 'socket.io'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { parseLobbyAuth, readVersion } from '../../contract/signaling/parse.ts'
import type { LobbyClientEvents, LobbyServerEvents, RingEnded } from '../../contract/signaling/types.ts'
import type { Event } from '../conference/event.ts'
import { personKey, userKey, type PersonKey, type UnionId } from '../conference/identity.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { Login } from '../service/account/passes.ts'
import type { Ringing } from '../service/control/ringing.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import { LobbyConnection, type LobbySocket } from './lobby-connection.ts'
import type { PacketLimit } from './packet-limit.ts'
import { RefusedError } from './refusal.ts'

export type LobbyNamespace = Namespace<LobbyClientEvents, LobbyServerEvents, DefaultEventsMap, Login>

/** The connections of people who may be called: rings on every device of theirs, and stops. */
export class LobbyChannel {
  readonly #ringing: Ringing
  readonly #signIn: SignIn
  readonly #limit: PacketLimit
  readonly #log: FastifyBaseLogger
  readonly #connections = new Map<PersonKey, Set<LobbyConnection>>()

  constructor(deps: { ringing: Ringing; signIn: SignIn; limit: PacketLimit; log: FastifyBaseLogger }) {
    this.#ringing = deps.ringing
    this.#signIn = deps.signIn
    this.#limit = deps.limit
    this.#log = deps.log
  }

  /** Rings whom the commit calls, and stops the rings it ends. */
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

  /** A sign-in of this person has ended: whoever is here by it goes. */
  signInEnded(unionId: UnionId): void {
    this.#each(userKey(unionId), (connection) => void connection.stayIfSignedIn())
  }

  /** @throws RefusedError */
  async admit(socket: LobbySocket): Promise<void> {
    const { auth } = socket.handshake
    const version = readVersion(auth)
    if (version !== undefined && version !== SIGNALING_VERSION) throw new RefusedError('version-unsupported')
    const shown = parseLobbyAuth(auth)
    if (!shown) throw new RefusedError('malformed')
    const login = await this.#signIn.identify(shown.person)
    if (!login) throw new RefusedError('signed-out')
    socket.data = login
  }

  /** Serves a connection that was let in. Resolves once the pending calls ring. */
  async serve(socket: LobbySocket): Promise<void> {
    const key = userKey(socket.data.unionId)
    const connection = new LobbyConnection(socket, { ringing: this.#ringing, signIn: this.#signIn, log: this.#log })
    const connections = this.#connections.get(key) ?? new Set()
    this.#connections.set(key, connections.add(connection))
    this.#limit.count(socket.conn, 1)
    socket.on('disconnect', () => {
      this.#limit.count(socket.conn, -1)
      connections.delete(connection)
      if (connections.size === 0 && this.#connections.get(key) === connections) this.#connections.delete(key)
    })
    await connection.open()
  }

  #each(key: PersonKey, tell: (connection: LobbyConnection) => void): void {
    for (const connection of this.#connections.get(key) ?? []) tell(connection)
  }
}

/** Whose ring an event ends, if any was going on. */
function ringEndedBy(event: Event): { key: PersonKey; reason: RingEnded['reason'] } | undefined {
  switch (event.type) {
    case 'ring-accepted':
      return { key: event.member, reason: 'accepted' }
    case 'ring-failed':
      // Nobody's device rings for a telephone.
      if (event.reason === 'no-telephony' || event.reason === 'line-failed') return undefined
      return { key: event.member, reason: event.reason }
    case 'session-opened':
      return { key: personKey(event.person), reason: 'joined' }
    case 'member-removed':
      return { key: event.member, reason: 'removed' }
    case 'conference-created':
    case 'member-invited':
    case 'member-knocked':
    case 'member-let-in':
    case 'wait-ended':
    case 'ring-reached':
    case 'session-silent':
    case 'session-resumed':
    case 'session-closed':
    case 'member-banned':
    case 'host-changed':
    case 'co-host-added':
    case 'co-host-removed':
    case 'conference-locked':
    case 'conference-unlocked':
    case 'member-muted':
    case 'member-unmuted':
    case 'all-muted':
    case 'all-unmuted':
    case 'member-renamed':
    case 'focus-changed':
    case 'sharing-changed':
    case 'conference-ended':
      return undefined
  }
}
