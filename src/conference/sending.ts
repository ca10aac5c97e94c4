import { hasAudioPlace } from './audio-places.ts'
import { hasRole, type Member, type Session } from './member.ts'
import type { ExistingConference } from './state.ts'

/** What a session can send. */
export type MediaSource = 'audio' | 'video' | 'screen'

/** What the media engine carries. Host and co-hosts are not limited. `Infinity`: any number. */
export type MediaLimits = Readonly<{
  /** How many cameras may be on. */
  maxVideo: number
  /** How many sessions may send and receive media: the number of audio places. */
  maxAudio: number
}>

/**
 * `stopped-by-host` and `share-stopped-by-host`: the session has not yet reported that its camera, or its share, is off.
 * `media-full`: too many cameras are on, or the session has no audio place.
 */
export type SendRefusal =
  | 'muted-by-host'
  | 'stopped-by-host'
  | 'share-stopped-by-host'
  | 'sharing-limited'
  | 'media-full'

type Sender = Readonly<{
  conference: Pick<ExistingConference, 'host' | 'sharing' | 'soundSessions'>
  member: Member
  session: Session
  /** A further camera can come on. */
  isCameraFree: boolean
}>

/** Why a session may not start to send from `source`; `undefined` if it may. */
export function refusalToSend(
  source: MediaSource,
  { conference, member, session, isCameraFree }: Sender,
  { maxAudio }: Pick<MediaLimits, 'maxAudio'>,
): SendRefusal | undefined {
  if (source === 'audio' && isMuted(member, session)) return 'muted-by-host'
  if (source === 'screen' && !mayShareScreen(conference, member)) return 'sharing-limited'
  if (!hasAudioPlace(conference, { member, session }, maxAudio)) return 'media-full'
  if (source !== 'video' || hasRole(conference, member)) return undefined
  return isCameraFree ? undefined : 'media-full'
}

const SOURCES: readonly MediaSource[] = ['audio', 'video', 'screen']

/** What a session may send, apart from the cameras that are on. It may receive if it has an audio place. */
export function sourcesAllowed(sender: Omit<Sender, 'isCameraFree'>, limits: MediaLimits): ReadonlySet<MediaSource> {
  const alone = { ...sender, isCameraFree: true }
  return new Set(SOURCES.filter((source) => refusalToSend(source, alone, limits) === undefined))
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
