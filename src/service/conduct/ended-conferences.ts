import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from './committed.ts'
import type { Follower } from './feed.ts'

/** A part of the server that keeps conferences in memory. */
type ConferenceCache = { forget(id: ConferenceId): void }

/** How long a conference stays in memory after its end: people may still look at it. */
const LOOKED_AT_MS = 30_000

/** Makes other parts forget a conference soon after its end, even if they have read it again since. */
export class EndedConferences implements Follower {
  readonly #parts: readonly ConferenceCache[]
  readonly #clock: Clock
  /** When this process followed the end of each conference. The earliest is first. */
  readonly #endedAt = new Map<ConferenceId, EpochMs>()

  constructor(deps: { parts: readonly ConferenceCache[]; clock: Clock }) {
    this.#parts = deps.parts
    this.#clock = deps.clock
  }

  /** Notes the end of a conference. */
  follow({ conferenceId, head }: CommittedChange): void {
    if (head.endedAt === undefined) return
    this.#endedAt.delete(conferenceId)
    this.#endedAt.set(conferenceId, this.#clock.now())
  }

  /** Forgets the conferences that ended 30 s ago or earlier. */
  forgetOld(): void {
    const now = this.#clock.now()
    for (const [id, at] of this.#endedAt) {
      if (now - at < LOOKED_AT_MS) return
      this.#endedAt.delete(id)
      for (const part of this.#parts) part.forget(id)
    }
  }
}
