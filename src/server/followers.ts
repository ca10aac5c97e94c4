import type { Follower } from '../service/conduct/feed.ts'
import type { Media } from '../service/live/media.ts'
import type { Services } from './services.ts'

type Following = Pick<Services, 'heads' | 'roster' | 'presence' | 'phones' | 'stages' | 'chat' | 'grading'>

/**
 * Everything that follows committed changes, in the order in which it gets each change. `signaling` comes before the
 * media states, so people see why a microphone goes off before they see that it does (ST5).
 */
export function followersOf(
  { heads, roster, presence, phones, stages, chat, grading }: Following,
  { media, signaling }: { media: Media; signaling?: Follower },
): readonly Follower[] {
  return [
    heads,
    roster,
    presence,
    ...(phones ? [phones] : []),
    media,
    ...(signaling ? [signaling] : []),
    stages,
    chat,
    grading,
  ]
}
