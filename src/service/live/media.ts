import type { MediaGrant } from '../../../contract/signaling/media.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import type { Follower } from '../conduct/feed.ts'

/**
 * What carries picture and sound. The roster is the truth, and the engine follows it, never the other way round.
 *
 * A media server stands behind the same port: `grant` signs a token for `participantId` with what he may publish, and
 * `follow` mutes, limits and removes there whom a change does. What the engine tells of itself is evidence at most.
 */
export interface Media extends Follower {
  /** Sessions inside up to which everybody may send video. */
  readonly maxVideo: number
  /** Sessions inside up to which there are media at all. */
  readonly maxAudio: number
  grant(session: Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId }>): Promise<MediaGrant>
}
