import type { MediaGrant } from '../../../contract/signaling/media.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import type { MediaLimits } from '../../conference/sending.ts'
import type { CommittedChange } from '../conduct/committed.ts'

/**
 * The engine that carries audio and video. The roster decides, and the engine follows it. A method rejects if the engine
 * cannot be reached; it may then be called again.
 */
export interface Media {
  /** What the engine carries in this conference. It never changes. */
  limits(conferenceId: ConferenceId): MediaLimits
  /** What the page of one session needs to send and receive; it includes the limits of the conference. */
  grant(session: Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId }>): Promise<MediaGrant>
  /** Applies a committed change: mutes, limits and removes people. Applying it twice changes nothing more. */
  apply(change: CommittedChange): Promise<void>
}
