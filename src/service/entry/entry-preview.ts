import { isPlaceFree } from '../../conference/audio-places.ts'
import { cameraFor, type Cameras } from '../../conference/cameras.ts'
import { hasRoleIn, type WaitReason } from '../../conference/entry.ts'
import type { Newcomer } from '../../conference/event.ts'
import { personKey, type ConferenceId, type OrganizationId } from '../../conference/identity.ts'
import type { MediaLimits } from '../../conference/sending.ts'
import type { Meeting } from './meetings.ts'

/** What a person sees of a meeting before they join. */
export type EntryPreview = Readonly<{
  organizationId: OrganizationId
  conferenceId: ConferenceId
  title: string
  /** Their name; absent for a guest. */
  nick?: string
  /** Names of the people in the meeting, by first appearance; empty for a person who has to wait. */
  inside: readonly string[]
  /** Why they have to wait; absent if they may join now. */
  wait?: WaitReason
  /** With `wait`, in an own room: the name of its owner. */
  waitsFor?: string
  /** They are the host, or become host when they join. */
  asHost?: true
  /** Somebody was told a host password of the meeting. */
  hasHostPassword?: true
  /** What they would miss if they joined now; absent if they would miss nothing. */
  missing?: MissingMedia
  /** They have an open session in the meeting that is not silent. */
  alreadyInside?: true
  /** They have only silent sessions in the meeting. A join should replace these. */
  returns?: true
}>

/**
 * What the media engine cannot carry for one more person, with its limit. `sound`: they get no audio place, so they neither
 * send nor receive media. `camera`: theirs stays off.
 */
type MissingMedia = Readonly<{ sound?: number; camera?: number }>

type Viewer = Readonly<{
  newcomer: Newcomer
  asHost: boolean
  hasHostPassword: boolean
  wait: WaitReason | undefined
  waitsFor?: string
}>

/** `cameras`: those that are on in the meeting. */
export function toEntryPreview(
  meeting: Meeting,
  { newcomer, asHost, hasHostPassword, wait, waitsFor }: Viewer,
  media: MediaLimits & Readonly<{ cameras: Cameras }>,
): EntryPreview {
  const { person, nick } = newcomer
  const shared = {
    organizationId: meeting.organizationId,
    conferenceId: meeting.id,
    title: meeting.title,
    ...(person.kind !== 'guest' && { nick }),
    ...(asHost && { asHost }),
    ...(hasHostPassword && { hasHostPassword }),
  }
  if (wait) return { ...shared, inside: [], wait, ...(waitsFor !== undefined && { waitsFor }) }
  const sessions = meeting.conference?.members.get(personKey(person))?.sessions ?? []
  const isInside = sessions.length > 0
  const isHeard = sessions.some(({ silent }) => !silent)
  const missing = asHost || isInside ? undefined : findMissing(meeting, newcomer, media)
  return {
    ...shared,
    inside: namesInside(meeting),
    ...(missing && { missing }),
    ...(isInside && (isHeard ? { alreadyInside: true } : { returns: true })),
  }
}

function findMissing(
  { conference }: Meeting,
  { person, outside }: Newcomer,
  { maxAudio, maxVideo, cameras }: MediaLimits & Readonly<{ cameras: Cameras }>,
): MissingMedia | undefined {
  if (conference?.state.phase !== 'running' || hasRoleIn(conference.state, person)) return undefined
  if (!isPlaceFree(conference.state, outside, maxAudio)) return { sound: maxAudio }
  return cameraFor({ outside }, cameras, maxVideo) === 'none' ? { camera: maxVideo } : undefined
}

function namesInside({ conference }: Meeting): readonly string[] {
  return [...(conference?.members.values() ?? [])].filter(({ sessions }) => sessions.length > 0).map(({ nick }) => nick)
}
