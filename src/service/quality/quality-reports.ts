import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import { gradeOf, type Grade } from './grade.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Quality } from './quality.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import { SPACING_MS } from './quality-model.ts'
import type { Seat } from '../conduct/seat.ts'

const REPORT_MS = 10_000

type Graded = { reportedAt: EpochMs | undefined; readonly grades: Map<ParticipantId, { grade?: Grade; at: EpochMs }> }

/** Grades the connections of the sessions in a meeting, by what their pages measure, and says when to report the grades. */
export class QualityReports implements Follower {
  readonly #quality: Pick<Quality, 'note'>
  readonly #clock: Clock
  readonly #byConference = new Map<ConferenceId, Graded>()

  constructor(deps: { quality: Pick<Quality, 'note'>; clock: Clock }) {
    this.#quality = deps.quality
    this.#clock = deps.clock
  }

  /**
   * Takes what a session measured: grades it, and passes it on for storage.
   *
   * @returns the grades of all sessions that measured enough, if a report is due: at most every ten seconds
   */
  note({ conferenceId, participantId }: Seat, summary: QualitySummary): Readonly<Record<string, Grade>> | undefined {
    this.#quality.note(conferenceId, participantId, summary)
    const graded: Graded = this.#byConference.get(conferenceId) ?? { reportedAt: undefined, grades: new Map() }
    this.#byConference.set(conferenceId, graded)
    const now = this.#clock.now()
    const last = graded.grades.get(participantId)
    if (last && now - last.at < SPACING_MS) return undefined
    const grade = gradeOf(summary)
    graded.grades.set(participantId, { at: now, ...(grade && { grade }) })
    if (graded.reportedAt !== undefined && now - graded.reportedAt < REPORT_MS) return undefined
    graded.reportedAt = now
    return toRecord(graded)
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
}

function toRecord({ grades }: Graded): Record<string, Grade> {
  return Object.fromEntries(Array.from(grades).flatMap(([id, { grade }]) => (grade ? [[id, grade] as const] : [])))
}
