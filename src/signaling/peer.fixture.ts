import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import {
  CONFERENCE_NAMESPACE,
  LOBBY_NAMESPACE,
  SIGNALING_PATH,
  SIGNALING_VERSION,
} from '../../contract/signaling/constants.ts'
import type { ConferenceServerEvents } from '../../contract/signaling/events.ts'
import type { Change, Done, RefusalCode, Ring, RingEnded, Welcome } from '../../contract/signaling/types.ts'
import type { TestServer } from './test-server.fixture.ts'

type Message<Name extends keyof ConferenceServerEvents> = Parameters<ConferenceServerEvents[Name]>[0]
type Received = {
  welcome: Welcome
  change: Change
  closed: { reason: string }
  restarting: undefined
  ring: Ring
  ringEnded: RingEnded
  stage: Message<'stage'>
  signal: Message<'signal'>
  said: Message<'said'>
  reacted: Message<'reacted'>
  askedToUnmute: Message<'askedToUnmute'>
  quality: Message<'quality'>
  cameras: Message<'cameras'>
  media: Message<'media'>
  /** Not a message: the reason why the connection closed. */
  disconnect: string
}

export const EVERYTHING_OFF = { audio: false, video: false, screen: false }

/** A plain Socket.IO client that stores the messages it receives until a test takes them. */
export class Peer implements Disposable {
  readonly socket: Socket
  readonly #received: [name: string, value: unknown][] = []
  readonly #arrivals = new EventTarget()
  #settled: () => Promise<void> = async () => {}
  /** Whether it confirms that it rings. */
  #acknowledges = true

  constructor(url: string, namespace: string, auth: Record<string, unknown>) {
    this.socket = io(url + namespace, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      auth,
      forceNew: true,
      reconnection: false,
    })
    this.socket.onAny((name: string, value: unknown, done?: () => void) => {
      if (this.#acknowledges) done?.()
      this.#store(name, value)
    })
    this.socket.on('disconnect', (reason) => this.#store('disconnect', reason))
    this.socket.on('connect_error', (error) => this.#store('refused', error))
  }

  static inConference(server: TestServer, auth: Record<string, unknown>): Peer {
    const peer = new Peer(server.url, CONFERENCE_NAMESPACE, { version: SIGNALING_VERSION, ...auth })
    peer.#settled = server.settled
    return peer
  }

  static async inLobby(server: TestServer, name: string, { acknowledges = true } = {}): Promise<Peer> {
    const auth = { version: SIGNALING_VERSION, person: await server.personToken(name) }
    const peer = new Peer(server.url, LOBBY_NAMESPACE, auth)
    peer.#acknowledges = acknowledges
    return peer
  }

  [Symbol.dispose](): void {
    this.socket.io.engine?.close()
    this.socket.disconnect()
  }

  /** The answer of the server, once every server knows of it: `true`, or the code of its refusal. */
  async ask(name: 'control' | 'stage' | 'say' | 'react', value: unknown): Promise<true | RefusalCode> {
    const done = (await this.socket.timeout(5_000).emitWithAck(name, value)) as Done
    await this.#settled()
    return done.ok || done.code
  }

  /** Resolves once the server has admitted it. */
  async connected(): Promise<void> {
    if (!this.socket.connected) await new Promise<void>((resolve) => this.socket.once('connect', () => resolve()))
  }

  /** Takes the next message of that name; others stay. */
  async next<Name extends keyof Received>(name: Name): Promise<Received[Name]> {
    return (await this.#take(name)) as Received[Name]
  }

  async refusal(): Promise<RefusalCode | undefined> {
    const error = (await this.#take('refused')) as Error & { data?: { code: RefusalCode } }
    return error.data?.code
  }

  /** Names of all messages that were received and not taken. */
  rest(): readonly string[] {
    return this.#received.map(([name]) => name)
  }

  /** Loses the connection without a message, as if a cable was pulled. */
  cut(): void {
    this.socket.io.engine.close()
  }

  async #take(name: string): Promise<unknown> {
    for (;;) {
      const index = this.#received.findIndex(([received]) => received === name)
      const [found] = index < 0 ? [] : this.#received.splice(index, 1)
      if (found) return found[1]
      await once(this.#arrivals, 'arrival')
    }
  }

  #store(name: string, value: unknown): void {
    this.#received.push([name, value])
    this.#arrivals.dispatchEvent(new Event('arrival'))
  }
}

/** A session of `name`, from its welcome on. */
export async function enter(
  server: TestServer,
  name: string,
  {
    withoutSound,
    movesHere,
    ...options
  }: NonNullable<Parameters<TestServer['ticket']>[1]> & { withoutSound?: true; movesHere?: true } = {},
): Promise<Peer & { welcome: Welcome }> {
  const peer = Peer.inConference(server, {
    ticket: await server.ticket(name, options),
    ...(withoutSound && { withoutSound }),
    ...(movesHere && { movesHere }),
  })
  return Object.assign(peer, { welcome: await peer.next('welcome') })
}
