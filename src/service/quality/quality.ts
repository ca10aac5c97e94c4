import type { ConferenceId, EpochMs, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Caller } from '../account/caller.ts'
import { gradeOf } from './grade.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { QualityStore } from './quality-store.ts'
import { MEAN_METRICS, PEAK_METRICS, SIZE_METRICS } from '../../../contract/signaling/constants.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import { SPACING_MS, type QualitySample, type QualitySeries } from './quality-model.ts'
import type { Heads } from '../conduct/heads.ts'

type Point = QualitySeries[number]

/** Samples that wait for a store that does not answer. */
const MAX_WAITING = 20_000
/** Higher than any real bit rate. */
const MAX_NUMBER = 1e12

const DAY_MS = 86_400_000
const MERGE_AFTER_MS = DAY_MS
const RETENTION_MS = 30 * DAY_MS
/** Rows that one transaction of `compact` changes. */
const BATCH_SIZE = 2_000
/** Transactions of one `compact` for each of its two tasks. */
const MAX_BATCHES_PER_RUN = 50

/** Samples in one answer. A device sends 8,640 a day. */
const MAX_SERIES = 10_000

/** Stores what sessions measure of their connections, and answers the open API about it. */
export class Quality {
  readonly #store: QualityStore
  readonly #heads: Pick<Heads, 'loadOwned'>
  readonly #clock: Clock
  /** The sessions that reported in the last 5 s, oldest report first. */
  readonly #reportedAt = new Map<ParticipantId, EpochMs>()
  #waiting: QualitySample[] = []

  constructor(deps: { store: QualityStore; heads: Pick<Heads, 'loadOwned'>; clock: Clock }) {
    this.#store = deps.store
    this.#heads = deps.heads
    this.#clock = deps.clock
  }

  /** Takes a report for the next `save`. A report within 5 s of the session's last one is ignored. */
  note(conferenceId: ConferenceId, participantId: ParticipantId, reported: QualitySummary): void {
    const at = this.#clock.now()
    if (at - (this.#reportedAt.get(participantId) ?? -Infinity) < SPACING_MS) return
    const summary = toPlausible(reported)
    if (Object.keys(summary).length === 0 || this.#waiting.length >= MAX_WAITING) return
    this.#reportedAt.delete(participantId)
    this.#reportedAt.set(participantId, at)
    const grade = gradeOf(summary)
    this.#waiting.push({ conferenceId, participantId, at, summary, ...(grade && { grade }) })
  }

  /** Writes all noted reports in one transaction. If that fails, they wait for the next call. */
  async save(): Promise<void> {
    this.#forgetIdle()
    const samples = this.#waiting
    if (samples.length === 0) return
    this.#waiting = []
    try {
      await this.#store.save(samples)
    } catch (error) {
      this.#waiting = [...samples, ...this.#waiting].slice(-MAX_WAITING)
      throw error
    }
  }

  /** Merges samples older than a day per minute, and deletes samples older than 30 days, in bounded steps. */
  async compact(): Promise<void> {
    const now = this.#clock.now()
    for (let steps = 0; steps < MAX_BATCHES_PER_RUN; steps += 1) {
      if (!(await this.#store.mergeMinute((now - MERGE_AFTER_MS) as EpochMs, BATCH_SIZE, merge))) break
    }
    for (let steps = 0; steps < MAX_BATCHES_PER_RUN; steps += 1) {
      if ((await this.#store.deleteBefore((now - RETENTION_MS) as EpochMs, BATCH_SIZE)) < BATCH_SIZE) break
    }
  }

  /**
   * The latest sample of each of `people` in this conference. People without samples are absent.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organization's)
   */
  async listLatest(caller: Caller, id: ConferenceId, people: readonly UnionId[]): Promise<ReadonlyMap<UnionId, Point>> {
    await this.#heads.loadOwned(caller, id)
    return this.#store.listLatest(id, [...new Set(people)])
  }

  /**
   * Samples of one person in `[from, to]`, of all devices, oldest first; at most 10000.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted` (another organization's)
   */
  async listSeries(
    caller: Caller,
    id: ConferenceId,
    { unionId, from, to }: Readonly<{ unionId: UnionId; from: EpochMs; to: EpochMs }>,
  ): Promise<QualitySeries> {
    await this.#heads.loadOwned(caller, id)
    return this.#store.listSeries(id, unionId, { from, to, limit: MAX_SERIES })
  }

  #forgetIdle(): void {
    const now = this.#clock.now()
    for (const [participantId, at] of this.#reportedAt) {
      if (now - at < SPACING_MS) return
      this.#reportedAt.delete(participantId)
    }
  }
}

/**
 * Merges samples into one with the time of the last: means, peaks, and the last sizes.
 *
 * @throws RangeError if there are none
 */
export function merge(series: QualitySeries): Point {
  const last = series.at(-1)
  if (!last) throw new RangeError('nothing to merge')
  const summary: Record<string, number | string> = {}
  for (const name of MEAN_METRICS) {
    const values = series.flatMap((point) => point.summary[name] ?? [])
    if (values.length > 0) summary[name] = values.reduce((sum, value) => sum + value, 0) / values.length
  }
  for (const name of PEAK_METRICS) {
    const values = series.flatMap((point) => point.summary[name] ?? [])
    if (values.length > 0) summary[name] = Math.max(...values)
  }
  for (const name of SIZE_METRICS) {
    const value = series.findLast((point) => point.summary[name] !== undefined)?.summary[name]
    if (value !== undefined) summary[name] = value
  }
  return { at: last.at, summary }
}

/** Only the plausible values: a page may send anything. */
function toPlausible(reported: QualitySummary): QualitySummary {
  const summary: Record<string, number | string> = {}
  for (const name of [...MEAN_METRICS, ...PEAK_METRICS]) {
    const value = reported[name]
    if (value !== undefined && value >= 0 && value <= MAX_NUMBER) summary[name] = value
  }
  for (const name of SIZE_METRICS) {
    const value = reported[name]
    if (value !== undefined && /^\d{1,5}\*\d{1,5}$/.test(value)) summary[name] = value
  }
  return summary
}
