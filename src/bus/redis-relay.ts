import { randomInt } from 'node:crypto'
import type { Relay, RelayChannel } from '../service/relay.ts'
import type { RedisLink } from './redis-link.ts'

/** Messages of a channel, or the sign that a server has connected. */
type Envelope = readonly [from: string, name: string, messages: readonly object[]] | readonly [from: string]

const SERVER_NUMBERS = 1_000
/** Counts connections. A Redis that has lost the count has closed all connections, so every server takes a new number. */
const COUNT = "return redis.call('INCR', KEYS[1])"

/** Messages that are sent as one when servers tell each other what they hold. */
const MESSAGES_AT_ONCE = 100

/** The relay of several servers: channels of Redis, one for all of them and one for each. */
export class RedisRelay implements Relay {
  /** By chance until Redis gives another one, which no server has. */
  #serverNumber = randomInt(SERVER_NUMBERS)
  readonly #link: RedisLink
  readonly #everyone: string
  readonly #countKey: string
  readonly #onError: (error: unknown) => void
  readonly #channels = new Map<string, RelayChannel<object>>()

  /**
   * @param options.prefix of the names of its channels; shared by the servers of one store, and no others
   * @param options.onError is called with what a receiver throws
   */
  constructor(link: RedisLink, { prefix, onError }: { prefix: string; onError: (error: unknown) => void }) {
    this.#link = link
    this.#everyone = `${prefix}:relay`
    this.#countKey = `${prefix}:connections`
    this.#onError = onError
    link.subscribe(this.#everyone, (message) => this.#receive(message))
    link.subscribe(this.#channelOf(link.id), (message) => this.#receive(message))
    link.onConnected(() => {
      void this.#takeNumber()
      this.#publish(this.#everyone, [link.id])
      this.#sendHeld(this.#everyone)
    })
  }

  get serverNumber(): number {
    return this.#serverNumber
  }

  open<M extends object>(name: string, channel: RelayChannel<M>): (message: M) => void {
    this.#channels.set(name, channel as unknown as RelayChannel<object>)
    return (message) => this.#publish(this.#everyone, [this.#link.id, name, [message]])
  }

  /** If Redis is away again, the next connection takes one. */
  async #takeNumber(): Promise<void> {
    const count = await this.#link.evaluate(COUNT, { keys: [this.#countKey], arguments: [] }).catch(() => undefined)
    if (count !== undefined) this.#serverNumber = Number(count) % SERVER_NUMBERS
  }

  #receive(message: string): void {
    const [from, name, messages] = JSON.parse(message) as Envelope
    if (from === this.#link.id) return
    if (name === undefined) return this.#sendHeld(this.#channelOf(from))
    const channel = this.#channels.get(name) // absent in an older server
    for (const one of messages ?? []) {
      try {
        channel?.receive(one)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  #sendHeld(to: string): void {
    for (const [name, { held }] of this.#channels) {
      let messages: object[] = []
      const send = () => this.#publish(to, [this.#link.id, name, messages])
      for (const message of held?.() ?? []) {
        messages.push(message)
        if (messages.length < MESSAGES_AT_ONCE) continue
        send()
        messages = []
      }
      if (messages.length > 0) send()
    }
  }

  /** While Redis is away, nothing is sent: the others get it when they are connected again, if it still counts. */
  #publish(to: string, envelope: Envelope): void {
    this.#link.publish(to, JSON.stringify(envelope)).catch(() => {})
  }

  #channelOf(id: string): string {
    return `${this.#everyone}:${id}`
  }
}
