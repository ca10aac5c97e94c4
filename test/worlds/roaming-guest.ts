import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Change, Done, Said, Welcome } from '../../contract/signaling/types.ts'
import { post } from './server-process.ts'

const RETRY_MS = 150

/**
 * A person in a meeting whose client connects to any of several servers: to the next one whenever it has lost its
 * connection, as behind a load balancer.
 */
export class RoamingGuest implements Disposable {
  readonly nick: string
  readonly #urls: readonly string[]
  #next: number
  #socket: Socket | undefined
  #resumeToken = ''
  readonly #inside = Promise.withResolvers<void>()
  #seq = 0
  #isOver = false
  /** The sessions that it has had: one, if it was never thrown out. */
  readonly sessions = new Set<string>()
  /** The nicks of all changes, and of all people that a snapshot had. */
  readonly seen = new Set<string>()
  readonly said: Said[] = []
  /** Changes that did not follow the one before. */
  gaps = 0
  /** How often a welcome came. */
  welcomes = 0
  /** Why the server ended the session. */
  closed: string | undefined

  private constructor(urls: readonly string[], { nick, at }: { nick: string; at: number }) {
    this.nick = nick
    this.#urls = urls
    this.#next = at
  }

  /** Joins by the link, at the server with the index `at`, with a ticket of that server or another. Resolves once it is welcomed. */
  static async join(
    urls: readonly string[],
    link: URL,
    { ticketFrom, ...who }: { nick: string; at: number; ticketFrom?: number },
  ): Promise<RoamingGuest> {
    const guest = new RoamingGuest(urls, who)
    const { searchParams } = link
    const proof = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token'), device: 'Mac' }
    const { ticket } = await post(`${urls[ticketFrom ?? who.at]}/api/admission`, { ...proof, nick: who.nick })
    guest.#connect({ ticket })
    await guest.#inside.promise
    return guest
  }

  /** A second connection of the same session. */
  async alsoAt(url: string): Promise<RoamingGuest> {
    const other = new RoamingGuest([url], { nick: this.nick, at: 0 })
    other.#connect({ resume: this.#resumeToken, seq: this.#seq })
    await other.#inside.promise
    return other
  }

  get isConnected(): boolean {
    return this.#socket?.connected === true
  }

  /** The answer of the server: `true`, the code of its refusal, or `lost` if it did not answer. */
  async ask(name: 'say' | 'control' | 'stage', value: unknown): Promise<true | string> {
    try {
      const done = (await this.#socket?.timeout(15_000).emitWithAck(name, value)) as Done
      return done.ok || done.code
    } catch {
      return 'lost'
    }
  }

  [Symbol.dispose](): void {
    this.#isOver = true
    this.#socket?.io.engine?.close()
    this.#socket?.disconnect()
  }

  #connect(auth: Record<string, unknown>): void {
    const url = this.#urls[this.#next++ % this.#urls.length] as string
    const options = {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: 2_000,
    }
    const socket = io(url + CONFERENCE_NAMESPACE, { ...options, auth: { version: SIGNALING_VERSION, ...auth } })
    this.#socket = socket
    socket.on('change', (change: Change) => this.#changed(change))
    socket.on('said', (said: Said) => void this.said.push(said))
    socket.on('closed', ({ reason }: { reason: string }) => (this.closed = reason))
    socket.on('welcome', (welcome: Welcome) => this.#welcomed(welcome))
    const again = () => void setTimeout(() => this.#connectAgain(auth), RETRY_MS)
    socket.on('connect_error', again)
    socket.on('disconnect', again)
  }

  /** Until it is welcomed, it shows again what it showed before. */
  #connectAgain(before: Record<string, unknown>): void {
    if (this.#isOver || this.closed !== undefined) return
    this.#connect(this.#resumeToken === '' ? before : { resume: this.#resumeToken, seq: this.#seq })
  }

  #welcomed({ participantId, resumeToken, snapshot, said }: Welcome): void {
    this.welcomes += 1
    this.sessions.add(participantId)
    this.#resumeToken = resumeToken
    this.#inside.resolve()
    this.said.splice(0, Infinity, ...said)
    if (!snapshot) return
    this.#seq = snapshot.seq
    for (const { nick } of snapshot.members) this.seen.add(nick)
  }

  #changed({ previous, seq, members }: Change): void {
    if (previous !== this.#seq) this.gaps += 1
    this.#seq = seq
    for (const { nick } of members) this.seen.add(nick)
  }
}
