import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import type { Grade } from './grade.ts'

/** A session is heard once in this time: pages measure every ten seconds, and what comes much sooner is left alone. */
export const SPACING_MS = 5_000

/** Means over the stretch of time that a summary is of; the mean of them is taken where several become one. */
export const MEANS = [
  'sendBitRate',
  'recvBitRate',
  'lostRate',
  'roundTripTime',
  'audioSendBitRate',
  'audioRecvBitRate',
  'audioRecLevel',
  'audioPlayLevel',
  'cameraSendBitRate',
  'cameraRecvBitRate',
  'cameraSendFrame',
  'cameraRecvFrame',
  'screenSendBitRate',
  'screenRecvBitRate',
  'screenSendFrame',
  'screenRecvFrame',
  'audioJitterAvg',
] as const
/** The greatest of the stretch. */
export const GREATEST = ['audioJitterMax'] as const
/** Such as `1920*1080`, of the end of the stretch. */
export const SIZES = [
  'cameraSendResolutionActual',
  'cameraRecvResolutionActual',
  'screenSendResolutionActual',
  'screenRecvResolutionActual',
] as const

type NumberName = (typeof MEANS)[number] | (typeof GREATEST)[number]

/** What one session measured. A key that it had nothing to measure for is left out. */
export type QualitySummary = Readonly<
  { [Name in NumberName]?: number | undefined } & { [Name in (typeof SIZES)[number]]?: string | undefined }
>

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
