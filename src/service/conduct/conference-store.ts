import type { Due } from '../../conference/due.ts'
import type { LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId, PersonKey } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import type { WakeUp } from './bus.ts'
import type { ConferenceHead } from './conference-head.ts'

/** One step of a conference, from version `head.version - events.length` to `head.version`, and everything it changes. */
export type Commit = Readonly<{
  conferenceId: ConferenceId
  head: ConferenceHead
  /** At least one; consecutive. */
  events: readonly LoggedEvent[]
  /** The members that the events touched, as they are after them. */
  members: readonly Member[]
  /** Those of them whose roster rows changed. */
  rows: ReadonlySet<PersonKey>
  due: readonly Due[]
  /** What programs get of the events. */
  /** Entries of the audit log about what led to the events. */
  audit?: readonly AuditEntry[]
  outboxEvents: readonly NewOutboxEvent[]
}>

/** Stored conferences: their logs, and the rows that follow from them. */
export interface ConferenceStore {
  readonly cacheTrust: CacheTrust
  /** Gives the events after version `after`, in order, `limit` at most; none if there is no such conference. */
  readLog(id: ConferenceId, after?: number, limit?: number): Promise<readonly LoggedEvent[]>
  /**
   * Writes commits in one durable transaction: their events, rows, due jobs, entries of the audit log and outbox events. Deletes the jobs of conferences that
   * end. Several commits of one conference follow each other.
   *
   * @returns for each commit whether it was written. `false` if the conference had another version; then also for every
   *   later commit of it
   */
  commit(commits: readonly Commit[]): Promise<readonly boolean[]>
  findHead(id: ConferenceId): Promise<ConferenceHead | undefined>
  /** The version of its head. Cheaper than the head. */
  findVersion(id: ConferenceId): Promise<number | undefined>
  findHeadByRoomCode(roomCode: string): Promise<ConferenceHead | undefined>
  countRunning(): Promise<number>
  /** The conferences in progress, with the version of each. */
  listRunning(): Promise<readonly WakeUp[]>
}
