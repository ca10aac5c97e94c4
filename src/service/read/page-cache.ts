import type { ConferenceId } from '../../conference/identity.ts'
import type { Cache, CacheBudget } from '../cache-budget.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { RosterPage } from './read-model.ts'
import { bytesOfMember } from './member-bytes.ts'
import type { PageRequest } from './roster-store.ts'

type Versioned = Pick<ConferenceHead, 'id' | 'version'>

/** A page without its members, and the answer that is rendered from it without theirs. */
const PAGE_BYTES = 2_100

/** Pages of rosters, by conference, version and position. */
export class PageCache {
  readonly #pages: Cache<string, RosterPage>
  /** The keys of the pages of each conference. */
  readonly #keys = new Map<ConferenceId, Set<string>>()

  constructor(caches: CacheBudget) {
    this.#pages = caches.open('pages', {
      sizeOf: ({ members }) => members.reduce((sum, member) => sum + bytesOfMember(member), PAGE_BYTES),
      onDropped: ({ conferenceId }, key) => this.#removeFromIndex(conferenceId, key),
    })
  }

  get(head: Versioned, place: PageRequest): RosterPage | undefined {
    return this.#pages.get(toPageKey(head, place))
  }

  set(head: Versioned, place: PageRequest, page: RosterPage): void {
    const key = toPageKey(head, place)
    this.#pages.set(key, page)
    if (!this.#pages.has(key)) return // too large to stay
    const keys = this.#keys.get(head.id) ?? new Set()
    this.#keys.set(head.id, keys.add(key))
  }

  /** Drops the pages of a conference. */
  forget(id: ConferenceId): void {
    for (const key of this.#keys.get(id) ?? []) this.#pages.delete(key)
  }

  /** Drops all pages. */
  clear(): void {
    this.#pages.clear()
  }

  #removeFromIndex(id: ConferenceId, key: string): void {
    const keys = this.#keys.get(id)
    keys?.delete(key)
    if (keys?.size === 0) this.#keys.delete(id)
  }
}

/** Names a page of one version. */
export function toPageKey({ id, version }: Versioned, { after, limit }: PageRequest): string {
  return `${id}:${version}:${after}:${limit}`
}
