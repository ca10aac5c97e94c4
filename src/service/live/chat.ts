import { LRUCache } from 'lru-cache'
import type { Said } from '../../../contract/signaling/types.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import type { Conductor } from '../conduct/conductor.ts'
import { Pace } from './pace.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import { loadSeated, type Seat, type Seated } from '../conduct/seat.ts'

const MAX_LINES = 200
/** Conferences whose lines are held; beyond it those that were silent longest lose theirs. */
const MAX_CONFERENCES = 5_000
const PACE = { count: 5, windowMs: 5_000 }

/** What is said in running conferences, and how people react. In memory: gone with the conference, or the server. */
export class Chat implements Follower {
  readonly #conductor: Conductor
  readonly #clock: Clock
  readonly #lines = new LRUCache<ConferenceId, readonly Said[]>({ max: MAX_CONFERENCES })
  readonly #saying = new Pace(PACE)
  readonly #reacting = new Pace(PACE)

  constructor(deps: { conductor: Conductor; clock: Clock }) {
    this.#conductor = deps.conductor
    this.#clock = deps.clock
  }

  /** The last 200 lines, oldest first. */
  list(conferenceId: ConferenceId): readonly Said[] {
    return this.#lines.get(conferenceId) ?? []
  }

  /** @throws ConferenceError `session-ended`, `conference-not-found`, `not-permitted` (booked without a chat) */
  async say(seat: Seat, text: string): Promise<Said | 'too-fast'> {
    const { member } = await this.#loadTalker(seat)
    const at = this.#clock.now()
    if (!this.#saying.take(seat.participantId, at)) return 'too-fast'
    const lines = this.list(seat.conferenceId)
    // By the clock, so that numbers go on rising after a restart that lost the lines.
    const id = Math.max(at, (lines.at(-1)?.id ?? 0) + 1)
    const said = { id, from: member.key, nick: member.nick, text, at }
    this.#lines.set(seat.conferenceId, [...lines, said].slice(-MAX_LINES))
    return said
  }

  /** Who reacts, on which device. @throws ConferenceError as `say` */
  async react(seat: Seat): Promise<Readonly<{ from: ParticipantId; nick: string }> | 'too-fast'> {
    const { member } = await this.#loadTalker(seat)
    if (!this.#reacting.take(seat.participantId, this.#clock.now())) return 'too-fast'
    return { from: seat.participantId, nick: member.nick }
  }

  async #loadTalker(seat: Seat): Promise<Seated> {
    const seated = await loadSeated(this.#conductor, seat)
    if (seated.state.booked?.chat === false) throw new ConferenceError('not-permitted')
    return seated
  }

  /** Follows what was committed: what ended is forgotten. */
  follow({ conferenceId, head, events }: CommittedChange): void {
    for (const { event } of events) {
      if (event.type !== 'session-closed') continue
      this.#saying.forget(event.participantId)
      this.#reacting.forget(event.participantId)
    }
    if (head.endedAt !== undefined) this.#lines.delete(conferenceId)
  }
}
