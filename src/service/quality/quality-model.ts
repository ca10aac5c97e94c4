import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import type { Grade } from './grade.ts'

/** Minimum interval between two reports of a session. Earlier reports are ignored. */
export const SPACING_MS = 5_000

/** A summary with its session and its time. */
export type QualitySample = Readonly<{
  conferenceId: ConferenceId
  participantId: ParticipantId
  at: EpochMs
  summary: QualitySummary
  /** Absent if nothing was measured that a grade depends on. */
  grade?: Grade
}>

/** What was measured over time, oldest first. */
export type QualitySeries = readonly Readonly<{ at: EpochMs; summary: QualitySummary }>[]
