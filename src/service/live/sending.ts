import type { MediaState } from '../../../contract/signaling/media.ts'
import { actorKey } from '../../conference/actor.ts'
import { hasAudioPlace } from '../../conference/audio-places.ts'
import type { Event, EventBody } from '../../conference/event.ts'
import type { ParticipantId } from '../../conference/identity.ts'
import type { Member, Session } from '../../conference/member.ts'
import { mayShareScreen } from '../../conference/sending.ts'
import type { ExistingConference } from '../../conference/state.ts'

/**
 * `by`: nick of the member who did it; absent if an app did. `full`: nobody did, a person of the organization needed the
 * camera.
 */
export type TurnedOff = Readonly<{ part: Stoppable; by?: string; full?: true }>

/** A part that the host can turn off, and that the person may turn on again. */
export type Stoppable = 'video' | 'screen' | 'hand'

/**
 * What a session sends. `member` and `session`: as they were after their last change. `stopped`: parts that the host turned
 * off, until the session reports them as off. A request that was sent before that does not reflect the stop.
 */
export type Sending = {
  member: Pick<Member, 'key' | 'coHost' | 'outside'>
  session: Session
  state: Readonly<MediaState>
  stopped: ReadonlySet<Stoppable>
  /** Of two cameras that are on, the one with the greater number was turned on later. */
  cameraOrder?: number
  /** Grows with each state that a server relayed. Later than the clock of that server, also on another server. */
  revision: number
  /** The session sent its last request to this server, which tells the others what follows from it. */
  isOwn: boolean
}
export type SendingSessions = Map<ParticipantId, Sending>

/** A session that has sent nothing yet. */
export function nothingSent(of: Pick<Sending, 'member' | 'session'>): Omit<Sending, 'isOwn'> {
  return { ...of, state: { audio: false, video: false, screen: false }, stopped: new Set(), revision: 0 }
}

/** What remains of a state that the roster allows. `conference` decides who has a place and may share a screen. */
export function toAllowed(
  state: MediaState,
  {
    conference,
    maxAudio,
    member,
    session,
  }: Pick<Sending, 'member' | 'session'> & {
    conference: Pick<ExistingConference, 'host' | 'sharing' | 'soundSessions'>
    maxAudio: number
  },
): MediaState {
  const hasPlace = hasAudioPlace(conference, { member, session }, maxAudio)
  return {
    ...state,
    audio: hasPlace && state.audio,
    video: hasPlace && state.video,
    screen: hasPlace && state.screen && mayShareScreen(conference, member),
  }
}

export function nickOf({ members }: Pick<ExistingConference, 'members'>, { by }: Event): string | undefined {
  const key = by && actorKey(by)
  return key === undefined ? undefined : members.get(key)?.nick
}

/** The part of a session's media state that an event turns off; `undefined` if it is off already. */
export function stoppedBy(
  event: EventBody,
  participantId: ParticipantId,
  { member, state }: Sending,
): Stoppable | undefined {
  if (event.type === 'hands-lowered') {
    return state.hand !== undefined && (event.member ?? member.key) === member.key ? 'hand' : undefined
  }
  if (event.type === 'screen-stopped') return event.member === member.key && state.screen ? 'screen' : undefined
  if (event.type !== 'video-stopped' || event.member !== member.key || !state.video) return undefined
  return (event.participantId ?? participantId) === participantId ? 'video' : undefined
}

/** The sessions whose cameras are on, in the order in which they were turned on. */
export function withCamera(sessions: SendingSessions | undefined): readonly (readonly [ParticipantId, Sending])[] {
  return [...(sessions ?? [])]
    .filter(([, { state }]) => state.video)
    .sort(([, one], [, other]) => (one.cameraOrder ?? 0) - (other.cameraOrder ?? 0))
}

export function isSame(one: MediaState, other: MediaState): boolean {
  return (
    one.audio === other.audio && one.video === other.video && one.screen === other.screen && one.hand === other.hand
  )
}
