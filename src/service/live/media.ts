import type { MediaGrant } from '../../../contract/signaling/media.ts'
import type { CreationDetails } from '../../conference/event.ts'
import type { ParticipantId } from '../../conference/identity.ts'
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
}

/** The engine of a conference that begins now, as its creation stores it. */
export function engineDetail({ engine }: Pick<Media, 'engine'>): Pick<CreationDetails, 'engine'> {
  return engine === 'mesh' ? {} : { engine }
}
