import type { MediaGrant } from '../../../contract/signaling/media.ts'
import type { CreationDetails } from '../../conference/event.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import type { MediaLimits } from '../../conference/sending.ts'
import type { ExistingConference } from '../../conference/state.ts'
import type { EngineName } from '../../conference/terms.ts'
import type { CommittedChange, CommittedConference } from '../conduct/committed.ts'

/** The grant of one engine. */
export type GrantOf<Name extends MediaGrant['engine']> = Extract<MediaGrant, { engine: Name }>

/** One session of a conference. */
export type GrantRequest = Readonly<{ conference: CommittedConference; participantId: ParticipantId }>

/**
 * The engines that carry audio and video. Each conference has one, and keeps it. The roster decides, and the engine follows
 * it. A method rejects if the engine cannot be reached; it may then be called again.
 */
export interface Media {
  /** The engine of conferences that begin now. */
  readonly engine: EngineName
  /** What the engine of the conference carries. It never changes. */
  limits(conference: Pick<ExistingConference, 'engine'>): MediaLimits
  /** What the page of one session needs to send and receive; it includes the limits of the conference. */
  grant(request: GrantRequest): Promise<MediaGrant>
  /** Applies a committed change: mutes, limits and removes people. Applying it twice changes nothing more. */
  apply(change: CommittedChange): Promise<void>
  /** Whether the engine of the conference is interrupted: nobody sends or receives media now. */
  isDown(conference: Pick<ExistingConference, 'engine'>): boolean
  /** Calls `listener` when an engine stops, and when it is back. */
  onInterruption(listener: (interruption: Interruption) => void): void
  /** Absent if no engine keeps people of its own. */
  readonly rooms?: EngineRooms
}

/** The session of a media token. It may have ended since. */
export type MediaSession = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId }>

/** An engine stopped, or is back. */
export type Interruption = Readonly<{ engine: EngineName; state: 'down' | 'up' }>

/** The rooms of an engine that keeps people of its own. They can differ from the rosters after something was lost. */
export interface EngineRooms {
  /** The conferences that have a room at the engine. Rooms of other programs may be among them. */
  list(): Promise<readonly ConferenceId[]>
  /**
   * Makes the room follow the roster. `load` gives the conference; it is called after the room was read, so it is not older
   * than what is compared with it. A room without a conference stays as it is.
   *
   * @returns how many things were put right
   */
  repair(id: ConferenceId, load: () => Promise<CommittedConference | undefined>): Promise<number>
  /** The session that a token connects; `undefined` if this server did not make the token, or it has expired. */
  findSession(token: string): Promise<MediaSession | undefined>
  /**
   * Reads what the engine reports of itself over HTTP.
   *
   * @returns the room to compare: somebody has joined it or published in it
   * @throws Error if the signature is wrong
   */
  readReport(report: Readonly<{ body: string; authorization: string | undefined }>): Promise<ConferenceId | undefined>
}

/** The engine of a conference that begins now, as its creation stores it. */
export function engineDetail({ engine }: Pick<Media, 'engine'>): Pick<CreationDetails, 'engine'> {
  return engine === 'mesh' ? {} : { engine }
}
