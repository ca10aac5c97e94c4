import type { ConferenceId, EpochMs, ParticipantId, PersonKey } from '../../conference/identity.ts'
import { hasRole, type Member, type Session } from '../../conference/member.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Media } from './media.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import { seatedIn, type Seat, type Seated } from '../conduct/seat.ts'

/** What one session sends; `hand` since when it is up. */
export type Stage = { audio: boolean; video: boolean; screen: boolean; hand?: EpochMs }
export type RequestedMediaState = Readonly<{ audio: boolean; video: boolean; screen: boolean; hand: boolean }>
export type MediaStateRefusal = 'muted-by-host' | 'sharing-limited' | 'media-full'

export type Staged = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; stage: Stage }>
/** What came of a wish: `refused` is the first part that was not taken over. */
export type MediaStateAnswer = Readonly<{ changed?: Staged; refused?: MediaStateRefusal }>

type Part = 'audio' | 'video' | 'screen'
type Held = { readonly key: PersonKey; coHost: boolean; stage: Stage }

const NOTHING: Stage = { audio: false, video: false, screen: false }

/**
 * What each session inside sends, by the rules of the meeting. In memory: it lives with the sessions of this server,
 * and a client that finds it gone after a restart says it again.
 */
export class MediaStates implements Follower {
  readonly #conductor: Conductor
  readonly #media: Media
  readonly #clock: Clock
  readonly #held = new Map<ConferenceId, Map<ParticipantId, Held>>()
  /** The last wish of each session that is still being looked at. */
  readonly #turns = new Map<ParticipantId, Promise<unknown>>()
  readonly #listeners: ((changed: Staged) => void)[] = []

  constructor(deps: { conductor: Conductor; media: Media; clock: Clock }) {
    this.#conductor = deps.conductor
    this.#media = deps.media
    this.#clock = deps.clock
  }

  /** By `participantId`; whoever has sent nothing yet is not in it. */
  list(conferenceId: ConferenceId): Record<string, Stage> {
    const held = this.#held.get(conferenceId) ?? []
    return Object.fromEntries(Array.from(held, ([participantId, { stage }]) => [participantId, stage]))
  }

  /** Whether each member sends audio and video from any of his devices; whoever has told nothing here is not in it. */
  sending(conferenceId: ConferenceId): ReadonlyMap<PersonKey, Readonly<{ audio: boolean; video: boolean }>> {
    const sending = new Map<PersonKey, { audio: boolean; video: boolean }>()
    for (const { key, stage } of this.#held.get(conferenceId)?.values() ?? []) {
      const { audio = false, video = false } = sending.get(key) ?? {}
      sending.set(key, { audio: audio || stage.audio, video: video || stage.video })
    }
    return sending
  }

  /**
   * Takes over what may be sent of `wish`. Wishes of one session are taken one after another. None undoes a mute of the
   * host: a page that says again what it sends may not know of it yet. `unmute-self` does, where that is allowed.
   *
   * @throws ConferenceError `session-ended`, `conference-ended`, `conference-not-found`
   */
  async set(seat: Seat, wish: RequestedMediaState): Promise<MediaStateAnswer> {
    const { participantId } = seat
    const before = this.#turns.get(participantId) ?? Promise.resolve()
    const turn = before.then(
      () => this.#set(seat, wish),
      () => this.#set(seat, wish),
    )
    this.#turns.set(participantId, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(participantId) === turn) this.#turns.delete(participantId)
    }
  }

  /** Calls `listener` with each media state that the server itself changes. */
  onChanged(listener: (changed: Staged) => void): void {
    this.#listeners.push(listener)
  }

  /** Turns off what a change no longer allows, and reports it to the listeners. */
  follow({ conferenceId, head, events, members }: CommittedChange): void {
    const held = this.#held.get(conferenceId)
    if (!held) return
    for (const { event } of events) {
      if (event.type === 'session-closed') held.delete(event.participantId)
    }
    if (head.endedAt !== undefined || held.size === 0) {
      this.#held.delete(conferenceId)
      return
    }
    const changed = new Set<ParticipantId>()
    for (const member of members) {
      for (const session of member.sessions) {
        const entry = held.get(session.participantId)
        if (entry && this.#silence(entry, member, session)) changed.add(session.participantId)
      }
    }
    for (const [participantId, entry] of held) {
      if (!entry.stage.screen || mayShare(head, entry)) continue
      entry.stage = { ...entry.stage, screen: false }
      changed.add(participantId)
    }
    for (const participantId of changed) {
      const stage = held.get(participantId)?.stage ?? NOTHING
      for (const listener of this.#listeners) listener({ conferenceId, participantId, stage })
    }
  }

  async #set(seat: Seat, wish: RequestedMediaState): Promise<MediaStateAnswer> {
    const { conferenceId, participantId, key } = seat
    const loaded = await this.#conductor.loadCommitted(conferenceId)
    // From here on nothing waits, so no mute comes between this check and what it allows.
    const seated = seatedIn(this.#conductor.findFollowed(conferenceId) ?? loaded, seat)
    const held = this.#heldOf(conferenceId)
    const entry = held.get(participantId) ?? { key, coHost: false, stage: NOTHING }
    const refusals: MediaStateRefusal[] = []
    const take = (part: Part): boolean => {
      if (!wish[part] || entry.stage[part]) return wish[part]
      const refusal = this.#refusalOf(part, seated)
      if (refusal) refusals.push(refusal)
      return !refusal
    }
    const stage: Stage = {
      audio: take('audio'),
      video: take('video'),
      screen: take('screen'),
      ...(wish.hand && { hand: entry.stage.hand ?? this.#clock.now() }),
    }
    const isChanged = !isSame(stage, entry.stage)
    held.set(participantId, { ...entry, coHost: seated.member.coHost, stage })
    const [refused] = refusals
    return {
      ...(isChanged && { changed: { conferenceId, participantId, stage } }),
      ...(refused && { refused }),
    }
  }

  #refusalOf(part: Part, seated: Seated): MediaStateRefusal | undefined {
    const { head, member, session } = seated
    const { maxVideo, maxAudio } = this.#media
    switch (part) {
      case 'audio':
        if (isMuted(member, session)) return 'muted-by-host'
        return isFull(seated, maxAudio) ? 'media-full' : undefined
      case 'video':
        return isFull(seated, maxVideo) ? 'media-full' : undefined
      case 'screen':
        if (!mayShare(head, member)) return 'sharing-limited'
        return isFull(seated, maxAudio) ? 'media-full' : undefined
    }
  }

  /** Notes the member's role, and turns off the audio of whoever was muted. @returns whether it did */
  #silence(entry: Held, member: Member, session: Session): boolean {
    entry.coHost = member.coHost
    if (!entry.stage.audio || !isMuted(member, session)) return false
    entry.stage = { ...entry.stage, audio: false }
    return true
  }

  #heldOf(conferenceId: ConferenceId): Map<ParticipantId, Held> {
    const held = this.#held.get(conferenceId) ?? new Map<ParticipantId, Held>()
    this.#held.set(conferenceId, held)
    return held
  }
}

function isMuted(member: Member, session: Session): boolean {
  return member.audio !== 'allowed' || session.muted === true
}

function mayShare(head: ConferenceHead, someone: Pick<Member, 'key' | 'coHost'>): boolean {
  return head.sharing === 'everybody' || hasRole(head, someone)
}

/** Never for host and co-hosts. */
function isFull({ head, members, member }: Seated, limit: number): boolean {
  if (hasRole(head, member)) return false
  let inside = 0
  for (const { sessions } of members.values()) inside += sessions.length
  return inside > limit
}

function isSame(one: Stage, other: Stage): boolean {
  return (
    one.audio === other.audio && one.video === other.video && one.screen === other.screen && one.hand === other.hand
  )
}
