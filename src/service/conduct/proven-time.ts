import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Relay } from '../relay.ts'
import type { SessionStore } from './session-store.ts'

/** Every server counts durations up to `until` from the moment `from` on. */
type Proven = Readonly<{ until: EpochMs; from: EpochMs }>

/** By then all servers have the message. Otherwise a duration would shrink if the next answer comes from another server. */
const ANNOUNCE_MS = 500

/**
 * The time up to which stored heartbeats prove that every open session that is not silent was alive. It is a few seconds
 * ago, and never goes backwards. The durations of open sessions count up to this time, so they never become shorter:
 * neither after a silence that is noticed later, nor after a crash. All servers that are connected have the same.
 */
export class ProvenTime implements Clock {
  readonly #sessions: Pick<SessionStore, 'findEarliestHeartbeat'>
  readonly #clock: Clock
  readonly #isSoleWriter: boolean
  readonly #announce: (proven: Proven) => void
  #until = 0 as EpochMs
  /** Times that count later. */
  #announced: readonly Proven[] = []
  /** When it was last advanced. What was being written then is stored by now. */
  #advancedAt: EpochMs

  /** @param deps.isSoleWriter no other process answers from this store */
  constructor(deps: {
    sessions: Pick<SessionStore, 'findEarliestHeartbeat'>
    clock: Clock
    relay: Relay
    isSoleWriter: boolean
  }) {
    this.#sessions = deps.sessions
    this.#clock = deps.clock
    this.#isSoleWriter = deps.isSoleWriter
    this.#advancedAt = deps.clock.now()
    this.#announce = deps.relay.open('proven time', { receive: (proven: Proven) => this.#expect(proven) })
  }

  now(): EpochMs {
    if (this.#announced.length > 0) this.#adopt()
    return this.#until
  }

  /** Advances it to what the store has. @throws the error of the store */
  async advance(): Promise<void> {
    const now = this.#clock.now()
    const earliest = (await this.#sessions.findEarliestHeartbeat()) ?? now
    const until = Math.min(earliest, this.#advancedAt) as EpochMs
    this.#advancedAt = now
    const isAlone = this.#isSoleWriter || this.#until === 0 // a server that starts has answered nothing yet
    const proven = { until, from: isAlone ? now : ((this.#clock.now() + ANNOUNCE_MS) as EpochMs) }
    this.#expect(proven)
    this.#announce(proven)
  }

  #expect(proven: Proven): void {
    this.#announced = [...this.#announced, proven]
    this.#adopt()
  }

  #adopt(): void {
    const now = this.#clock.now()
    for (const { until, from } of this.#announced) {
      if (from <= now) this.#until = Math.max(this.#until, until) as EpochMs
    }
    this.#announced = this.#announced.filter(({ from }) => from > now)
  }
}
