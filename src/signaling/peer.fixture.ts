import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import {
  CONFERENCE_NAMESPACE,
  LOBBY_NAMESPACE,
  SIGNALING_PATH,
  SIGNALING_VERSION,
} from '../../contract/signaling/constants.ts'
import type {
  Change,
  ConferenceServerEvents,
  Done,
  RefusalCode,
  Ring,
  RingEnded,
  Welcome,
} from '../../contract/signaling/types.ts'
import type { TestServer } from './test-server.fixture.ts'

type Told<Name extends keyof ConferenceServerEvents> = Parameters<ConferenceServerEvents[Name]>[0]
type Heard = {
  welcome: Welcome
  change: Change
  closed: { reason: string }
  restarting: undefined
  ring: Ring
  ringEnded: RingEnded
  stage: Told<'stage'>
  signal: Told<'signal'>
  said: Told<'said'>
  reacted: Told<'reacted'>
  askedToUnmute: Told<'askedToUnmute'>
  quality: Told<'quality'>
  /** Not a message: the connection is gone, for this reason. */
  disconnect: string
}

export const EVERYTHING_OFF = { audio: false, video: false, screen: false }

/** The far end of a connection: a plain Socket.IO client that keeps what it hears until it is asked for. */
export class Peer implements Disposable {
  readonly socket: Socket
  readonly #heard: [name: string, value: unknown][] = []
  readonly #news = new EventTarget()
  /** Whether it tells that it rings. */
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
      this.#keep(name, value)
    })
    this.socket.on('disconnect', (reason) => this.#keep('disconnect', reason))
    this.socket.on('connect_error', (error) => this.#keep('refused', error))
  }

  static inConference(server: TestServer, auth: Record<string, unknown>): Peer {
    return new Peer(server.url, CONFERENCE_NAMESPACE, { version: SIGNALING_VERSION, ...auth })
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

  /** What the server answers to `value`: `true`, or the code of its refusal. */
  async ask(name: 'control' | 'stage' | 'say' | 'react', value: unknown): Promise<true | RefusalCode> {
    const done = (await this.socket.timeout(5_000).emitWithAck(name, value)) as Done
    return done.ok || done.code
  }

  /** Resolves once the server has let it in. */
  async connected(): Promise<void> {
    if (!this.socket.connected) await new Promise<void>((resolve) => this.socket.once('connect', () => resolve()))
  }

  /** The next message of that name that has not been taken yet; others stay. */
  async next<Name extends keyof Heard>(name: Name): Promise<Heard[Name]> {
    return (await this.#take(name)) as Heard[Name]
  }

  async refusal(): Promise<RefusalCode | undefined> {
    const error = (await this.#take('refused')) as Error & { data?: { code: RefusalCode } }
    return error.data?.code
  }

  /** Names of all messages that have come and were not taken. */
  rest(): readonly string[] {
    return this.#heard.map(([name]) => name)
  }

  /** Loses the connection without a word, as when a cable is pulled. */
  cut(): void {
    this.socket.io.engine.close()
  }

  async #take(name: string): Promise<unknown> {
    for (;;) {
      const index = this.#heard.findIndex(([heard]) => heard === name)
      const [found] = index < 0 ? [] : this.#heard.splice(index, 1)
      if (found) return found[1]
      await once(this.#news, 'news')
    }
  }

  #keep(name: string, value: unknown): void {
    this.#heard.push([name, value])
    this.#news.dispatchEvent(new Event('news'))
  }
}

/** A session of `name`, from its welcome on. */
export async function enter(
  server: TestServer,
  name: string,
  options?: Parameters<TestServer['ticket']>[1],
): Promise<Peer & { welcome: Welcome }> {
  const peer = Peer.inConference(server, { ticket: await server.ticket(name, options) })
  return Object.assign(peer, { welcome: await peer.next('welcome') })
}
