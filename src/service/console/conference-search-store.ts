import type { EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Page, PageQuery } from '../read/history-model.ts'

/** Which conferences are searched. All that is given has to match. */
export type ConferenceSearch = Readonly<{
  organizationId: OrganizationId
  /** As it was typed: all its words are in the title. A word of one or two letters begins a word of the title. */
  title?: string
  /** On the roster. */
  unionId?: UnionId
  /** The whole name of somebody on the roster without an account, in any case as far as the database knows it. */
  guest?: string
  roomCode?: string
  /** Started in `[from, to]`. */
  from?: EpochMs
  to?: EpochMs
}>

/** Finds conferences of the past and in progress. */
export interface ConferenceSearchStore {
  /**
   * The conferences that match, newest first. A page reads a limited number of rows, so it may be shorter than `limit`, even
   * empty, without being the last.
   */
  search(search: ConferenceSearch, query: PageQuery): Promise<Page<ConferenceHead>>
}
