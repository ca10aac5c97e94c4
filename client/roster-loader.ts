import type { Socket } from 'socket.io-client'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../contract/signaling/events.ts'
import type { MembersPage, MembersRequest } from '../contract/signaling/types.ts'
import type { Clock } from './clock.ts'
import { applyPage, toRoster, type Roster } from './roster.ts'

type ConferenceSocket = Socket<ConferenceServerEvents, ConferenceClientEvents>

const ANSWER_TIMEOUT_MS = 5_000
/** Between two requests. The server allows 20 a second. */
const PAUSE_MS = 50

/**
 * Loads what the roster lacks: a snapshot after a missed change, and a large roster page by page. The members who are
 * present are loaded at once, all others on demand.
 */
export class RosterLoader {
  readonly #socket: ConferenceSocket
  readonly #clock: Clock
  readonly #roster: () => Roster | undefined
  readonly #take: (roster: Roster) => void
  #wantsAll = false
  #isLoading = false
  #isAskingForSnapshot = false

  constructor(deps: {
    socket: ConferenceSocket
    clock: Clock
    /** The roster now; nothing while the session is not in the meeting. */
    roster: () => Roster | undefined
    take: (roster: Roster) => void
  }) {
    this.#socket = deps.socket
    this.#clock = deps.clock
    this.#roster = deps.roster
    this.#take = deps.take
  }

  /** From now on the whole roster is loaded. */
  wantAll(): void {
    this.#wantsAll = true
    void this.complete()
  }

  /** Requests a new roster. If no answer comes, the next change or the next welcome leads to another request. */
  async reload(): Promise<void> {
    if (this.#isAskingForSnapshot) return
    this.#isAskingForSnapshot = true
    const answer = await this.#answered((socket) => socket.emitWithAck('snapshot'))
    this.#isAskingForSnapshot = false
    const roster = this.#roster()
    if (!answer?.ok || (roster && answer.snapshot.seq < roster.seq)) return
    this.#take(toRoster(answer.snapshot))
    await this.complete()
  }

  /** Loads the pages that are missing. */
  async complete(): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    for (let next = this.#nextPage(); next; next = this.#nextPage()) {
      const request = next
      const answer = await this.#answered((socket) => socket.emitWithAck('members', request))
      if (answer?.ok) this.#takePage(request, answer.page)
      await new Promise<void>((resolve) => this.#clock.wait(PAUSE_MS, resolve))
    }
    this.#isLoading = false
  }

  #nextPage(): MembersRequest | undefined {
    const { present, past } = this.#roster()?.more ?? {}
    if (present !== undefined) return { list: 'present', after: present }
    return this.#wantsAll && past !== undefined ? { list: 'past', after: past } : undefined
  }

  #takePage(request: MembersRequest, page: MembersPage): void {
    const roster = this.#roster()
    if (roster) this.#take(applyPage(roster, request, page))
  }

  /** Nothing if the connection was lost on the way. */
  async #answered<T>(send: (socket: ReturnType<ConferenceSocket['timeout']>) => Promise<T>): Promise<T | undefined> {
    try {
      return await send(this.#socket.timeout(ANSWER_TIMEOUT_MS))
    } catch {
      return undefined
    }
  }
}
