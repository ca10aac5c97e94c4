import type { ConferenceId, EpochMs, UnionId } from '../../conference/identity.ts'
import type { QualitySample, QualitySeries } from './quality-model.ts'

/** Stored connection measurements of sessions. */
export interface QualityStore {
  /**
   * Keeps the samples of people with an account, of sessions that there are, and of every such session, for as long as its
   * conference is kept, the mean of its grades; of no other.
   */
  save(samples: readonly QualitySample[]): Promise<void>
  /** The latest sample of each of the people that has one. */
  listLatest(id: ConferenceId, people: readonly UnionId[]): Promise<ReadonlyMap<UnionId, QualitySeries[number]>>
  /** Samples in `[from, to]` of all devices of the person, oldest first. */
  listSeries(
    id: ConferenceId,
    unionId: UnionId,
    interval: Readonly<{ from: EpochMs; to: EpochMs; limit: number }>,
  ): Promise<QualitySeries>
  /**
   * Makes one sample of those that one session told in the earliest minute before `before` that is still told in full;
   * `limit` samples at a time. That minute must be over.
   *
   * @returns whether there may be more to do
   */
  mergeMinute(before: EpochMs, limit: number, merge: (series: QualitySeries) => QualitySeries[number]): Promise<boolean>
  /** Deletes at most `limit` merged samples older than `before`. @returns how many */
  deleteBefore(before: EpochMs, limit: number): Promise<number>
}
