import type { ConferenceId, UnionId } from '../../conference/identity.ts'
import type { EndedEntry, OngoingEntry, OngoingList, RosterPage } from './read-model.ts'

/** The stored members of conferences, and the conferences of people. */
export interface RosterStore {
  /** Members with `seq > after`, and the version of the conference at that moment; `undefined` if there is none. */
  findPage(id: ConferenceId, page: PageRequest): Promise<{ version: number; page: RosterPage } | undefined>
  /** The ongoing conferences with a member row of this person, no matter with which status. */
  listOngoing(unionId: UnionId): Promise<OngoingList>
  /** The conferences and versions of what `listOngoing` would give, in its order. Cheaper than the list. */
  listOngoingVersions(unionId: UnionId): Promise<readonly OngoingVersion[]>
  /** The ended conferences with a member row of this person, latest end first. */
  listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]>
}

export type OngoingVersion = Pick<OngoingEntry, 'conferenceId' | 'version'>

/** At most `limit` members, those whose `seq` is greater than `after`. */
export type PageRequest = Readonly<{ after: number; limit: number }>
