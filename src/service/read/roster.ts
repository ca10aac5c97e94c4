import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { OrganizationScope } from '../account/caller.ts'
import type { User } from '../account/directory-entries.ts'
import type { Directory } from '../account/directory.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { CacheBudget } from '../cache-budget.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Heads } from '../conduct/heads.ts'
import { andThen, both, type Eventually } from '../eventually.ts'
import { OngoingCache } from './ongoing-cache.ts'
import { PageCache, toPageKey } from './page-cache.ts'
import { ReadsInProgress } from './reads-in-progress.ts'
import type { EndedEntry, OngoingEntry, OngoingList, RosterMember, RosterPage } from './read-model.ts'
import type { OngoingVersion, PageRequest, RosterStore } from './roster-store.ts'

/** Which of a person's conferences in progress count as ongoing, by the status of the person in them. */
export const ONGOING_SCOPES = ['any', 'active', 'active+ringing'] as const
export type OngoingScope = (typeof ONGOING_SCOPES)[number]

const STATUSES: Record<OngoingScope, readonly number[]> = {
  any: [1, 2, 3, 4, 5, 6],
  active: [3],
  'active+ringing': [1, 2, 3],
}

/** The two hot reads: who is in a conference, and which conferences a person is in. */
export class Roster implements Follower {
  readonly #conferences: Pick<ConferenceStore, 'cacheTrust'>
  readonly #heads: Pick<Heads, 'load' | 'loadOwned'>
  readonly #rosters: RosterStore
  readonly #directory: Pick<Directory, 'findUserByUnionId'>
  readonly #ongoingScope: OngoingScope
  readonly #pages: PageCache
  readonly #memberships: OngoingCache
  readonly #pageReads = new ReadsInProgress<RosterPage>()
  readonly #listReads = new ReadsInProgress<OngoingList>()
  /** Parts of each list of memberships, by name; see `#partOf`. */
  readonly #parts = new WeakMap<OngoingList, Map<string, OngoingList>>()

  constructor(deps: {
    conferences: Pick<ConferenceStore, 'cacheTrust'>
    heads: Pick<Heads, 'load' | 'loadOwned'>
    rosters: RosterStore
    directory: Pick<Directory, 'findUserByUnionId'>
    ongoingScope: OngoingScope
    caches: CacheBudget
  }) {
    this.#conferences = deps.conferences
    this.#heads = deps.heads
    this.#rosters = deps.rosters
    this.#directory = deps.directory
    this.#ongoingScope = deps.ongoingScope
    this.#pages = new PageCache(deps.caches)
    this.#memberships = new OngoingCache(deps.caches)
  }

  /** Makes a change visible to the reads. */
  follow(change: CommittedChange): void {
    this.#memberships.follow(change)
    this.#pages.forget(change.conferenceId) // those of an older version are never read again
  }

  /** Drops the pages of a conference. */
  forget(id: ConferenceId): void {
    this.#pages.forget(id)
  }

  /** Drops all pages: they do not say which conferences have ended. */
  forgetEnded(): void {
    this.#pages.clear()
  }

  /**
   * Members in order of first appearance. The same object until the conference changes; known at once if it is cached.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organization owns it)
   */
  listMembers(caller: OrganizationScope, id: ConferenceId, page: PageRequest): Eventually<RosterPage> {
    return andThen(
      this.#heads.loadOwned(caller, id),
      (head) => this.#pages.get(head, page) ?? this.#loadPage(head, page),
    )
  }

  /**
   * The ongoing conferences of a person, by start. If the person is not of the caller's organization: only the
   * conferences that this organization owns. The same object until one of them changes; known at once if it is cached.
   *
   * @throws ConferenceError `user-not-found`: the person is unknown to the caller's organization
   */
  listOngoing(caller: OrganizationScope, unionId: UnionId): Eventually<OngoingList> {
    const { organizationId } = caller
    return andThen(this.#findPerson(organizationId, unionId), ({ isUser, memberships }) => {
      const counts = STATUSES[this.#ongoingScope]
      const ongoing = this.#partOf(memberships, 'ongoing', ({ member }) => counts.includes(member.status))
      if (isUser) return ongoing
      const owned = this.#partOf(ongoing, organizationId, (entry) => entry.organizationId === organizationId)
      if (owned.length === 0) throw new ConferenceError('user-not-found')
      return owned
    })
  }

  /** As `listOngoing` for a person of the caller's organization, each conference with its head. */
  async listOngoingHeads({ organizationId, unionId }: Pick<User, 'organizationId' | 'unionId'>) {
    const ongoing: { head: ConferenceHead; member: RosterMember }[] = []
    for (const { conferenceId, member } of await this.listOngoing({ organizationId }, unionId)) {
      const head = await this.#heads.load(conferenceId)
      if (head.endedAt === undefined) ongoing.push({ head, member })
    }
    return ongoing
  }

  /** The conferences in progress with a member row of this person, no matter with which status, by start. */
  listMemberships(unionId: UnionId): Eventually<OngoingList> {
    const cached = this.#conferences.cacheTrust === 'until-own-write' ? this.#memberships.get(unionId) : undefined
    return cached ?? this.#loadMemberships(unionId)
  }

  /** The ended conferences with a member row of this person, latest end first. */
  listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]> {
    return this.#rosters.listEnded(unionId, limit)
  }

  #loadPage(head: ConferenceHead, page: PageRequest): Promise<RosterPage> {
    return this.#pageReads.read(toPageKey(head, page), () => this.#readPage(head.id, page))
  }

  async #readPage(id: ConferenceId, page: PageRequest): Promise<RosterPage> {
    const found = await this.#rosters.findPage(id, page)
    if (!found) throw new ConferenceError('conference-not-found')
    this.#pages.set({ id, version: found.version }, page, found.page)
    return found.page
  }

  async #loadMemberships(unionId: UnionId): Promise<OngoingList> {
    const { epoch } = this.#memberships
    const found = await this.#rosters.listOngoing(unionId)
    this.#memberships.set(unionId, found, epoch)
    return found
  }

  #findPerson(organizationId: OrganizationId, unionId: UnionId): Eventually<Person> {
    if (this.#conferences.cacheTrust === 'when-read') return this.#readPerson(organizationId, unionId)
    const known = both(this.#directory.findUserByUnionId(organizationId, unionId), this.listMemberships(unionId))
    return andThen(known, ([user, memberships]) => ({ isUser: user !== undefined, memberships }))
  }

  /** One look-up says what other servers may have changed. The cached list is used if it still is that of the store. */
  async #readPerson(organizationId: OrganizationId, unionId: UnionId): Promise<Person> {
    const { isUser, versions } = await this.#rosters.findOngoingVersions(organizationId, unionId)
    const cached = this.#memberships.get(unionId)
    if (cached && isSame(cached, versions)) return { isUser, memberships: cached }
    const key = JSON.stringify([unionId, versions])
    return { isUser, memberships: await this.#listReads.read(key, () => this.#loadMemberships(unionId)) }
  }

  /**
   * The same part of the same list is the same object: what was rendered from it is found by that object. A person can
   * be in a thousand conferences, so the list is searched only once.
   */
  #partOf(list: OngoingList, name: string, belongs: (entry: OngoingEntry) => boolean): OngoingList {
    let parts = this.#parts.get(list)
    if (!parts) this.#parts.set(list, (parts = new Map()))
    let part = parts.get(name)
    if (!part) parts.set(name, (part = list.every(belongs) ? list : list.filter(belongs)))
    return part
  }
}

/** Whether a person is a user of the caller's organization, and their conferences in progress. */
type Person = Readonly<{ isUser: boolean; memberships: OngoingList }>

function isSame(one: readonly OngoingVersion[], other: readonly OngoingVersion[]): boolean {
  if (one.length !== other.length) return false
  return one.every(({ conferenceId, version }, index) => {
    const same = other[index]
    return same?.conferenceId === conferenceId && same.version === version
  })
}
