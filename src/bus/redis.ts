import type { ConferenceId } from '../conference/identity.ts'
import type { Bus, WakeUp, WakeUpListener } from '../service/conduct/bus.ts'
import { LocalBus } from './local.ts'
import type { RedisLink } from './redis-link.ts'

type Sent = readonly [from: string, conferenceId: ConferenceId, version: number]

/**
 * The bus of several processes. Within this process a wake-up is delivered as by `LocalBus`. The others get it through
 * Redis; while Redis is away, they find the change in the store.
 */
export class RedisBus implements Bus {
  readonly #link: RedisLink
  readonly #channel: string
  readonly #local: LocalBus
  /** The latest versions that Redis did not take. */
  readonly #unsent = new Map<ConferenceId, number>()

  /**
   * @param options.channel shared by the processes of one store, and no others
   * @param options.onError is called with what a listener throws
   */
  constructor(link: RedisLink, { channel, onError }: { channel: string; onError: (error: unknown) => void }) {
    this.#link = link
    this.#channel = channel
    this.#local = new LocalBus(onError)
    link.subscribe(channel, (message) => this.#receive(message))
    link.onConnected(() => this.#sendAgain())
  }

  get isConnected(): boolean {
    return this.#link.isConnected
  }

  get interruptions(): number {
    return this.#link.interruptions
  }

  publish(wakeUp: WakeUp): void {
    this.#local.publish(wakeUp)
    void this.#send(wakeUp)
  }

  subscribe(listener: WakeUpListener): void {
    this.#local.subscribe(listener)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#local[Symbol.asyncDispose]()
  }

  async #send({ conferenceId, version }: WakeUp): Promise<void> {
    const sent: Sent = [this.#link.id, conferenceId, version]
    try {
      await this.#link.publish(this.#channel, JSON.stringify(sent))
    } catch {
      this.#unsent.set(conferenceId, Math.max(version, this.#unsent.get(conferenceId) ?? 0))
    }
  }

  /** Another process may have connected earlier than this one, and may have looked for changes before the last of these. */
  #sendAgain(): void {
    const unsent = [...this.#unsent]
    this.#unsent.clear()
    for (const [conferenceId, version] of unsent) void this.#send({ conferenceId, version })
  }

  #receive(message: string): void {
    const [from, conferenceId, version] = JSON.parse(message) as Sent
    if (from !== this.#link.id) this.#local.publish({ conferenceId, version })
  }
}
