import type { ConferenceId, OrganizationId } from '../../conference/identity.ts'
import type { EngineName } from '../../conference/terms.ts'

/** What a list of conferences in progress shows of each beside its head. `hostNick`: absent if the host is not on the roster. */
export type LiveDetails = Readonly<{ engine: EngineName; hostNick?: string }>

/** How many conferences of an organization are in progress, and how many people are inside, each in each conference. */
export type LiveCount = Readonly<{ conferences: number; people: number }>

/** Reads over the conferences in progress of an organization. */
export interface LiveStore {
  countNow(organizationId: OrganizationId): Promise<LiveCount>
  /** Those of `ids` that exist. */
  listDetails(ids: readonly ConferenceId[]): Promise<ReadonlyMap<ConferenceId, LiveDetails>>
}
