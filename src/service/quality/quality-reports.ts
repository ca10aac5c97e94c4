import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import { gradeOf, type Grade } from './grade.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Relay } from '../relay.ts'
import type { Quality } from './quality.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import { SPACING_MS } from './quality-model.ts'
import type { Seat } from '../conduct/seat.ts'

const REPORT_MS = 10_000

type Graded = { reportedAt: EpochMs | undefined; readonly grades: Map<ParticipantId, { grade?: Grade; at: EpochMs }> }
/** The grade of one session; absent if it measured too little. */
type RelayedGrade = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; grade?: Grade }>

/** The grades of all sessions of a conference that measured enough. */
export type QualityReport = Readonly<{ conferenceId: ConferenceId; grades: Readonly<Record<string, Grade>> }>

/** Grades the connections of the sessions in a meeting, by what their pages measure, and reports the grades. */
export class QualityReports implements Follower {
  readonly #quality: Pick<Quality, 'note'>
  readonly #clock: Clock
  readonly #byConference = new Map<ConferenceId, Graded>()
  readonly #listeners: ((report: QualityReport) => void)[] = []
  readonly #relay: (relayed: RelayedGrade) => void

  constructor(deps: { quality: Pick<Quality, 'note'>; clock: Clock; relay: Relay }) {
    this.#quality = deps.quality
    this.#clock = deps.clock
    this.#relay = deps.relay.open('grade', {
      receive: (relayed: RelayedGrade) => this.#grade(relayed),
      held: () => this.#held(),
    })
  }

  /** Calls `listener` with each report: for each conference at most every ten seconds. */
  onReport(listener: (report: QualityReport) => void): void {
    this.#listeners.push(listener)
  }

  /** The latest grade of each session of a conference that measured enough. */
  gradesOf(conferenceId: ConferenceId): ReadonlyMap<ParticipantId, Grade> {
    const { grades = [] } = this.#byConference.get(conferenceId) ?? {}
    return new Map(Array.from(grades).flatMap(([id, { grade }]) => (grade ? [[id, grade] as const] : [])))
  }

  /** Takes what a session measured: grades it, and passes it on for storage. */
  note({ conferenceId, participantId }: Seat, summary: QualitySummary): void {
    this.#quality.note(conferenceId, participantId, summary)
    const last = this.#byConference.get(conferenceId)?.grades.get(participantId)
    if (last && this.#clock.now() - last.at < SPACING_MS) return
    const grade = gradeOf(summary)
    const relayed = { conferenceId, participantId, ...(grade && { grade }) }
    this.#grade(relayed)
    this.#relay(relayed)
  }

  /** Drops what a session reported after its conference had ended. */
  forget(conferenceId: ConferenceId): void {
    this.#byConference.delete(conferenceId)
  }

  /** Drops the grades of sessions that have ended. */
  follow({ conferenceId, head, events }: CommittedChange): void {
    const graded = this.#byConference.get(conferenceId)
    for (const { event } of events) {
      if (event.type === 'session-closed') graded?.grades.delete(event.participantId)
    }
    if (head.endedAt !== undefined) this.#byConference.delete(conferenceId)
  }

  #grade({ conferenceId, participantId, grade }: RelayedGrade): void {
    const graded: Graded = this.#byConference.get(conferenceId) ?? { reportedAt: undefined, grades: new Map() }
    this.#byConference.set(conferenceId, graded)
    const now = this.#clock.now()
    graded.grades.set(participantId, { at: now, ...(grade && { grade }) })
    if (graded.reportedAt !== undefined && now - graded.reportedAt < REPORT_MS) return
    graded.reportedAt = now
    for (const listener of this.#listeners) listener({ conferenceId, grades: toRecord(graded) })
  }

  *#held(): Iterable<RelayedGrade> {
    for (const [conferenceId, { grades }] of this.#byConference) {
      for (const [participantId, { grade }] of grades) yield { conferenceId, participantId, ...(grade && { grade }) }
    }
  }
}

function toRecord({ grades }: Graded): Record<string, Grade> {
  return Object.fromEntries(Array.from(grades).flatMap(([id, { grade }]) => (grade ? [[id, grade] as const] : [])))
}
