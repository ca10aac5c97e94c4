import type { Clock } from './clock.ts'
import type { ConnectionRefusal, SessionEnd } from './conference.ts'

/** A ticket for a new session, or why the person cannot come back. */
export type TicketAnswer = Readonly<{ ticket: string } | { end: SessionEnd }>

/** Requests a ticket after the session has ended. If it fails, it is called again later. */
export type RequestTicket = () => Promise<TicketAnswer>

/** Refusals after which a new ticket may help a client that was in the conference. */
export const NEEDS_TICKET: ReadonlySet<ConnectionRefusal> = new Set(['session-ended', 'pass-used', 'pass-invalid'])
/** How long a client tries to come back. */
export const RETURN_MS = 10 * 60_000
/** The pauses between attempts to come back: each is twice as long as the one before, up to `most`. */
export const RETURN_RETRY_MS = { first: 2_000, most: 15_000 }

/** One way back into a conference: gets tickets until one of them opens a session, for at most 10 minutes. */
export class SessionReturn implements Disposable {
  /** Epoch ms. */
  readonly until: number
  readonly #clock: Clock
  readonly #requestTicket: RequestTicket
  readonly #enter: (ticket: string) => void
  readonly #end: (end: SessionEnd) => void
  readonly #cancelEnd: () => void
  #state: 'connecting' | 'requesting' | 'pausing' | 'over' = 'connecting'
  #pauseMs = 0
  #cancelPause = () => {}
  /** Counts requests. The answer to an earlier one is ignored. */
  #requests = 0

  /** `enter` connects with a ticket; `end`: the person cannot come back. */
  constructor(deps: {
    clock: Clock
    requestTicket: RequestTicket
    enter: (ticket: string) => void
    end: (end: SessionEnd) => void
  }) {
    this.#clock = deps.clock
    this.#requestTicket = deps.requestTicket
    this.#enter = deps.enter
    this.#end = deps.end
    this.until = deps.clock.now() + RETURN_MS
    this.#cancelEnd = deps.clock.wait(RETURN_MS, () => this.#giveUp())
  }

  /** The server knows no open session: gets a ticket, the first time at once, then after a pause. */
  needTicket(): void {
    if (this.#state !== 'connecting') return
    if (this.#requests === 0) void this.#request()
    else this.#pause()
  }

  /** Requests a ticket at once. @returns false while the client needs none, but a connection */
  tryNow(): boolean {
    if (this.#state === 'connecting' || this.#state === 'over') return false
    this.#cancelPause()
    void this.#request()
    return true
  }

  [Symbol.dispose](): void {
    this.#state = 'over'
    this.#cancelEnd()
    this.#cancelPause()
  }

  #pause(): void {
    this.#state = 'pausing'
    this.#pauseMs = Math.min(this.#pauseMs * 2 || RETURN_RETRY_MS.first, RETURN_RETRY_MS.most)
    this.#cancelPause = this.#clock.wait(this.#pauseMs, () => void this.#request())
  }

  async #request(): Promise<void> {
    // Timers stand still while the computer sleeps.
    if (this.#clock.now() >= this.until) return this.#giveUp()
    this.#state = 'requesting'
    this.#requests += 1
    const request = this.#requests
    const answer = await this.#requestTicket().catch(() => undefined)
    if (this.#state !== 'requesting' || request !== this.#requests) return
    if (!answer) return this.#pause()
    this.#state = 'connecting'
    if ('ticket' in answer) this.#enter(answer.ticket)
    else this.#end(answer.end)
  }

  #giveUp(): void {
    this.#end({ kind: 'closed', reason: 'lost' })
  }
}
