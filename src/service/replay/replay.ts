import type { EpochMs } from '../../conference/identity.ts'
import type { EventType } from '../../../contract/event/event-terms.ts'
import type { OutboxEvent } from '../outbox/outbox-event.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { EventReader } from './event-reader.ts'
import { ReplayError } from './replay-error.ts'

/** Rows of the outbox that are read for one page. */
const MAX_SCANNED = 1_000

/** Where to begin: after an event, or with the first event of a moment or later. */
export type Beginning = Readonly<{ after: number; from?: undefined } | { from: EpochMs; after?: undefined }>

/** `next`: the id after which the next page begins. `isEnd`: no later event was there at that moment. */
export type ReplayedPage = Readonly<{ events: readonly OutboxEvent[]; next: number; isEnd: boolean }>

/** Reads the outboxes of organizations for programs that continue where they stopped. */
export class Replay {
  readonly #store: OutboxStore

  constructor({ store }: { store: OutboxStore }) {
    this.#store = store
  }

  /** The id after which `reader` begins. @throws ReplayError `cursor-unknown` if no event has ever had the id */
  async findStart({ organizationId }: EventReader, beginning: Beginning): Promise<number> {
    const { after, from } = beginning
    if (from !== undefined) return this.#store.findIdBefore(organizationId, from)
    // Such a reader has seen events that a restored database has lost, and would miss those that get their ids.
    if (after > 0 && after > (await this.findNewest({ organizationId }))) throw new ReplayError('cursor-unknown')
    return after
  }

  /** The id of the newest event; 0 if there is none. */
  async findNewest({ organizationId }: Pick<EventReader, 'organizationId'>): Promise<number> {
    return (await this.#store.listNewest([organizationId])).get(organizationId) ?? 0
  }

  /**
   * The events after one, in order of id, of the given types or of all that `reader` may read. A page may be empty before the
   * end, so that a filter never makes a page slow.
   *
   * @throws ReplayError `event-type-not-permitted` if `reader` may not read one of `types`
   */
  async page(
    reader: EventReader,
    { after, limit, types }: Readonly<{ after: number; limit: number; types?: ReadonlySet<EventType> }>,
  ): Promise<ReplayedPage> {
    if (types && [...types].some((type) => !reader.types.has(type))) throw new ReplayError('event-type-not-permitted')
    const wanted = types ?? reader.types
    const rows = await this.#store.list(reader.organizationId, { after, limit: types ? MAX_SCANNED : limit })
    const all = rows.filter(({ type }) => wanted.has(type))
    const events = all.slice(0, limit)
    const wasCut = events.length < all.length
    const last = wasCut ? events.at(-1) : rows.at(-1)
    return { events, next: last?.id ?? after, isEnd: !wasCut && rows.length < (types ? MAX_SCANNED : limit) }
  }
}
