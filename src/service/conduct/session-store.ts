import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'

/** A session that the store has as open, with its last stored heartbeat. */
export type OpenSession = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; lastSeenAt: EpochMs }>

/** The last heartbeat of a session. */
export type Heartbeat = Pick<OpenSession, 'participantId' | 'lastSeenAt'>

/** Stored sessions and their heartbeats. */
export interface SessionStore {
  /** Stores heartbeats that are later than the stored ones. Sessions that have ended do not change. */
  saveHeartbeats(heartbeats: readonly Heartbeat[]): Promise<void>
  /** Open sessions last seen before `before`, longest silent first. */
  listSilent(before: EpochMs, limit: number): Promise<readonly OpenSession[]>
  /** Open sessions last seen after `after`, by a server whose clock is ahead. Latest first. */
  listAhead(after: EpochMs, limit: number): Promise<readonly OpenSession[]>
  /** The stored heartbeats of those of these sessions that are open. */
  listHeartbeats(participantIds: readonly ParticipantId[]): Promise<readonly Heartbeat[]>
  countOpen(): Promise<number>
  /** The earliest stored heartbeat of all open sessions that are not silent. */
  findEarliestHeartbeat(): Promise<EpochMs | undefined>
  /** The latest heartbeat of all open sessions. */
  findLatestHeartbeat(): Promise<EpochMs | undefined>
}
