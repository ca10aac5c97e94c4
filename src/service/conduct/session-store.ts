import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'

/** A session known to the store as open, with its last persisted proof of life. */
export type OpenSession = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; lastSeenAt: EpochMs }>

export interface SessionStore {
  /** Remembers later proofs of life; sessions that have ended meanwhile are left alone. */
  saveProofs(proofs: readonly Pick<OpenSession, 'participantId' | 'lastSeenAt'>[]): Promise<void>
  /** Open sessions last seen before `before`, longest silent first. */
  listSilent(before: EpochMs, limit: number): Promise<readonly OpenSession[]>
  countOpen(): Promise<number>
}
