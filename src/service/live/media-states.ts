import type { MediaState } from '../../../contract/signaling/media.ts'
import type { ConferenceId, ParticipantId, PersonKey } from '../../conference/identity.ts'
import { actorKey } from '../../conference/actor.ts'
import type { Event, EventBody } from '../../conference/event.ts'
import { hasAudioPlace } from '../../conference/audio-places.ts'
import { cameraFor, type Cameras } from '../../conference/cameras.ts'
import { hasRole, type Member, type Session } from '../../conference/member.ts'
import { isMuted, mayShareScreen, refusalToSend, type MediaSource, type SendRefusal } from '../../conference/sending.ts'
import type { ExistingConference } from '../../conference/state.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Follower } from '../conduct/feed.ts'
import { seatedIn, type Seat } from '../conduct/seat.ts'
import type { Media } from './media.ts'
import { RateLimiter } from './rate-limiter.ts'

/** What a session wants to send. `hand`: the hand is raised. */
export type RequestedMediaState = Readonly<{ audio: boolean; video: boolean; screen: boolean; hand: boolean }>
/** The new media state of a session. */
export type ChangedMediaState = Readonly<{
  conferenceId: ConferenceId
  participantId: ParticipantId
  state: MediaState
  /** Present if the host, a co-host or an app turned this part off; absent if the session reported it itself. */
  turnedOff?: TurnedOff
}>

/** `by`: nick of the member who did it; absent if an app did. `full`: nobody did, a person of the organization took the camera. */
type TurnedOff = Readonly<{ part: Stoppable; by?: string; full?: true }>

/** A part that the host can turn off, and that the person may turn on again. */
type Stoppable = 'video' | 'screen' | 'hand'

/**
 * What a session sends. `member` and `session`: as they were after their last change. `stopped`: parts that the host turned
 * off, until the session reports them as off. A request that was sent before that does not reflect the stop.
 */
type Sending = {
  member: Pick<Member, 'key' | 'coHost' | 'outside'>
  session: Session
  state: Readonly<MediaState>
  stopped: ReadonlySet<Stoppable>
  /** Of two cameras that are on, the one with the greater number was turned on later. */
  filmedAs?: number
}
type SendingSessions = Map<ParticipantId, Sending>

/** Each change is sent to everyone in the meeting. Nobody turns things on more often by hand. */
const TURN_ONS = { count: 30, windowMs: 10_000 }
const NO_STOPS: ReadonlySet<Stoppable> = new Set()
const STOPPED = { video: 'stopped-by-host', screen: 'share-stopped-by-host' } as const
const NOTHING: MediaState = { audio: false, video: false, screen: false }

/**
 * What each session in a meeting sends, by the rules of `conference/sending.ts`. It is only in memory; after a restart,
 * clients send it again.
 */
export class MediaStates implements Follower {
  readonly #conductor: Conductor
  readonly #media: Pick<Media, 'limits'>
  readonly #clock: Clock
  readonly #conferences = new Map<ConferenceId, SendingSessions>()
  /** Per session: resolves once all its requests so far are processed. */
  readonly #turns = new Map<ParticipantId, Promise<unknown>>()
  readonly #turnOns = new RateLimiter(TURN_ONS)
  #filmed = 0
  readonly #listeners: ((changed: ChangedMediaState) => void)[] = []

  constructor(deps: { conductor: Conductor; media: Pick<Media, 'limits'>; clock: Clock }) {
    this.#conductor = deps.conductor
    this.#media = deps.media
    this.#clock = deps.clock
  }

  /** Calls `listener` with every media state that changes. */
  onChanged(listener: (changed: ChangedMediaState) => void): void {
    this.#listeners.push(listener)
  }

  /** By `participantId`, without sessions that have never sent anything. */
  list(conferenceId: ConferenceId): Record<string, MediaState> {
    const sessions = this.#conferences.get(conferenceId) ?? []
    return Object.fromEntries(Array.from(sessions, ([participantId, { state }]) => [participantId, state]))
  }

  /** The cameras that are on. */
  cameras(conferenceId: ConferenceId): Cameras {
    const lent = this.#lentCameras(conferenceId)
    return { all: camerasIn(this.#conferences.get(conferenceId)), fromOutside: lent.length }
  }

  /** Whether each member sends audio and video from any device, without members that have never sent anything. */
  sending(conferenceId: ConferenceId): ReadonlyMap<PersonKey, Readonly<{ audio: boolean; video: boolean }>> {
    const sending = new Map<PersonKey, { audio: boolean; video: boolean }>()
    for (const { member, state } of this.#conferences.get(conferenceId)?.values() ?? []) {
      const { audio = false, video = false } = sending.get(member.key) ?? {}
      sending.set(member.key, { audio: audio || state.audio, video: video || state.video })
    }
    return sending
  }

  /**
   * Applies what is allowed of a requested media state. The requests of one session are processed in their order. None
   * lifts a mute by the host, since the page may not know of the mute yet. For that there is the control `unmute-self`.
   * Turning a part off is always allowed.
   *
   * @returns why the first part that was not applied is refused; `too-fast` if the person has turned on 30 parts in 10 seconds
   * @throws ConferenceError `session-ended`, `conference-ended`, `conference-not-found`
   */
  async set(seat: Seat, requested: RequestedMediaState): Promise<SendRefusal | 'too-fast' | undefined> {
    const { participantId } = seat
    const before = this.#turns.get(participantId) ?? Promise.resolve()
    const set = () => this.#set(seat, requested)
    const turn = before.then(set, set)
    this.#turns.set(participantId, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(participantId) === turn) this.#turns.delete(participantId)
    }
  }

  /** Turns off what a change no longer allows. */
  follow({ conferenceId, head, state: conference, events, members }: CommittedChange): void {
    const sessions = this.#conferences.get(conferenceId)
    if (!sessions) return
    for (const { event } of events) {
      if (event.type === 'session-closed') sessions.delete(event.participantId)
    }
    for (const { event } of events) {
      for (const [participantId, sending] of sessions) {
        const part = stoppedBy(event, participantId, sending)
        if (part === undefined) continue
        const { [part]: _, ...rest } = sending.state
        sending.stopped = new Set([...sending.stopped, part])
        const by = nickOf(conference, event)
        const turnedOff = { part, ...(by !== undefined && { by }) }
        this.#change({ conferenceId, participantId, turnedOff }, sending, { video: false, screen: false, ...rest })
      }
    }
    if (head.endedAt !== undefined || sessions.size === 0) {
      this.#conferences.delete(conferenceId)
      return
    }
    const { maxAudio } = this.#media.limits(conference)
    const muted = new Set<ParticipantId>()
    for (const member of members) {
      for (const session of member.sessions) {
        const sending = sessions.get(session.participantId)
        if (sending) Object.assign(sending, { member, session })
        if (isMuted(member, session)) muted.add(session.participantId)
      }
    }
    for (const [participantId, sending] of sessions) {
      const { member, session, state } = sending
      const hasPlace = hasAudioPlace(conference, { member, session }, maxAudio)
      const audio = hasPlace && state.audio && !muted.has(participantId)
      const video = hasPlace && state.video
      const screen = hasPlace && state.screen && mayShareScreen(conference, member)
      this.#change({ conferenceId, participantId }, sending, { ...state, audio, video, screen })
    }
  }

  async #set(
    { conferenceId, ...seat }: Seat,
    requested: RequestedMediaState,
  ): Promise<SendRefusal | 'too-fast' | undefined> {
    const loaded = await this.#conductor.loadCommitted(conferenceId)
    // No `await` from here on, so no mute can happen between the check and the change.
    const seated = seatedIn(this.#conductor.findFollowed(conferenceId) ?? loaded, seat)
    const { state: conference, member, session } = seated
    const limits = this.#media.limits(conference)
    const sessions = this.#sessionsOf(conferenceId)
    const sending = sessions.get(seat.participantId) ?? { member, session, state: NOTHING, stopped: NO_STOPS }
    sessions.set(seat.participantId, sending)
    // A part that is reported as off may be turned on again by the next request.
    sending.stopped = new Set([...sending.stopped].filter((part) => requested[part]))
    const { state, stopped } = sending
    const cameras = this.cameras(conferenceId)
    const room = state.video || hasRole(conference, member) ? 'free' : cameraFor(member, cameras, limits.maxVideo)
    const otherCameras = cameras.all - Number(state.video) - Number(room === 'lent')
    let refused: SendRefusal | 'too-fast' | undefined
    const now = this.#clock.now()
    const isTooFast = () => !this.#turnOns.take(`${conferenceId} ${member.key}`, now)
    const allowed = (source: MediaSource): boolean => {
      if (!requested[source] || state[source]) return requested[source]
      const refusal =
        source !== 'audio' && stopped.has(source)
          ? STOPPED[source]
          : refusalToSend(source, { conference, member, session, otherCameras }, limits)
      const reason = refusal ?? (isTooFast() ? 'too-fast' : undefined)
      refused ??= reason
      return reason === undefined
    }
    const raised = (): boolean => {
      if (!requested.hand || stopped.has('hand')) return false
      if (state.hand !== undefined) return true
      const isRefused = isTooFast()
      if (isRefused) refused ??= 'too-fast'
      return !isRefused
    }
    this.#change({ conferenceId, ...seat }, sending, {
      audio: allowed('audio'),
      video: allowed('video'),
      screen: allowed('screen'),
      ...(raised() && { hand: state.hand ?? now }),
    })
    if (room === 'lent' && sending.state.video) this.#takeCamera(conferenceId)
    return refused
  }

  /** Sessions whose cameras may be taken for people of the organization. The one that was turned on last comes last. */
  #lentCameras(conferenceId: ConferenceId): readonly (readonly [ParticipantId, Sending])[] {
    const host = this.#conductor.findFollowed(conferenceId)?.head.host
    return [...(this.#conferences.get(conferenceId) ?? [])]
      .filter(([, { member, state }]) => state.video && member.outside && !member.coHost && member.key !== host)
      .sort(([, one], [, other]) => (one.filmedAs ?? 0) - (other.filmedAs ?? 0))
  }

  #takeCamera(conferenceId: ConferenceId): void {
    const [participantId, lender] = this.#lentCameras(conferenceId).at(-1) ?? []
    if (participantId === undefined || !lender) return
    const turnedOff = { part: 'video', full: true } as const
    this.#change({ conferenceId, participantId, turnedOff }, lender, { ...lender.state, video: false })
  }

  #change(of: Omit<ChangedMediaState, 'state'>, sending: Sending, state: MediaState): void {
    if (isSame(state, sending.state)) return
    if (state.video && !sending.state.video) sending.filmedAs = this.#filmed += 1
    sending.state = state
    const { conferenceId, participantId, turnedOff } = of
    for (const listener of this.#listeners) {
      listener({ conferenceId, participantId, state, ...(turnedOff && { turnedOff }) })
    }
  }

  #sessionsOf(conferenceId: ConferenceId): SendingSessions {
    const sessions = this.#conferences.get(conferenceId) ?? new Map<ParticipantId, Sending>()
    this.#conferences.set(conferenceId, sessions)
    return sessions
  }
}

function nickOf({ members }: Pick<ExistingConference, 'members'>, { by }: Event): string | undefined {
  const key = by && actorKey(by)
  return key === undefined ? undefined : members.get(key)?.nick
}

/** The part of a session's media state that an event turns off; `undefined` if it is off already. */
function stoppedBy(event: EventBody, participantId: ParticipantId, { member, state }: Sending): Stoppable | undefined {
  if (event.type === 'hands-lowered') {
    return state.hand !== undefined && (event.member ?? member.key) === member.key ? 'hand' : undefined
  }
  if (event.type === 'screen-stopped') return event.member === member.key && state.screen ? 'screen' : undefined
  if (event.type !== 'video-stopped' || event.member !== member.key || !state.video) return undefined
  return (event.participantId ?? participantId) === participantId ? 'video' : undefined
}

function camerasIn(sessions: SendingSessions | undefined): number {
  let count = 0
  for (const { state } of sessions?.values() ?? []) if (state.video) count += 1
  return count
}

function isSame(one: MediaState, other: MediaState): boolean {
  return (
    one.audio === other.audio && one.video === other.video && one.screen === other.screen && one.hand === other.hand
  )
}
