import type { ConferenceId, UnionId } from '../../conference/identity.ts'
import type { EndedEntry, OngoingList, RosterPage } from './read-model.ts'

export interface RosterStore {
  /** Members with `seq > after`, and the version of the conference they were read at; `undefined` if there is none. */
  findPage(id: ConferenceId, page: PageRequest): Promise<{ version: number; page: RosterPage } | undefined>
  /** The conferences in progress where this person has a member row, whatever his status. */
  listOngoing(unionId: UnionId): Promise<OngoingList>
  /** The conferences with a member row of this person that have ended, latest end first. */
  listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]>
}

export type PageRequest = Readonly<{ after: number; limit: number }>
