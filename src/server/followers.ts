import type { Follower } from '../service/conduct/feed.ts'
import type { Services } from './services.ts'

type Following = Pick<
  Services,
  | 'heads'
  | 'roster'
  | 'presence'
  | 'phones'
  | 'mediaFollower'
  | 'mediaStates'
  | 'chat'
  | 'qualityReports'
  | 'endedConferences'
  | 'outboxWatch'
>

/**
 * Everything that follows committed changes, in the order in which it gets each change. `signaling` comes before the
 * media states, so clients receive the mute before the media state that it changes (ST5).
 */
export function followersOf(
  {
    heads,
    roster,
    presence,
    phones,
    mediaFollower,
    mediaStates,
    chat,
    qualityReports,
    endedConferences,
    outboxWatch,
  }: Following,
  signaling?: Follower,
): readonly Follower[] {
  return [
    heads,
    roster,
    presence,
    ...(phones ? [phones] : []),
    mediaFollower,
    ...(signaling ? [signaling] : []),
    mediaStates,
    chat,
    qualityReports,
    endedConferences,
    outboxWatch,
  ]
}
