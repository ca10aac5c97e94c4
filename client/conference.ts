import type { Control } from '../contract/signaling/control.ts'
import type { MediaGrant, PeerSignal, QualitySummary, MediaState } from '../contract/signaling/media.ts'
import type { ClosedReason, Done, Reaction, RefusalCode, Said } from '../contract/signaling/types.ts'
import type { Readable } from './observable.ts'
import type { Roster } from './roster.ts'

/** Why the server refuses a connection; `unknown` if the answer is not one of this contract. */
export type ConnectionRefusal = RefusalCode | 'unknown'

/** How a session ended: the server closed it, or refused to open or to resume it. */
export type SessionEnd = Readonly<
  { kind: 'closed'; reason: ClosedReason } | { kind: 'refused'; code: ConnectionRefusal }
>

/** The connection of the session to its conference. Times are epoch ms of this machine. */
export type Connection = Readonly<
  | { phase: 'joining' }
  | { phase: 'joined' }
  /** The connection is lost. The session stays open until `until`. */
  | { phase: 'reconnecting'; since: number; until: number }
  | { phase: 'ended'; end: SessionEnd }
>

/** Everything that the server has sent about the conference. */
export type ConferenceState = Readonly<{
  connection: Connection
  /** `participantId` of this session; empty until it has joined. */
  self: string
  roster?: Roster
  /** What each open session sends, by `participantId`. */
  mediaStates: Readonly<Record<string, MediaState>>
  said: readonly Said[]
  grades: Readonly<Record<string, 1 | 2 | 3>>
  grant?: MediaGrant
  invitation?: Readonly<{ link: string; passcode: string }>
  /** How often the server has welcomed this session. Each resume adds one. */
  welcomes: number
}>

/** A message that changes no state. */
export type Message = Readonly<
  | { type: 'reacted'; from: string; nick: string; reaction: Reaction }
  | { type: 'asked-to-unmute'; by: string }
  | { type: 'signal'; from: string; signal: PeerSignal }
>

/** One session in a conference. Without a connection every request is refused with `draining`. */
export interface Conference {
  readonly state: Readable<ConferenceState>
  /** @returns a function that ends it */
  onMessage(listener: (message: Message) => void): () => void
  control(control: Control): Promise<Done>
  setMediaState(state: MediaState): Promise<Done>
  say(text: string): Promise<Done>
  react(reaction: Reaction): Promise<Done>
  signal(to: string, signal: PeerSignal): void
  reportQuality(summary: QualitySummary): void
  /** Ends the session now; `state` shows when it has ended. */
  leave(): void
  /** The page goes away: the session ends in a few seconds unless it is resumed, as after a reload. */
  away(): void
  /** As `away`, and closes the connection. */
  close(): void
}
