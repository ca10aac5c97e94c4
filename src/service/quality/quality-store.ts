import type { ConferenceId, EpochMs, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { QualitySample, QualitySeries } from './quality-model.ts'

/** A sample with the person and the session that it is of. */
export type StoredSample = QualitySeries[number] & Readonly<{ unionId: UnionId; participantId: ParticipantId }>

/** Stored connection measurements of sessions. */
export interface QualityStore {
  /**
   * Saves samples of people with an account, and the mean grade of every session. The grade is stored as long as the
   * conference. Samples of unknown sessions are ignored.
   */
  save(samples: readonly QualitySample[]): Promise<void>
  /** The latest sample of each of the people who have one. */
  listLatest(id: ConferenceId, people: readonly UnionId[]): Promise<ReadonlyMap<UnionId, QualitySeries[number]>>
  /** Samples in `[from, to]` of all devices of the person, oldest first. */
  listSeries(
    id: ConferenceId,
    unionId: UnionId,
    interval: Readonly<{ from: EpochMs; to: EpochMs; limit: number }>,
  ): Promise<QualitySeries>
  /**
   * The samples of a conference, or only those of a person, that come after a sample: one person after the other, the oldest
   * first.
   */
  listSamples(
    id: ConferenceId,
    order: Readonly<{ unionId?: UnionId; after?: Omit<StoredSample, 'summary'>; limit: number }>,
  ): Promise<readonly StoredSample[]>
  /**
   * Merges samples of the earliest unmerged minute that ended before `before`: into one per session, at most `limit` of
   * them at a time.
   *
   * @returns whether there may be more to do
   */
  mergeMinute(before: EpochMs, limit: number, merge: (series: QualitySeries) => QualitySeries[number]): Promise<boolean>
  /** Deletes at most `limit` merged samples older than `before`. @returns how many */
  deleteBefore(before: EpochMs, limit: number): Promise<number>
}
