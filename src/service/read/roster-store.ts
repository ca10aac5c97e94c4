import type { ConferenceId, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { EndedEntry, OngoingEntry, OngoingList, RosterPage } from './read-model.ts'

/** The stored members of conferences, and the conferences of people. */
export interface RosterStore {
  /** Members with `seq > after`, and the version of the conference at that moment; `undefined` if there is none. */
  findPage(id: ConferenceId, page: PageRequest): Promise<{ version: number; page: RosterPage } | undefined>
  /** The ongoing conferences with a member row of this person, no matter with which status. */
  listOngoing(unionId: UnionId): Promise<OngoingList>
  /** What `listOngoing` would give, and whether the person is a user of the organization. Cheaper than the list. */
  findOngoingVersions(organizationId: OrganizationId, unionId: UnionId): Promise<OngoingVersions>
  /** The ended conferences with a member row of this person, latest end first. */
  listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]>
}

export type OngoingVersion = Pick<OngoingEntry, 'conferenceId' | 'version'>

/** `versions`: the conferences and versions of a person's ongoing list, in its order. All of one moment. */
export type OngoingVersions = Readonly<{ isUser: boolean; versions: readonly OngoingVersion[] }>

/** At most `limit` members, those whose `seq` is greater than `after`. */
export type PageRequest = Readonly<{ after: number; limit: number }>
