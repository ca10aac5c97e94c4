import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Relay } from '../relay.ts'
import type { EngineRooms } from './media.ts'

/** A server compares this room now. */
type Claim = Readonly<{ room: ConferenceId }>

/** The fractional parts of its multiples are spread over 0 to 1, and those of consecutive multiples are far apart. */
const GOLDEN_RATIO = 0.618

/**
 * Compares the rooms of a media engine with the rosters and puts right what was lost: a person who is not in the roster, a
 * permission that differs, a track that must not be heard.
 *
 * All servers list all rooms, and each tells the others which room it compares. So a room is compared once in each period,
 * and a server that is gone leaves none out: nobody tells of its rooms any more.
 */
export class MediaRepairs {
  readonly #rooms: EngineRooms
  readonly #conductor: Pick<Conductor, 'findCommitted'>
  readonly #clock: Clock
  readonly #relay: Pick<Relay, 'serverNumber'>
  readonly #periodMs: number
  readonly #listeners: ((repairs: number) => void)[] = []
  readonly #onError: (error: unknown) => void
  readonly #relayClaim: (claim: Claim) => void
  /** The rooms that other servers have compared, and when. */
  readonly #claimed = new Map<ConferenceId, EpochMs>()
  readonly #hinted = new Set<ConferenceId>()
  /** The rooms that were compared after a hint since the last `runHinted`. Further hints wait for the next one. */
  readonly #resting = new Set<ConferenceId>()
  #isFailing = false

  /**
   * @param deps.periodMs in which a room is compared once
   * @param deps.onError is called with the first of several errors in a row
   */
  constructor(deps: {
    rooms: EngineRooms
    conductor: Pick<Conductor, 'findCommitted'>
    clock: Clock
    relay: Relay
    periodMs: number
    onError: (error: unknown) => void
  }) {
    this.#rooms = deps.rooms
    this.#conductor = deps.conductor
    this.#clock = deps.clock
    this.#relay = deps.relay
    this.#periodMs = deps.periodMs
    this.#onError = deps.onError
    this.#relayClaim = deps.relay.open('compared room', {
      receive: ({ room }: Claim) => void this.#claimed.set(room, this.#clock.now()),
    })
  }

  /** Calls `listener` with how many things were put right in a room, after each comparison that found any. */
  onRepaired(listener: (repairs: number) => void): void {
    this.#listeners.push(listener)
  }

  /**
   * Compares all rooms that no other server has compared in this period. Never rejects: an engine that cannot be reached is
   * asked again the next time.
   */
  async run(): Promise<void> {
    const from = this.#clock.now() - this.#periodMs
    for (const [room, at] of this.#claimed) if (at <= from) this.#claimed.delete(room)
    await this.#reportingErrors(async () => {
      for (const room of this.#inOwnOrder(await this.#rooms.list())) {
        if (this.#claimed.has(room)) continue
        this.#relayClaim({ room })
        await this.#repair(room)
      }
      this.#isFailing = false
    })
  }

  /**
   * Somebody has joined or published in a room: compares it at once, since they may be somebody who was removed. Further hints
   * wait for the next `runHinted`.
   */
  hint(room: ConferenceId): void {
    if (this.#resting.has(room)) this.#hinted.add(room)
    else void this.#repairHinted(room)
  }

  /** Compares the rooms with hints that wait, each once. Never rejects. */
  async runHinted(): Promise<void> {
    const rooms = [...this.#hinted]
    this.#hinted.clear()
    this.#resting.clear()
    for (const room of rooms) await this.#repairHinted(room)
  }

  async #repairHinted(room: ConferenceId): Promise<void> {
    this.#resting.add(room)
    await this.#reportingErrors(() => this.#repair(room))
  }

  /** The rooms in the order in which this server compares them. Each server begins with a different room. */
  #inOwnOrder(rooms: readonly ConferenceId[]): readonly ConferenceId[] {
    const first = Math.floor(((this.#relay.serverNumber * GOLDEN_RATIO) % 1) * rooms.length)
    const sorted = rooms.toSorted()
    return [...sorted.slice(first), ...sorted.slice(0, first)]
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
