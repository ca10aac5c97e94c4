import type { ConferenceId, UnionId } from '../../conference/identity.ts'
import { bytesOfText, type Cache, type CacheBudget } from '../cache-budget.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import { bytesOfMember } from './member-bytes.ts'
import type { OngoingList } from './read-model.ts'

/** A list without its conferences, and the answer that is rendered from it without theirs. */
const LIST_BYTES = 1_250
/** A conference in a list without its texts, and the place of the person in the index. */
const ENTRY_BYTES = 120

/** The ongoing conferences of people, until a commit changes them. */
export class OngoingCache {
  /** By conference: the people whose lists contain it. Its end changes all of these lists. */
  readonly #peopleByConference = new Map<ConferenceId, Set<UnionId>>()
  readonly #lists: Cache<UnionId, OngoingList>
  #epoch = 0

  constructor(caches: CacheBudget) {
    this.#lists = caches.open('ongoing', {
      sizeOf: bytesOfList,
      onDropped: (list, unionId) => this.#removeFromIndex(list, unionId),
    })
  }

  /** Changes with every commit. What was read from the store in an earlier epoch may be out of date. */
  get epoch(): number {
    return this.#epoch
  }

  get(unionId: UnionId): OngoingList | undefined {
    return this.#lists.get(unionId)
  }

  /** Caches `list`, which was read in `epoch`, unless something has been committed since. */
  set(unionId: UnionId, list: OngoingList, epoch: number): void {
    if (epoch !== this.#epoch) return
    this.#lists.set(unionId, list)
    if (!this.#lists.has(unionId)) return // too large to stay
    for (const { conferenceId } of list) {
      const people = this.#peopleByConference.get(conferenceId) ?? new Set()
      this.#peopleByConference.set(conferenceId, people.add(unionId))
    }
  }

  /** Removes the lists that a change has made obsolete. */
  follow({ conferenceId, head, members }: CommittedChange): void {
    this.#epoch += 1
    for (const { person } of members) if (person.kind === 'user') this.#lists.delete(person.unionId)
    if (head.endedAt === undefined) return
    for (const unionId of this.#peopleByConference.get(conferenceId) ?? []) this.#lists.delete(unionId)
  }

  #removeFromIndex(list: OngoingList, unionId: UnionId): void {
    for (const { conferenceId } of list) {
      const people = this.#peopleByConference.get(conferenceId)
      people?.delete(unionId)
      if (people?.size === 0) this.#peopleByConference.delete(conferenceId)
    }
  }
}

function bytesOfList(list: OngoingList): number {
  return list.reduce((sum, { conferenceId, organizationId, member }) => {
    return sum + ENTRY_BYTES + 3 * bytesOfText(conferenceId) + bytesOfText(organizationId) + bytesOfMember(member)
  }, LIST_BYTES)
}
