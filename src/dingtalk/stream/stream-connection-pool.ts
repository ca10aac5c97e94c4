import type { WebSocket } from 'ws'
import type { Clock } from '../../service/clock-and-ids.ts'
import type { OutgoingEvent } from '../../service/subscription/outgoing-event.ts'
import type { StreamConnections, StreamOutcome } from '../../service/subscription/stream-connections.ts'
import type { StreamClient } from '../../service/subscription/stream-tickets.ts'
import { STREAM_TIMES, StreamConnection, type StreamTimes } from './stream-connection.ts'

/** Connections of one app to one server. */
const MAX_CONNECTIONS = 50
/** How long apps may take for their last answers. A server stops within 10 s, other parts included. */
const LEAVE_MS = 3_000

/** The stream connections of this process. */
export class StreamConnectionPool implements StreamConnections {
  readonly #clock: Clock
  readonly #times: StreamTimes
  readonly #connections = new Map<string, Set<StreamConnection>>()
  readonly #clientIds = new Set<string>()
  readonly #listeners: ((clientId: string) => void)[] = []
  #isDraining = false

  constructor({ clock, times = STREAM_TIMES }: { clock: Clock; times?: StreamTimes }) {
    this.#clock = clock
    this.#times = times
  }

  get clientIds(): ReadonlySet<string> {
    return this.#clientIds
  }

  /** No connection is taken any more. */
  get isDraining(): boolean {
    return this.#isDraining
  }

  onChange(listener: (clientId: string) => void): void {
    this.#listeners.push(listener)
  }

  /** Whether the app may have one more connection. */
  hasRoomFor(clientId: string): boolean {
    return (this.#connections.get(clientId)?.size ?? 0) < MAX_CONNECTIONS
  }

  /** From now on the app gets events over `socket`. */
  add(socket: WebSocket, client: StreamClient): void {
    const { clientId } = client
    const connection = new StreamConnection(socket, client, { clock: this.#clock, times: this.#times })
    const connections = this.#connections.get(clientId) ?? new Set()
    this.#connections.set(clientId, connections.add(connection))
    void connection.closed.then(() => this.#remove(connection))
    this.#changed(clientId)
  }

  async send(clientId: string, event: OutgoingEvent, signal?: AbortSignal): Promise<StreamOutcome> {
    signal?.throwIfAborted()
    const all = [...(this.#connections.get(clientId) ?? [])].filter(({ client }) => client.eventTypes.length > 0)
    if (all.length === 0) return 'no-connection'
    const able = all.filter(({ client }) => client.eventTypes.some((pattern) => matches(pattern, event.eventType)))
    const one = able[Math.floor(Math.random() * able.length)]
    if (!one) return 'not-taken'
    return signal ? untilAborted(one.send(event), signal) : one.send(event)
  }

  /** Ends the connections of the apps that may no longer have them. */
  async endInvalid(isValid: (client: StreamClient) => Promise<boolean>): Promise<void> {
    const answers = new Map<string, Promise<boolean>>()
    for (const connection of this.#all()) {
      const { clientId, secretMark } = connection.client
      const key = `${clientId} ${secretMark}`
      const answer = answers.get(key) ?? isValid(connection.client)
      answers.set(key, answer)
      if (await answer) continue
      this.#remove(connection)
      connection.refuse()
    }
  }

  /** Asks all apps to connect elsewhere. Resolves when their connections are closed, after their last answers. */
  async sendElsewhere(): Promise<void> {
    const connections = this.#all()
    for (const connection of connections) this.#remove(connection)
    await Promise.all(connections.map((connection) => connection.leave(LEAVE_MS)))
  }

  /** The same for a server that stops. It takes no more connections. */
  async drain(): Promise<void> {
    this.#isDraining = true
    await this.sendElsewhere()
  }

  #all(): readonly StreamConnection[] {
    return [...this.#connections.values()].flatMap((ofOne) => [...ofOne])
  }

  #remove(connection: StreamConnection): void {
    const { clientId } = connection.client
    const connections = this.#connections.get(clientId)
    if (!connections?.delete(connection)) return
    if (connections.size === 0) this.#connections.delete(clientId)
    this.#changed(clientId)
  }

  /** Notes whether the app takes events here. A change of that is reported. */
  #changed(clientId: string): void {
    const isTaking = [...(this.#connections.get(clientId) ?? [])].some(({ client }) => client.eventTypes.length > 0)
    if (isTaking === this.#clientIds.has(clientId)) return
    if (isTaking) this.#clientIds.add(clientId)
    else this.#clientIds.delete(clientId)
    for (const listener of this.#listeners) listener(clientId)
  }
}

/** Rejects with the reason of `signal` as soon as it is aborted. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Whether `text` is as the pattern says, in which `*` stands for any text. */
function matches(pattern: string, text: string): boolean {
  const [start = '', ...parts] = pattern.split('*')
  const end = parts.pop()
  if (end === undefined) return pattern === text
  if (!text.startsWith(start)) return false
  let at = start.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= text.length - end.length && text.endsWith(end)
}
