import { LRUCache } from 'lru-cache'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, UnionId } from '../../conference/identity.ts'
import type { Caller, OnBehalf } from '../account/directory-model.ts'
import type { Directory } from '../account/directory.ts'
import { OngoingCache } from './ongoing-cache.ts'
import type { Commit, ConferenceStore } from '../conduct/conference-store.ts'
import type { PageRequest, RosterStore } from './roster-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { OngoingList, RosterPage } from './read-model.ts'

/** Which of a person's places in conferences in progress `users/lists` tells. */
export const ONGOING_READINGS = ['any', 'active', 'active+ringing'] as const
export type OngoingReading = (typeof ONGOING_READINGS)[number]

const STATUSES: Record<OngoingReading, readonly number[]> = {
  any: [1, 2, 3, 4, 5, 6],
  active: [3],
  'active+ringing': [1, 2, 3],
}

const MAX_HEADS = 50_000
/** Members in all the pages that are kept; a rendered one takes about 400 bytes. */
const MAX_PAGED_MEMBERS = 500_000
/** What an empty page takes, in members. */
const PAGE_WEIGHT = 8

/** The two heart reads: who is in a conference, and which conferences a person is in. */
export class Roster {
  readonly #conferences: ConferenceStore
  readonly #rosters: RosterStore
  readonly #directory: Directory
  readonly #reading: OngoingReading
  readonly #heads = new LRUCache<ConferenceId, ConferenceHead>({ max: MAX_HEADS })
  /** By conference, version and place: a page of an older version is never asked for again and falls out. */
  readonly #pages = new LRUCache<string, RosterPage>({
    maxSize: MAX_PAGED_MEMBERS,
    sizeCalculation: (page) => page.members.length + PAGE_WEIGHT,
  })
  readonly #ongoing = new OngoingCache()

  constructor(deps: {
    conferences: ConferenceStore
    rosters: RosterStore
    directory: Directory
    reading: OngoingReading
  }) {
    this.#conferences = deps.conferences
    this.#rosters = deps.rosters
    this.#directory = deps.directory
    this.#reading = deps.reading
  }

  /** Lets the reads see what was committed; before anyone is answered. */
  apply(commit: Commit): void {
    // Where others write too, a head is only as good as the moment it was read.
    if (this.#conferences.exclusive) this.#heads.set(commit.conferenceId, commit.head)
    this.#ongoing.apply(commit)
  }

  /**
   * Members in order of first appearance. The same object again until the conference changes.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organisation's)
   */
  async listMembers(caller: Caller, id: ConferenceId, page: PageRequest): Promise<RosterPage> {
    const head = await this.loadInfo(caller, id)
    const kept = this.#pages.get(keyOf(head, page))
    if (kept) return kept
    const found = await this.#rosters.findPage(id, page)
    if (!found) throw new ConferenceError('conference-not-found')
    this.#pages.set(keyOf({ id, version: found.version }, page), found.page)
    return found.page
  }

  /** What `listMembers` would give, where that is known without asking the store; `undefined` also for its refusals. */
  recallMembers(caller: Caller, id: ConferenceId, page: PageRequest): RosterPage | undefined {
    const head = this.#heads.get(id)
    return head?.organizationId === caller.organizationId ? this.#pages.get(keyOf(head, page)) : undefined
  }

  /**
   * The conferences in progress that the person has a place in, by start. Of a person who is not of the caller's
   * organisation, only those that this organisation owns. The same object again until one of them changes.
   *
   * @throws ConferenceError `user-not-found` for whom the caller's organisation has no means to know
   */
  async listOngoing(caller: OnBehalf, unionId: UnionId): Promise<OngoingList> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, unionId)
    const all = await this.#loadOngoing(unionId)
    if (user) return all
    const owned = all.filter((entry) => entry.organizationId === caller.organizationId)
    if (owned.length === 0) throw new ConferenceError('user-not-found')
    return owned
  }

  /** What `listOngoing` would give, where that is known without asking the store; `undefined` also for its refusal. */
  recallOngoing(caller: Caller, unionId: UnionId): OngoingList | undefined {
    return this.#directory.isKnown(caller.organizationId, unionId) ? this.#ongoing.get(unionId) : undefined
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted` (another organisation's) */
  async loadInfo(caller: OnBehalf, id: ConferenceId): Promise<ConferenceHead> {
    const head = this.#heads.get(id) ?? (await this.#loadHead(id))
    requireOwner(caller, head)
    return head
  }

  async #loadHead(id: ConferenceId): Promise<ConferenceHead> {
    const head = await this.#conferences.findHead(id)
    if (!head) throw new ConferenceError('conference-not-found')
    if (!this.#conferences.exclusive) return head
    // A commit may have gone through while the store was asked.
    const newer = this.#heads.get(id)
    if (newer && newer.version > head.version) return newer
    this.#heads.set(id, head)
    return head
  }

  async #loadOngoing(unionId: UnionId): Promise<OngoingList> {
    const kept = this.#ongoing.get(unionId)
    if (kept) return kept
    const { epoch } = this.#ongoing
    const statuses = STATUSES[this.#reading]
    const found = (await this.#rosters.listOngoing(unionId)).filter(({ member }) => statuses.includes(member.status))
    if (this.#conferences.exclusive) this.#ongoing.set(unionId, found, epoch)
    return found
  }
}

function requireOwner(caller: OnBehalf, head: ConferenceHead): void {
  if (head.organizationId !== caller.organizationId) throw new ConferenceError('not-permitted')
}

function keyOf({ id, version }: Pick<ConferenceHead, 'id' | 'version'>, { after, limit }: PageRequest): string {
  return `${id}:${version}:${after}:${limit}`
}
