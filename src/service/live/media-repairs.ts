import type { ConferenceId } from '../../conference/identity.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { EngineRooms } from './media.ts'

/** How long after a hint a room is compared. Hints of this time need no other comparison. */
const HINT_DELAY_MS = 200

/**
 * Compares the rooms of a media engine with the rosters and puts right what was lost: a person who is not in the roster, a
 * permission that differs, a track that must not be heard.
 */
export class MediaRepairs implements Disposable {
  readonly #rooms: EngineRooms
  readonly #conductor: Pick<Conductor, 'findCommitted'>
  readonly #listeners: ((repairs: number) => void)[] = []
  readonly #onError: (error: unknown) => void
  readonly #hinted = new Map<ConferenceId, NodeJS.Timeout>()
  #isFailing = false

  /** @param deps.onError is called with the first of several errors in a row */
  constructor(deps: {
    rooms: EngineRooms
    conductor: Pick<Conductor, 'findCommitted'>
    onError: (error: unknown) => void
  }) {
    this.#rooms = deps.rooms
    this.#conductor = deps.conductor
    this.#onError = deps.onError
  }

  /** Calls `listener` with how many things were put right in a room, after each comparison that found any. */
  onRepaired(listener: (repairs: number) => void): void {
    this.#listeners.push(listener)
  }

  /** Compares all rooms. Never rejects: an engine that cannot be reached is asked again the next time. */
  async run(): Promise<void> {
    await this.#reportingErrors(async () => {
      for (const id of await this.#rooms.list()) await this.#repair(id)
      this.#isFailing = false
    })
  }

  /** Somebody has joined or published in a room: compares it soon. */
  hint(id: ConferenceId): void {
    if (this.#hinted.has(id)) return
    const timer = setTimeout(() => {
      this.#hinted.delete(id)
      void this.#reportingErrors(() => this.#repair(id))
    }, HINT_DELAY_MS)
    this.#hinted.set(id, timer)
  }

  [Symbol.dispose](): void {
    for (const timer of this.#hinted.values()) clearTimeout(timer)
  }

  async #repair(id: ConferenceId): Promise<void> {
    const repairs = await this.#rooms.repair(id, () => this.#conductor.findCommitted(id))
    if (repairs > 0) for (const listener of this.#listeners) listener(repairs)
  }

  async #reportingErrors(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!this.#isFailing) this.#onError(error)
      this.#isFailing = true
    }
  }
}
