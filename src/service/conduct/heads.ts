import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, OrganizationId } from '../../conference/identity.ts'
import { bytesOfText, type Cache, type CacheBudget } from '../cache-budget.ts'
import { andThen, type Eventually } from '../eventually.ts'
import type { ConferenceHead } from './conference-head.ts'
import type { CommittedChange } from './committed.ts'
import type { ConferenceStore } from './conference-store.ts'
import type { Follower } from './feed.ts'

/** Estimated memory of a head, without its texts. */
const HEAD_BYTES = 120

/** Loads the heads of conferences (conferences without their members), and checks which organization owns a conference. */
export class Heads implements Follower {
  readonly #conferences: Pick<ConferenceStore, 'cacheTrust' | 'findHead' | 'findVersion'>
  readonly #heads: Cache<ConferenceId, ConferenceHead>

  constructor(conferences: Pick<ConferenceStore, 'cacheTrust' | 'findHead' | 'findVersion'>, caches: CacheBudget) {
    this.#conferences = conferences
    this.#heads = caches.open('heads', { sizeOf: bytesOfHead })
  }

  /** Caches the head as it is after the change. */
  follow({ conferenceId, head }: Pick<CommittedChange, 'conferenceId' | 'head'>): void {
    this.#keep(conferenceId, head)
  }

  /** Drops the cached head of a conference. */
  forget(id: ConferenceId): void {
    this.#heads.delete(id)
  }

  /** Drops the cached heads of conferences that have ended. */
  forgetEnded(): void {
    for (const [id, { endedAt }] of this.#heads.entries()) if (endedAt !== undefined) this.forget(id)
  }

  /**
   * The head of a conference of any organization. If it is cached and only this server writes to the store, the result is
   * the head itself and not a promise.
   *
   * @throws ConferenceError `conference-not-found`
   */
  load(id: ConferenceId): Eventually<ConferenceHead> {
    const head = this.#heads.get(id)
    if (!head) return this.#read(id)
    return this.#conferences.cacheTrust === 'until-own-write' ? head : this.#loadIfNewer(head)
  }

  /**
   * As `load`, for a conference that `owner` owns.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organization owns it)
   */
  loadOwned(owner: Readonly<{ organizationId: OrganizationId }>, id: ConferenceId): Eventually<ConferenceHead> {
    return andThen(this.load(id), (head) => {
      if (head.organizationId !== owner.organizationId) throw new ConferenceError('not-permitted')
      return head
    })
  }

  /** `cached`, unless another server has written since. A head changes only with its version. */
  async #loadIfNewer(cached: ConferenceHead): Promise<ConferenceHead> {
    const version = await this.#conferences.findVersion(cached.id)
    if (version === undefined) this.forget(cached.id) // it was deleted
    return version !== undefined && version <= cached.version ? cached : this.#read(cached.id)
  }

  async #read(id: ConferenceId): Promise<ConferenceHead> {
    const head = await this.#conferences.findHead(id)
    if (!head) throw new ConferenceError('conference-not-found')
    return this.#keep(id, head)
  }

  /** Caches `head`, unless a newer one is cached: a commit may have happened during a read. Gives the newer one. */
  #keep(id: ConferenceId, head: ConferenceHead): ConferenceHead {
    const cached = this.#heads.get(id)
    if (cached && cached.version > head.version) return cached
    this.#heads.set(id, head)
    return head
  }
}

function bytesOfHead(head: ConferenceHead): number {
  const { id, organizationId, bookingId, title, creatorUnionId, creatorNick, host, focus } = head
  const { roomCode, linkToken, passcode, hostPasscode } = head
  const texts = [id, organizationId, bookingId, title, creatorUnionId, creatorNick, host, focus]
  return [...texts, roomCode, linkToken, passcode, hostPasscode].reduce(
    (sum, text) => sum + bytesOfText(text),
    HEAD_BYTES,
  )
}
