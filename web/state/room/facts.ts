import type { MediaState } from '../../../contract/signaling/media.ts'
import type { MemberView } from '../../../contract/signaling/types.ts'
import type { EngineConnection, PeerMedia } from '../../media/engine.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import type { OwnMediaState } from '../devices/own-media.ts'
import { hasAudioPlace, seatOf, seatsOf, type Seat } from '../../../client/roster.ts'
import type { Speaking } from './speaker.ts'
import type { AudioState } from './people-views.ts'

/** What the server, the devices, the engine and the person say. */
type Sources = Readonly<{
  conference: ConferenceState
  own: OwnMediaState
  handUp: boolean
  /** The person's camera was refused, since too many others were on. They can turn it on again when one goes off. */
  isCameraRefused: boolean
  peers: ReadonlyMap<string, PeerMedia>
  engineConnection: EngineConnection
  speaking: Speaking
}>

/** Everything that the room's views are made of. What several views need is worked out here, once for all of them. */
export type RoomFacts = Sources &
  Readonly<{
    /** This session; absent until it is in the roster. */
    self?: Seat
    /** What this session sends, or would send in the meeting. */
    ownMediaState: MediaState
    /** Places in the line of raised hands, from 1, by `key` of the member. */
    hands: ReadonlyMap<string, number>
    /** This session has no audio place: its media reach nobody, and it receives none. */
    isCutOff: boolean
    /** So many cameras are on that no further one can come on for this person. */
    areCamerasFull: boolean
  }>

/** Works out what several views need. */
export function toFacts(sources: Sources): RoomFacts {
  const self = ownSeat(sources.conference)
  return {
    ...sources,
    ...(self && { self }),
    ownMediaState: ownMediaState(sources),
    hands: handOrder(sources),
    isCutOff: self !== undefined && !isPlaced(sources.conference, self),
    areCamerasFull: areCamerasFull(sources.conference),
  }
}

/** What a member may do in the meeting. Guests are members too. */
export type Role = 'host' | 'co-host' | 'member'

/** This session and its member; `undefined` until it is in the roster. */
export function ownSeat({ roster, self }: ConferenceState): Seat | undefined {
  return roster && seatOf(roster, self)
}

/** The role of a member in the meeting. */
export function roleOf(member: MemberView | undefined): Role {
  if (member?.host) return 'host'
  return member?.coHost ? 'co-host' : 'member'
}

/** Host and co-hosts. */
export function isHostOrCoHost(member: MemberView | undefined): boolean {
  return roleOf(member) !== 'member'
}

/** Whether controls reach the server now. */
export function isJoined({ connection }: ConferenceState): boolean {
  return connection.phase === 'joined'
}

/** The microphone of a session as others see it. What the host decided comes before the person's own switch. */
export function audioOf({ member, session }: Seat, state: MediaState | undefined): AudioState {
  if (member.audio === 'barred') return 'barred'
  if (member.audio === 'muted' || session.muted) return 'muted-by-host'
  return state?.audio ? 'on' : 'off'
}

/** Own switches as they reach the others: a microphone that the host has muted sends nothing. */
function ownMediaState({ conference, own, handUp }: Sources): MediaState {
  const seat = ownSeat(conference)
  const wants: MediaState = {
    audio: own.microphone.on && own.microphone.track !== undefined,
    video: own.camera.on && own.camera.track !== undefined,
    screen: own.screen.track !== undefined,
  }
  const audio = !seat || audioOf(seat, wants) === 'on' || !wants.audio ? wants.audio : false
  return { ...wants, audio, ...(handUp && { hand: conference.mediaStates[conference.self]?.hand ?? 0 }) }
}

/** What a session sends. For this session the page knows it; for any other the server says it. */
export function mediaStateOf(facts: RoomFacts, { session: { participantId } }: Seat): MediaState | undefined {
  return participantId === facts.conference.self ? facts.ownMediaState : facts.conference.mediaStates[participantId]
}

/** Places in the line of raised hands. An own hand that the server has not confirmed yet is the last. */
function handOrder({ conference: { roster, mediaStates, self }, handUp }: Sources): ReadonlyMap<string, number> {
  if (!roster) return new Map()
  const raised = seatsOf(roster)
    .map(({ member, session: { participantId } }) => {
      const isOwn = participantId === self
      if (isOwn && !handUp) return { key: member.key, at: undefined }
      return { key: member.key, at: mediaStates[participantId]?.hand ?? (isOwn ? Number.POSITIVE_INFINITY : undefined) }
    })
    .filter((hand): hand is { key: string; at: number } => hand.at !== undefined)
    .sort((a, b) => a.at - b.at)
  const keys = new Set(raised.map(({ key }) => key))
  return new Map(Array.from(keys, (key, at) => [key, at + 1]))
}

/** How many cameras and how many audio places the engine carries; 0 until the server has sent it. */
export function limitsOf({ grant }: Pick<ConferenceState, 'grant'>): Readonly<{ cameras: number; places: number }> {
  if (!grant) return { cameras: 0, places: 0 }
  if (grant.engine === 'none') return { cameras: Infinity, places: Infinity }
  return { cameras: grant.maxVideo ?? Infinity, places: grant.maxAudio }
}

/** Whether the session has an audio place. */
export function isPlaced({ roster }: ConferenceState, seat: Seat): boolean {
  return roster !== undefined && hasAudioPlace(roster, seat)
}

/** The sessions with sound that have no audio place, in order of their members' first appearance. */
export function placeless({ roster }: ConferenceState): readonly Seat[] {
  if (!roster) return []
  return seatsOf(roster).filter((seat) => !seat.session.withoutSound && !hasAudioPlace(roster, seat))
}

/** Whether no further camera can come on for this person. Host and co-hosts are not limited. */
function areCamerasFull(conference: ConferenceState): boolean {
  const { camerasFull } = conference
  const member = ownSeat(conference)?.member
  if (!member || isHostOrCoHost(member)) return false
  return camerasFull === 'everyone' || (camerasFull === 'outside' && member.outside)
}
