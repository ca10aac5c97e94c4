import type { Control } from '../../../contract/signaling/control.ts'
import type { Done, Reaction, Said } from '../../../contract/signaling/types.ts'
import type { MediaGrant, PeerSignal, QualitySummary, Stage } from '../../../contract/signaling/media.ts'
import type { Readable } from '../observable.ts'
import type { Roster } from './roster.ts'
import type { RoomEnd } from './views.ts'

/** How the session stands. Times are epoch ms of this machine. */
export type Line = Readonly<
  | { phase: 'joining' }
  | { phase: 'inside' }
  | { phase: 'reconnecting'; since: number; until: number }
  | { phase: 'ended'; reason: RoomEnd }
>

/** Everything the server has told of the conference. */
export type ConferenceState = Readonly<{
  line: Line
  /** `participantId` of this session; empty until it is inside. */
  self: string
  roster?: Roster
  /** Of sessions that are open. */
  stages: Readonly<Record<string, Stage>>
  said: readonly Said[]
  grades: Readonly<Record<string, 1 | 2 | 3>>
  grant?: MediaGrant
  invitation?: Readonly<{ link: string; passcode: string }>
  /** How often the server has welcomed this session: it rises with each resume. */
  welcomes: number
}>

/** What happens once and leaves nothing behind. */
export type Happening = Readonly<
  | { type: 'reacted'; from: string; nick: string; reaction: Reaction }
  | { type: 'asked-to-unmute'; by: string }
  | { type: 'signal'; from: string; signal: PeerSignal }
>

/** The conference as the room has it. Without a connection every question is refused with `draining`. */
export interface Conference {
  readonly state: Readable<ConferenceState>
  /** Gives back what ends it. */
  hear(listener: (happening: Happening) => void): () => void
  control(control: Control): Promise<Done>
  stage(stage: Stage): Promise<Done>
  say(text: string): Promise<Done>
  react(reaction: Reaction): Promise<Done>
  signal(to: string, signal: PeerSignal): void
  tellQuality(summary: QualitySummary): void
  /** Ends the session now; `state` tells when it has. */
  leave(): void
  /** The page goes away: the session ends in a few seconds unless it is resumed, as after a reload. */
  away(): void
  /** As `away`, and lets the connection go. */
  close(): void
}
