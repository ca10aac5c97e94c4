import { hasRole, type Member, type Session } from './member.ts'
import type { ExistingConference } from './state.ts'

/** What a session can send. */
export type MediaSource = 'audio' | 'video' | 'screen'

/** With more sessions in the conference than this, only the host and the co-hosts may start to send. */
export type MediaLimits = Readonly<{
  /** For video. */
  maxVideo: number
  /** For audio and shared screens. */
  maxAudio: number
}>

/**
 * `stopped-by-host`: the session has not yet reported that its camera is off. `media-full`: the conference has more sessions
 * than its `MediaLimits` allow.
 */
export type SendRefusal = 'muted-by-host' | 'stopped-by-host' | 'sharing-limited' | 'media-full'

type Sender = Readonly<{
  conference: Pick<ExistingConference, 'host' | 'sharing' | 'members'>
  member: Member
  session: Session
}>

/** Why a session may not start to send from `source`; `undefined` if it may. */
export function refusalToSend(
  source: MediaSource,
  { conference, member, session }: Sender,
  { maxVideo, maxAudio }: MediaLimits,
): SendRefusal | undefined {
  if (source === 'audio' && isMuted(member, session)) return 'muted-by-host'
  if (source === 'screen' && !mayShareScreen(conference, member)) return 'sharing-limited'
  const limit = source === 'video' ? maxVideo : maxAudio
  if (hasRole(conference, member)) return undefined
  return sessionCount(conference) > limit ? 'media-full' : undefined
}

/** Whether the host has muted the person, or this device. */
export function isMuted(member: Member, session: Session): boolean {
  return member.audio !== 'allowed' || session.muted === true
}

/** Whether the member may share a screen, by the setting and their role. */
export function mayShareScreen(
  conference: Pick<ExistingConference, 'host' | 'sharing'>,
  member: Pick<Member, 'key' | 'coHost'>,
): boolean {
  return conference.sharing === 'everybody' || hasRole(conference, member)
}

function sessionCount({ members }: Pick<ExistingConference, 'members'>): number {
  let count = 0
  for (const { sessions } of members.values()) count += sessions.length
  return count
}
