import type { ConferenceId, OrganizationId } from '../../conference/identity.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { ConferenceFilter, ConferenceWithMembers, SessionRecord, PageQuery } from './history-model.ts'

/** Reads over many conferences. Conferences are listed newest first, sessions oldest first, each row once. */
export interface HistoryStore {
  /** The existing conferences among `ids`, in any order. Members only for ongoing ones of `organizationId`. */
  listWithMembers(
    organizationId: OrganizationId,
    ids: readonly ConferenceId[],
  ): Promise<readonly ConferenceWithMembers[]>
  listConferences(filter: ConferenceFilter, query: PageQuery): Promise<readonly ConferenceHead[]>
  /** As `listConferences`, with the number of all conferences of `filter` at the same moment. */
  pageConferencesWithTotal(
    filter: ConferenceFilter,
    query: PageQuery,
  ): Promise<Readonly<{ rows: readonly ConferenceHead[]; total: number }>>
  /** Whether a conference or a booking of another organization uses or used the code. */
  isRoomCodeTaken(roomCode: string, by: Readonly<{ othersThan: OrganizationId }>): Promise<boolean>
  listSessions(id: ConferenceId, query: PageQuery): Promise<readonly SessionRecord[]>
}
