import type { MediaState } from '../../../contract/signaling/media.ts'
import { cameraFor, camerasFull, mayTakeCamera, type Cameras, type CamerasFull } from '../../conference/cameras.ts'
import type { ConferenceId, ParticipantId, PersonKey } from '../../conference/identity.ts'
import { hasRole } from '../../conference/member.ts'
import { isMuted, refusalToSend, type MediaSource, type SendRefusal } from '../../conference/sending.ts'
import type { ExistingConference } from '../../conference/state.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Follower } from '../conduct/feed.ts'
import { seatedIn, type Seat } from '../conduct/seat.ts'
import type { Relay } from '../relay.ts'
import type { Media } from './media.ts'
import { RateLimiter } from './rate-limiter.ts'
import { isSame, nickOf, nothingSent, stoppedBy, toAllowed, withCamera } from './sending.ts'
import type { Sending, SendingSessions, TurnedOff } from './sending.ts'

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

/** Who can turn on no further camera from now on. */
export type ChangedCameras = Readonly<{ conferenceId: ConferenceId; full: CamerasFull }>

/** A state as a server relays it to the others. `version`: of the log on which it was decided. */
type RelayedState = ChangedMediaState & Readonly<{ key: PersonKey; revision: number; version: number }>

/** Each change is sent to everyone in the meeting. Nobody turns things on more often by hand. */
const TURN_ONS = { count: 30, windowMs: 10_000 }
const STOPPED_REFUSALS = { video: 'stopped-by-host', screen: 'share-stopped-by-host' } as const

/**
 * What each session in a meeting sends, by the rules of `conference/sending.ts`. Every server has the states of all
 * sessions. It is only in memory; after a restart, clients send it again.
 */
export class MediaStates implements Follower {
  readonly #conductor: Conductor
  readonly #media: Pick<Media, 'limits'>
  readonly #clock: Clock
  readonly #conferences = new Map<ConferenceId, SendingSessions>()
  /** Per session: resolves once all its requests so far are processed. */
  readonly #turns = new Map<ParticipantId, Promise<unknown>>()
  readonly #turnOns: RateLimiter
  readonly #relay: (relayed: RelayedState) => void
  #camerasTurnedOn = 0
  /** As the listeners have it; absent while further cameras can come on for everyone. */
  readonly #full = new Map<ConferenceId, CamerasFull>()
  readonly #camerasListeners: ((changed: ChangedCameras) => void)[] = []
  readonly #listeners: ((changed: ChangedMediaState) => void)[] = []

  /** @param deps.onError is called if a state from another server cannot be taken: the log cannot be read */
  constructor(deps: {
    conductor: Conductor
    media: Pick<Media, 'limits'>
    clock: Clock
    relay: Relay
    onError: (error: unknown) => void
  }) {
    this.#conductor = deps.conductor
    this.#media = deps.media
    this.#clock = deps.clock
    this.#turnOns = new RateLimiter(deps, { name: 'turn-ons', ...TURN_ONS })
    this.#relay = deps.relay.open('media state', {
      receive: (relayed: RelayedState) =>
        void this.#inTurn(relayed.participantId, () => this.#receive(relayed)).catch(deps.onError),
      held: () => this.#held(),
    })
  }

  /** Calls `listener` when the people who can turn on no further camera are others than before, or none. */
  onCamerasFull(listener: (changed: ChangedCameras) => void): void {
    this.#camerasListeners.push(listener)
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

  /** The cameras that are on. `conference` has the host, whose camera is not taken. */
  cameras(conferenceId: ConferenceId, conference: Pick<ExistingConference, 'host'>): Cameras {
    const on = withCamera(this.#conferences.get(conferenceId))
    return { all: on.length, mayBeTaken: on.filter(([, { member }]) => mayTakeCamera(conference, member)).length }
  }

  /** Who can turn on no further camera. */
  camerasFull(conferenceId: ConferenceId, conference: ExistingConference): CamerasFull {
    return camerasFull(this.cameras(conferenceId, conference), this.#media.limits(conference).maxVideo)
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
    return this.#inTurn(seat.participantId, () => this.#set(seat, requested))
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
      return this.#followCameras(conferenceId, conference)
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
      const audio = sending.state.audio && !muted.has(participantId)
      const state = toAllowed({ ...sending.state, audio }, { conference, maxAudio, ...sending })
      this.#change({ conferenceId, participantId }, sending, state)
    }
    this.#followCameras(conferenceId, conference)
  }

  /** Takes the state of a session of another server, once this server has followed the log that it was decided on. */
  async #receive({
    conferenceId,
    participantId,
    key,
    state,
    turnedOff,
    revision,
    version,
  }: RelayedState): Promise<void> {
    const conference = await this.#conductor.followUpTo(conferenceId, version)
    const member = conference?.members.get(key)
    const session = member?.sessions.find((open) => open.participantId === participantId)
    if (!conference || !member || !session || conference.head.endedAt !== undefined) return // it has ended meanwhile
    const sessions = this.#sessionsOf(conferenceId)
    const known = sessions.get(participantId) ?? nothingSent({ member, session })
    if (known.revision >= revision) return
    const stopped = new Set([...known.stopped].filter((part) => !state[part]))
    const sending = Object.assign(known, { revision, stopped, isOwn: false })
    sessions.set(participantId, sending)
    const { maxAudio } = this.#media.limits(conference.state)
    const audio = state.audio && !isMuted(member, session)
    const allowed = toAllowed({ ...state, audio }, { conference: conference.state, maxAudio, member, session })
    this.#change({ conferenceId, participantId, ...(turnedOff && { turnedOff }) }, sending, allowed)
    this.#followCameras(conferenceId, conference.state)
  }

  *#held(): Iterable<RelayedState> {
    for (const [conferenceId, sessions] of this.#conferences) {
      const version = this.#conductor.findFollowed(conferenceId)?.head.version ?? 0
      for (const [participantId, { member, state, revision }] of sessions) {
        yield { conferenceId, participantId, key: member.key, state, revision, version }
      }
    }
  }

  async #inTurn<T>(participantId: ParticipantId, act: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(participantId) ?? Promise.resolve()
    const turn = before.then(act, act)
    this.#turns.set(participantId, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(participantId) === turn) this.#turns.delete(participantId)
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
    const known = sessions.get(seat.participantId) ?? nothingSent({ member, session })
    const sending = Object.assign(known, { isOwn: true })
    sessions.set(seat.participantId, sending)
    // A part that is reported as off may be turned on again by the next request.
    sending.stopped = new Set([...sending.stopped].filter((part) => requested[part]))
    const { state, stopped } = sending
    const cameras = this.cameras(conferenceId, conference)
    const camera = hasRole(conference, member) ? 'free' : cameraFor(member, cameras, limits.maxVideo)
    const isCameraFree = camera !== 'none'
    let refused: SendRefusal | 'too-fast' | undefined
    const now = this.#clock.now()
    const isTooFast = () => !this.#turnOns.take(`${conferenceId} ${member.key}`)
    const allowed = (source: MediaSource): boolean => {
      if (!requested[source] || state[source]) return requested[source]
      const refusal =
        source !== 'audio' && stopped.has(source)
          ? STOPPED_REFUSALS[source]
          : refusalToSend(source, { conference, member, session, isCameraFree }, limits)
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
    if (camera === 'taken' && !state.video && sending.state.video) this.#takeCamera(conferenceId, conference)
    this.#followCameras(conferenceId, conference)
    return refused
  }

  /** Turns off the camera that was turned on last, of those that may be taken. */
  #takeCamera(conferenceId: ConferenceId, conference: Pick<ExistingConference, 'host'>): void {
    const on = withCamera(this.#conferences.get(conferenceId))
    const [participantId, sending] = on.findLast(([, { member }]) => mayTakeCamera(conference, member)) ?? []
    if (participantId === undefined || !sending) return
    const turnedOff = { part: 'video', full: true } as const
    sending.isOwn = true // only this server knows that it took the camera
    this.#change({ conferenceId, participantId, turnedOff }, sending, { ...sending.state, video: false })
  }

  /** Calls the listeners if the cameras are full for others than before. */
  #followCameras(conferenceId: ConferenceId, conference: ExistingConference): void {
    const full = this.camerasFull(conferenceId, conference)
    if (full === (this.#full.get(conferenceId) ?? 'nobody')) return
    if (full === 'nobody') this.#full.delete(conferenceId)
    else this.#full.set(conferenceId, full)
    for (const listener of this.#camerasListeners) listener({ conferenceId, full })
  }

  #change(of: Omit<ChangedMediaState, 'state'>, sending: Sending, state: MediaState): void {
    if (isSame(state, sending.state)) return
    if (state.video && !sending.state.video) sending.cameraOrder = this.#camerasTurnedOn += 1
    sending.state = state
    const { conferenceId, participantId, turnedOff } = of
    const changed = { conferenceId, participantId, state, ...(turnedOff && { turnedOff }) }
    for (const listener of this.#listeners) listener(changed)
    if (!sending.isOwn) return
    sending.revision = Math.max(this.#clock.now(), sending.revision + 1)
    const version = this.#conductor.findFollowed(conferenceId)?.head.version ?? 0
    this.#relay({ ...changed, key: sending.member.key, revision: sending.revision, version })
  }

  #sessionsOf(conferenceId: ConferenceId): SendingSessions {
    const sessions = this.#conferences.get(conferenceId) ?? new Map<ParticipantId, Sending>()
    this.#conferences.set(conferenceId, sessions)
    return sessions
  }
}
