import { TrackSource } from 'livekit-server-sdk'
import { sourcesAllowed, type MediaLimits, type MediaSource } from '../conference/sending.ts'
import { hasAudioPlace } from '../conference/audio-places.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { Member, Session } from '../conference/member.ts'
import type { ExistingConference } from '../conference/state.ts'

/** What a session may do at a LiveKit server, as its tokens and its API have it. */
export type Permission = Readonly<{
  canSubscribe: boolean
  /** An empty list of sources would mean all of them, so this is `false` then. */
  canPublish: boolean
  canPublishSources: TrackSource[]
  canPublishData: false
}>

/** What a session may do that is not in the roster. */
export const NOTHING: Permission = {
  canSubscribe: false,
  canPublish: false,
  canPublishSources: [],
  canPublishData: false,
}

const SOURCES: Readonly<Record<MediaSource, readonly TrackSource[]>> = {
  audio: [TrackSource.MICROPHONE],
  video: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
}

/** What the roster allows a session; `undefined` if the session is not open. */
export function findPermission(
  conference: ExistingConference,
  participantId: ParticipantId,
  limits: MediaLimits,
): Permission | undefined {
  const seat = findSeat(conference, participantId)
  if (!seat || conference.phase === 'ended') return undefined
  const sources = sourcesAllowed({ conference, ...seat }, limits)
  return {
    canSubscribe: hasAudioPlace(conference, seat, limits.maxAudio),
    canPublish: sources.size > 0,
    canPublishSources: [...sources].flatMap((source) => SOURCES[source]),
    canPublishData: false,
  }
}

/** Whether two permissions are the same, in whatever order their sources are. */
export function isSamePermission(one: Permission, other: Partial<Permission> | undefined): boolean {
  return other !== undefined && keyOf(one) === keyOf(other)
}

function keyOf({ canSubscribe, canPublish, canPublishSources = [], canPublishData }: Partial<Permission>): string {
  return JSON.stringify([canSubscribe, canPublish, canPublish ? canPublishSources.toSorted() : [], canPublishData])
}

function findSeat(
  { sessions, members }: ExistingConference,
  participantId: ParticipantId,
): Readonly<{ member: Member; session: Session }> | undefined {
  const key = sessions.get(participantId)
  const member = key === undefined ? undefined : members.get(key)
  const session = member?.sessions.find((one) => one.participantId === participantId)
  return member && session && { member, session }
}
