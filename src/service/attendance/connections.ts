import type { ConferenceId, EpochMs, UnionId } from '../../conference/identity.ts'
import { gradeOf, type Grade } from '../quality/grade.ts'
import type { QualityStore, StoredSample } from '../quality/quality-store.ts'
import { merge } from '../quality/quality.ts'
import type { Attendance, AttendanceReader } from './attendance.ts'

/** A time in which the connection of a person had a grade. */
type GradedSpan = Readonly<{ from: EpochMs; to: EpochMs; grade: Grade }>

/** The connections of people over time. `stepMs`: each span is one step long, or several with the same grade. */
type ConnectionsReport = Readonly<{
  stepMs: number
  people: readonly Readonly<{ unionId: UnionId; spans: readonly GradedSpan[] }>[]
}>

const MINUTE_MS = 60_000
/** So that a long meeting does not give more spans than a page has room for. */
const MAX_STEPS = 360
/** How many samples are read in one go. */
const SAMPLES_AT_ONCE = 2_000

/** How good the connections of people in a conference were over time, from the samples that are stored. */
export class Connections {
  readonly #attendance: Pick<Attendance, 'loadReport' | 'loadOwn'>
  readonly #quality: Pick<QualityStore, 'listSamples'>

  constructor(deps: {
    attendance: Pick<Attendance, 'loadReport' | 'loadOwn'>
    quality: Pick<QualityStore, 'listSamples'>
  }) {
    this.#attendance = deps.attendance
    this.#quality = deps.quality
  }

  /**
   * The grade of each minute, or of several in a long meeting, for each person with samples. Samples of a session in a minute
   * count with their mean, since they are merged after a day. The poorest grade of a step counts.
   *
   * @param own only those of the reader
   * @throws ConferenceError as the attendance of the conference
   */
  async load(
    reader: AttendanceReader,
    id: ConferenceId,
    { own }: Readonly<{ own: boolean }>,
  ): Promise<ConnectionsReport> {
    const report = await (own ? this.#attendance.loadOwn(reader, id) : this.#attendance.loadReport(reader, id))
    const { startedAt, until } = report
    const minutes = Math.max(1, Math.ceil((until - startedAt) / MINUTE_MS / MAX_STEPS))
    const stepMs = minutes * MINUTE_MS
    const people = new Map<UnionId, Map<number, Grade>>()
    for await (const samples of this.#minutes(id, own ? reader.unionId : undefined)) {
      const [first] = samples
      const grade = first && gradeOf(merge(samples).summary)
      if (!first || grade === undefined) continue
      const steps = people.get(first.unionId) ?? new Map<number, Grade>()
      people.set(first.unionId, steps)
      const step = Math.floor(first.at / stepMs)
      steps.set(step, Math.min(grade, steps.get(step) ?? grade) as Grade)
    }
    const extent = { from: startedAt, to: until }
    return {
      stepMs,
      people: [...people].map(([unionId, steps]) => ({ unionId, spans: toSpans(steps, { stepMs, extent }) })),
    }
  }

  /** The samples of each minute of each session. */
  async *#minutes(id: ConferenceId, unionId: UnionId | undefined): AsyncGenerator<readonly StoredSample[]> {
    let minute = new Map<string, StoredSample[]>()
    let known: StoredSample | undefined
    for (let after: StoredSample | undefined; ;) {
      const order = { limit: SAMPLES_AT_ONCE, ...(after && { after }), ...(unionId !== undefined && { unionId }) }
      const part = await this.#quality.listSamples(id, order)
      for (const sample of part) {
        if (known && !isSameMinute(known, sample)) {
          yield* minute.values()
          minute = new Map()
        }
        known = sample
        const samples = minute.get(sample.participantId)
        if (samples) samples.push(sample)
        else minute.set(sample.participantId, [sample])
      }
      after = part.at(-1)
      if (!after || part.length < SAMPLES_AT_ONCE) break
    }
    yield* minute.values()
  }
}

function isSameMinute(a: StoredSample, b: StoredSample): boolean {
  return a.unionId === b.unionId && Math.floor(a.at / MINUTE_MS) === Math.floor(b.at / MINUTE_MS)
}

/** Steps that follow one another with the same grade are one span. */
function toSpans(
  steps: ReadonlyMap<number, Grade>,
  { stepMs, extent }: Readonly<{ stepMs: number; extent: Readonly<{ from: EpochMs; to: EpochMs }> }>,
): readonly GradedSpan[] {
  const spans: { from: number; to: number; grade: Grade }[] = []
  for (const [step, grade] of [...steps].sort(([a], [b]) => a - b)) {
    const last = spans.at(-1)
    if (last?.to === step && last.grade === grade) last.to = step + 1
    else spans.push({ from: step, to: step + 1, grade })
  }
  return spans.map(({ from, to, grade }) => ({
    from: Math.max(extent.from, from * stepMs) as EpochMs,
    to: Math.min(extent.to, to * stepMs) as EpochMs,
    grade,
  }))
}
