import type { ConferenceId, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Principal } from '../account/principal.ts'
import type { QualitySeries } from '../quality/quality-model.ts'
import type { QualityStore } from '../quality/quality-store.ts'
import type { MeetingPeopleStore, MemberQuality } from './meeting-people-store.ts'
import type { MeetingSearch } from './meeting-search.ts'

/** The connections of one person in a conference. `latest`: what was measured last, of people with an account, for 30 days. */
export type PersonQuality = MemberQuality & Readonly<{ latest?: QualitySeries[number] }>

/** How good the connections of people in a conference were, for administrators of its organization. */
export class MeetingQuality {
  readonly #meetings: Pick<MeetingSearch, 'loadHead'>
  readonly #people: Pick<MeetingPeopleStore, 'pageQuality'>
  readonly #quality: Pick<QualityStore, 'listLatest'>

  constructor(deps: {
    meetings: Pick<MeetingSearch, 'loadHead'>
    people: Pick<MeetingPeopleStore, 'pageQuality'>
    quality: Pick<QualityStore, 'listLatest'>
  }) {
    this.#meetings = deps.meetings
    this.#people = deps.people
    this.#quality = deps.quality
  }

  /**
   * The people who joined, in order of first appearance, after the place `after`. `next`: the place after which the next
   * page begins.
   *
   * @throws AccountError `not-administrator`; ConferenceError `conference-not-found`
   */
  async page(
    by: Principal,
    { organizationId, id }: Readonly<{ organizationId: OrganizationId; id: ConferenceId }>,
    { after, limit }: Readonly<{ after: number; limit: number }>,
  ): Promise<Readonly<{ people: readonly PersonQuality[]; next?: number }>> {
    await this.#meetings.loadHead(by, organizationId, id)
    const found = await this.#people.pageQuality(id, { after, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const withAccount = shown.flatMap(({ unionId }): UnionId[] => (unionId === undefined ? [] : [unionId]))
    const latest = await this.#quality.listLatest(id, withAccount)
    const people = shown.map((person) => {
      const point = person.unionId && latest.get(person.unionId)
      return { ...person, ...(point && { latest: point }) }
    })
    const last = shown.at(-1)
    return { people, ...(found.length > limit && last && { next: last.seq }) }
  }
}
