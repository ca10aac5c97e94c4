import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { Clock } from '../../service/clock-and-ids.ts'
import type { OutgoingEvent } from '../../service/subscription/outgoing-event.ts'
import type { StreamOutcome } from '../../service/subscription/stream-connections.ts'
import type { StreamClient } from '../../service/subscription/stream-tickets.ts'
import { readAnswer, toEventFrame, toSystemFrame, type FrameOrigin } from './frames.ts'

/** How long a connection waits. */
export type StreamTimes = Readonly<{
  /** For the answer to an event. */
  answerMs: number
  /** Between two pings. */
  pingMs: number
  /** For anything at all from the app. Longer than a program that handles an event may be busy. */
  silentMs: number
}>

export const STREAM_TIMES: StreamTimes = { answerMs: 60_000, pingMs: 20_000, silentMs: 75_000 }

/** How much may wait for an app that reads slowly. A dozen of the longest events. */
const MAX_BACKLOG_BYTES = 4_194_304
/** What an app may send between two pings besides answers to events: messages, each once more for each full part. */
const MAX_SURPLUS = 4_000
const SURPLUS_PART_BYTES = 4_096
/** The status codes of RFC 6455, section 7.4.1. */
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008

/** One connection of an app. It ends if the app reads too little, sends too much, or is silent. */
export class StreamConnection {
  readonly client: StreamClient
  /** Resolves once the connection is closed. */
  readonly closed: Promise<void>
  readonly #socket: WebSocket
  readonly #clock: Clock
  readonly #times: StreamTimes
  readonly #id = randomUUID()
  /** The events that wait for an answer, by message. */
  readonly #waiting = new Map<string, (outcome: StreamOutcome) => void>()
  readonly #pings: NodeJS.Timeout
  #isLeaving = false
  #heardAt = performance.now()
  #surplus = 0

  constructor(socket: WebSocket, client: StreamClient, { clock, times }: { clock: Clock; times: StreamTimes }) {
    this.client = client
    this.#socket = socket
    this.#clock = clock
    this.#times = times
    const { promise, resolve } = Promise.withResolvers<void>()
    this.closed = promise
    this.#pings = setInterval(() => this.#ping(), times.pingMs)
    const heard = () => (this.#heardAt = performance.now())
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      heard()
      this.#receive(data, isBinary)
    })
    socket.on('error', () => socket.terminate()) // such as a message that is too long
    socket.on('close', () => {
      clearInterval(this.#pings)
      for (const answered of this.#waiting.values()) answered('failed')
      resolve()
    })
  }

  /** Sends an event and waits for the answer. `failed` if the connection ends before it comes. */
  async send(event: OutgoingEvent): Promise<StreamOutcome> {
    const origin = this.#origin()
    const { promise, resolve } = Promise.withResolvers<StreamOutcome>()
    this.#waiting.set(origin.messageId, resolve)
    const timer = setTimeout(() => resolve('failed'), this.#times.answerMs)
    this.#write(toEventFrame(origin, event))
    const outcome = await promise
    clearTimeout(timer)
    this.#waiting.delete(origin.messageId)
    if (this.#isLeaving && this.#waiting.size === 0) this.#socket.close(GOING_AWAY)
    return outcome
  }

  /** Asks the app to connect again. Closes when all answers have come, or when `withinMs` have passed. */
  async leave(withinMs: number): Promise<void> {
    this.#isLeaving = true
    this.#write(toSystemFrame(this.#origin(), 'disconnect'))
    if (this.#waiting.size === 0) this.#socket.close(GOING_AWAY)
    const timer = setTimeout(() => this.#socket.terminate(), withinMs) // an app that has vanished does not close its end
    await this.closed
    clearTimeout(timer)
  }

  /** Ends the connection of an app that may no longer have it. */
  refuse(): void {
    this.#socket.close(POLICY_VIOLATION, 'the app or its secret is no longer valid')
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const answer = isBinary ? undefined : readAnswer(data.toString())
    const answered = answer && this.#waiting.get(answer.messageId)
    if (answered) return answered(answer.outcome)
    this.#surplus += 1 + Math.floor(data.length / SURPLUS_PART_BYTES)
    if (this.#surplus > MAX_SURPLUS) this.#socket.terminate()
  }

  #ping(): void {
    this.#surplus = 0
    if (performance.now() - this.#heardAt > this.#times.silentMs) this.#socket.terminate()
    else this.#write(toSystemFrame(this.#origin(), 'ping'))
  }

  #write(frame: string): void {
    this.#socket.send(frame, () => {}) // an error closes the connection
    if (this.#socket.bufferedAmount > MAX_BACKLOG_BYTES) this.#socket.terminate()
  }

  #origin(): FrameOrigin {
    const messageId = randomUUID()
    return { clientId: this.client.clientId, connectionId: this.#id, messageId, now: this.#clock.now() }
  }
}
