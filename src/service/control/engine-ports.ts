import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'

/** The kinds of engines that a server may have or lack. */
export type EngineKind = 'recording' | 'live-push' | 'minutes' | 'caption' | 'room-system'
export type EngineErrorCode = `${EngineKind}-engine-not-configured`

/** The server has no engine of the kind that a request needs. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode

  constructor(code: EngineErrorCode) {
    super(code)
    this.code = code
  }
}

/** The layout of a recording or a stream. */
export type Picture = Readonly<{
  layout?: 'grid' | 'speech' | 'full_screen'
  smallWindow?: 'relative_right' | 'float_right' | 'float_bottom'
}>

export type Recording = Readonly<{
  recordId: string
  recorder: UnionId
  startedAt: EpochMs
  endedAt: EpochMs
  isComposed: boolean
  file: RecordingFile & Readonly<{ sizeBytes: number }>
}>
type RecordingFile = Readonly<{ mediaId: string; regionId: string }>
export type Playback = Readonly<{ watchUrl: string; downloadUrl: string; sizeBytes: number; durationMs: number }>

/** A part of a recording. Both times count from its beginning. */
type Span = Readonly<{ startMs: number; endMs: number }>
export type Sentence = Span &
  Readonly<{ speaker: UnionId; text: string; words: readonly (Span & Readonly<{ wordId: string; text: string }>)[] }>
export type Paragraph = Span &
  Readonly<{
    paragraphId: number
    recordId: number
    speaker: UnionId
    nick: string
    text: string
    sentences: readonly Sentence[]
  }>
type Transcript = Readonly<{ paragraphs: readonly Paragraph[]; hasMore: boolean; next?: string }>
/** Which part of a transcript. `limit` and `after` are absent where the caller leaves them to the engine. */
type TranscriptRange = Readonly<{ backwards: boolean; fromMs?: number; limit?: number; after?: string }>

/** A change of the list of those who may record, with the values of DingTalk's API. */
export type RecordingAllowList = Readonly<{
  bizType: string
  operation: number
  ranges: readonly Readonly<{ id: string; type: number }>[]
}>

/** Records conferences. */
export interface RecordingEngine {
  start(id: ConferenceId, by: UnionId, picture: Picture): Promise<void>
  stop(id: ConferenceId, by: UnionId): Promise<void>
  list(id: ConferenceId): Promise<readonly Recording[]>
  loadPlayback(id: ConferenceId, file: RecordingFile): Promise<Playback>
  loadTranscript(id: ConferenceId, range: TranscriptRange): Promise<Transcript>
  /** Sets who of the organization may record. */
  allow(organizationId: OrganizationId, by: UnionId, list: RecordingAllowList): Promise<void>
}

/** A stream to live servers. `afterHost`: it starts only when the host has joined. */
type LivePush = Readonly<{ name: string; urls: readonly string[]; afterHost: boolean; picture: Picture }>
/** By URL: the id of the stream, or why there is none. */
type LivePushResult = Readonly<{
  started: Readonly<Record<string, string>>
  failed: Readonly<Record<string, string>>
}>

/** Pushes conferences to live servers. */
export interface LivePushEngine {
  start(id: ConferenceId, by: UnionId, push: LivePush): Promise<LivePushResult>
  /** Stops the stream, or all streams of the conference. */
  stop(id: ConferenceId, by: UnionId, streamId: string | 'all'): Promise<void>
}

type MinutesKind = 'cloud_record' | 'minutes'
export type MinutesAudio = Readonly<{
  recordId: string
  owner: UnionId
  startedAt: EpochMs
  endedAt: EpochMs
  sizeBytes: number
  playUrl: string
}>
type MeetingResult = Readonly<{ actions: readonly string[]; summary: string }>
export type Highlight = Span & Readonly<{ id: number; sentenceId: number; text: string }>
export type Chapter = Span & Readonly<{ id: number; headline: string; summary: string }>
/** A part is absent if it was not requested, or does not exist. */
export type MinutesSummary = Readonly<{
  actions?: readonly Highlight[]
  chapters?: readonly Chapter[]
  speakers?: readonly Readonly<{ speaker: UnionId; nick: string; summary: string }>[]
  keySentences?: readonly Highlight[]
  keywords?: readonly string[]
  summary?: string
  questions?: readonly Readonly<{
    question: string
    answer: string
    questionSentences: readonly number[]
    answerSentences: readonly number[]
  }>[]
}>
type MinutesLink = Readonly<{ url: string; minutesId: string }>
/** Whose recording or minutes. */
type MinutesOf = Readonly<{ kind: MinutesKind; owner: UnionId }>

/** Writes the minutes of conferences. */
export interface MinutesEngine {
  start(id: ConferenceId, order: Readonly<{ by?: UnionId; owner?: UnionId; recordsAudio: boolean }>): Promise<void>
  pause(id: ConferenceId, by: UnionId): Promise<void>
  loadTranscript(id: ConferenceId, range: TranscriptRange): Promise<Transcript>
  listAudio(id: ConferenceId): Promise<readonly MinutesAudio[]>
  loadResult(id: ConferenceId): Promise<MeetingResult>
  /** `parts`: the names of the wanted parts; absent: all. */
  loadSummary(id: ConferenceId, parts?: readonly string[]): Promise<MinutesSummary>
  loadChapters(id: ConferenceId, of: MinutesOf): Promise<Readonly<{ status: number; chapters: readonly Chapter[] }>>
  listLinks(id: ConferenceId, of: MinutesOf): Promise<readonly MinutesLink[]>
  createDocument(id: ConferenceId, order: Readonly<{ kind: MinutesKind; expiresAt?: EpochMs }>): Promise<string>
  /** Lets a person see them. @returns the id of the minutes */
  share(
    id: ConferenceId,
    order: MinutesOf & Readonly<{ to: UnionId; scope?: number; parts?: readonly string[] }>,
  ): Promise<string>
}

/** Captions what is said in conferences. */
export interface CaptionEngine {
  setEnabled(id: ConferenceId, enabled: boolean): Promise<void>
}

/** Calls room systems. */
interface RoomSystemEngine {
  invite(id: ConferenceId, by: UnionId, roomSystemCode: string): Promise<void>
}

export type EnginePorts = Readonly<{
  recording: RecordingEngine
  livePush: LivePushEngine
  minutes: MinutesEngine
  caption: CaptionEngine
  roomSystem: RoomSystemEngine
}>
