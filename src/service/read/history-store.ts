import type { ConferenceId, OrganizationId } from '../../conference/identity.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { ConferenceFilter, Gathering, SessionRecord, Stretch } from './history-model.ts'

/** Reads over many conferences. Conferences come newest first, sessions oldest first, both without a gap or a repetition. */
export interface HistoryStore {
  /** Those of `ids` that there are, in any order; members only of those of `organizationId` that go on. */
  listGatherings(organizationId: OrganizationId, ids: readonly ConferenceId[]): Promise<readonly Gathering[]>
  listConferences(filter: ConferenceFilter, stretch: Stretch): Promise<readonly ConferenceHead[]>
  /** As `listConferences`, with how many there are of `filter` in all at that same moment. */
  countConferences(
    filter: ConferenceFilter,
    stretch: Stretch,
  ): Promise<Readonly<{ rows: readonly ConferenceHead[]; total: number }>>
  /** Whether a conference of another organisation has or had the code, or a booking of another will. */
  isRoomCodeTaken(roomCode: string, by: Readonly<{ othersThan: OrganizationId }>): Promise<boolean>
  listSessions(id: ConferenceId, stretch: Stretch): Promise<readonly SessionRecord[]>
}
