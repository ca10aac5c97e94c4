import type { Control } from '../contract/signaling/control.ts'
import type { MediaGrant, PeerSignal, QualitySummary, MediaState } from '../contract/signaling/media.ts'
import type { Closed, Done, Reaction, RefusalCode, Said } from '../contract/signaling/types.ts'
import type { Readable } from './observable.ts'
import type { Roster } from './roster.ts'

/** Why the server refuses a connection; `unknown` if the answer is not one of this contract. */
export type ConnectionRefusal = RefusalCode | 'unknown'

/** How a session ended: the server closed it, or refused to open or to resume it. */
export type SessionEnd = Readonly<({ kind: 'closed' } & Closed) | { kind: 'refused'; code: ConnectionRefusal }>

/** The connection of the session to its conference. Times are epoch ms of this machine. */
export type Connection = Readonly<
  | { phase: 'joining' }
  | { phase: 'joined' }
  /** The connection is lost. The session stays open until `until`. */
  | { phase: 'reconnecting'; since: number; until: number }
  /** The session is lost. The client tries to come back as a new session until `until`. */
  | { phase: 'returning'; since: number; until: number }
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
  /** No further camera can come on: for people from outside, or for everyone but host and co-hosts. */
  camerasFull?: 'outside' | 'everyone'
  /** The chat, oldest message first. */
  said: readonly Said[]
  /** Quality of each session that has reported, by `participantId`: 3 good, 2 fair, 1 poor. */
  grades: Readonly<Record<string, 1 | 2 | 3>>
  /** The media engine; absent until the first welcome. */
  grant?: MediaGrant
  /** The media engine is interrupted: nobody sends or receives media. */
  mediaDown?: true
  /** How other people join; absent for people who may not share it. */
  invitation?: Readonly<{ link: string; passcode: string }>
  /** How often the server has welcomed this session. Each resume adds one. */
  welcomes: number
}>

/** A message that changes no state. `from`: `participantId` of a session. `by`: nick of the person who asks. */
export type Message = Readonly<
  | { type: 'reacted'; from: string; nick: string; reaction: Reaction }
  | { type: 'asked-to-unmute'; by: string }
  /**
   * The host, a co-host or an app turned off the camera or the screen share of this session, or lowered its hand. `full`:
   * nobody did, a person of the organization needed the camera.
   */
  | { type: 'turned-off'; part: 'video' | 'screen' | 'hand'; by?: string; full?: true }
  | { type: 'signal'; from: string; signal: PeerSignal }
>

/** One session in a conference. Without a connection, requests are refused with `draining` and other messages are lost. */
export interface Conference {
  readonly state: Readable<ConferenceState>
  /** Calls `listener` with each message. @returns a function that ends the subscription */
  onMessage(listener: (message: Message) => void): () => void
  control(control: Control): Promise<Done>
  setMediaState(state: MediaState): Promise<Done>
  say(text: string): Promise<Done>
  react(reaction: Reaction): Promise<Done>
  /** Passes a signal to another session. `to`: its `participantId`. */
  signal(to: string, signal: PeerSignal): void
  reportQuality(summary: QualitySummary): void
  /** Requests a new media grant, which then is in `state`. For an engine that has to connect again after its grant expired. */
  renewGrant(): Promise<Done>
  /** Loads all members of a large roster from now on. Otherwise the members who are not there any more may be missing. */
  loadAll(): void
  /** Starts to end the session. `state` shows when it has ended. */
  leave(): void
  /** Tries at once to come back, instead of after a pause. Changes nothing while there is a connection. */
  tryNow(): void
  /** Call it when the page closes. The session ends in a few seconds unless it is resumed, as after a reload. */
  away(): void
  /** As `away`, and closes the connection. */
  close(): void
}
