import type { Due } from '../../conference/due.ts'
import type { LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId, PersonKey } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { ConferenceHead } from './conference-head.ts'

/** One conference's step from `head.version - events.length` to `head.version`, with everything it changes. */
export type Commit = Readonly<{
  conferenceId: ConferenceId
  head: ConferenceHead
  /** At least one; consecutive. */
  events: readonly LoggedEvent[]
  /** The members that the events touched, as they are after them. */
  members: readonly Member[]
  /** Those of them whose rows of the roster changed; another's row would be written as it is. */
  rows: ReadonlySet<PersonKey>
  due: readonly Due[]
}>

export interface ConferenceStore {
  readonly cacheTrust: CacheTrust
  /** Events after `after`, in order; empty if there is no such conference. */
  loadLog(id: ConferenceId, after?: number): Promise<readonly LoggedEvent[]>
  /**
   * Writes all that can be written of `commits` in one durable transaction: events, rows and due jobs; the jobs of
   * a conference that ended go. Several commits of one conference follow each other.
   *
   * @returns per commit `false` when the conference had moved on, and then for each later one of it
   */
  commit(commits: readonly Commit[]): Promise<readonly boolean[]>
  findHead(id: ConferenceId): Promise<ConferenceHead | undefined>
  findHeadByRoomCode(roomCode: string): Promise<ConferenceHead | undefined>
  countRunning(): Promise<number>
}
