import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import type { Grade } from './grade.ts'

/** A session is heard once in this time: pages measure every ten seconds, and what comes much sooner is left alone. */
export const SPACING_MS = 5_000

/** A summary, and who told it when. */
export type QualitySample = Readonly<{
  conferenceId: ConferenceId
  participantId: ParticipantId
  at: EpochMs
  summary: QualitySummary
  /** Absent if it measured nothing that one could be told by. */
  grade?: Grade
}>

/** What was measured over time, oldest first. */
export type QualitySeries = readonly Readonly<{ at: EpochMs; summary: QualitySummary }>[]
