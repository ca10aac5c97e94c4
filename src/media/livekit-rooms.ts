import { TrackSource, type TokenVerifier, type WebhookReceiver } from 'livekit-server-sdk'
import type { Event } from '../conference/event.ts'
import type { ConferenceId, ParticipantId } from '../conference/identity.ts'
import type { MediaLimits } from '../conference/sending.ts'
import type { ExistingConference } from '../conference/state.ts'
import type { CommittedChange, CommittedConference } from '../service/conduct/committed.ts'
import type { EngineRooms, MediaSession } from '../service/live/media.ts'
import type { LiveKitApi, LiveKitParticipant } from './livekit-api.ts'
import { findPermission, isSamePermission, NOTHING, type Permission } from './livekit-permission.ts'

/** Requests for one conference that run at the same time: muting everybody concerns each person. */
const AT_ONCE = 8

const SCREEN_SOURCES = [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]
/** The webhooks after which a room may have to be put right. */
const HINTS: ReadonlySet<string> = new Set(['participant_joined', 'track_published'])

/** What this server last sent to the LiveKit server about a conference. */
type SentState = {
  permissions: Map<ParticipantId, Permission>
  /** Grows when a change begins to be applied, and when it has been applied. */
  changes: number
}

/** Makes the rooms of a LiveKit server follow the rosters: after each change, and by comparing the two. */
export class LiveKitRooms implements EngineRooms {
  readonly #api: LiveKitApi
  readonly #webhooks: WebhookReceiver
  readonly #tokens: TokenVerifier
  readonly #limits: MediaLimits
  readonly #sent = new Map<ConferenceId, SentState>()

  constructor(
    api: LiveKitApi,
    { limits, webhooks, tokens }: Readonly<{ limits: MediaLimits; webhooks: WebhookReceiver; tokens: TokenVerifier }>,
  ) {
    this.#api = api
    this.#webhooks = webhooks
    this.#tokens = tokens
    this.#limits = limits
  }

  /** Notes what the token of a session allows. */
  granted(given: Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; permission: Permission }>): void {
    this.#sentOf(given.conferenceId).permissions.set(given.participantId, given.permission)
  }

  /** Applies a change that this process has written. The process that wrote a change applies it. */
  async apply(change: CommittedChange): Promise<void> {
    const { conferenceId: id, state, events, own } = change
    for (const { event } of events) {
      if (event.type === 'session-closed') this.#sent.get(id)?.permissions.delete(event.participantId)
    }
    if (state.phase === 'ended') this.#sent.delete(id)
    if (own.size === 0) return this.#noteForeign(id, state)
    if (state.phase === 'ended') return this.#api.deleteRoom(id)
    const sent = this.#sentOf(id)
    sent.changes += 1
    try {
      for (const { event } of events) await this.#applyEvent(id, state, event)
      await this.#updatePermissions(id, state, sent)
    } finally {
      sent.changes += 1
    }
  }

  async list(): Promise<readonly ConferenceId[]> {
    return (await this.#api.listRooms()) as ConferenceId[]
  }

  async repair(id: ConferenceId, load: () => Promise<CommittedConference | undefined>): Promise<number> {
    const before = this.#sent.get(id)?.changes
    const found = (await this.#api.listParticipants(id)).filter(({ isPerson }) => isPerson)
    const conference = await load()
    // What is not ours stays. A change that was applied meanwhile is not in what was listed.
    if (!conference || this.#sent.get(id)?.changes !== before) return 0
    if (conference.state.phase === 'ended') {
      await this.#api.deleteRoom(id)
      return 1
    }
    const repairs = await inGroups(found, (participant) => this.#repairOne(id, conference.state, participant))
    return repairs.reduce((sum, count) => sum + count, 0)
  }

  async findSession(token: string): Promise<MediaSession | undefined> {
    try {
      const { sub, video } = await this.#tokens.verify(token)
      if (sub === undefined || video?.room === undefined) return undefined
      return { conferenceId: video.room as ConferenceId, participantId: sub as ParticipantId }
    } catch {
      return undefined // altered, expired or from another server: the caller need not know which
    }
  }

  async readReport({
    body,
    authorization,
  }: Parameters<EngineRooms['readReport']>[0]): Promise<ConferenceId | undefined> {
    const { event, room } = await this.#webhooks.receive(body, authorization)
    return room && HINTS.has(event) ? (room.name as ConferenceId) : undefined
  }

  /** Notes what a change of another server allows. That server tells LiveKit, in place of what this one sent earlier. */
  #noteForeign(id: ConferenceId, state: ExistingConference): void {
    const permissions = state.phase === 'ended' ? undefined : this.#sent.get(id)?.permissions
    for (const participantId of permissions?.keys() ?? []) {
      permissions?.set(participantId, findPermission(state, participantId, this.#limits) ?? NOTHING)
    }
  }

  async #applyEvent(id: ConferenceId, state: ExistingConference, event: Event): Promise<void> {
    if (event.type === 'session-closed') return this.#api.removeParticipant(id, event.participantId)
    if (event.type !== 'video-stopped' && event.type !== 'screen-stopped') return
    const only = event.type === 'video-stopped' ? event.participantId : undefined
    const sources = event.type === 'video-stopped' ? [TrackSource.CAMERA] : SCREEN_SOURCES
    for (const { participantId } of state.members.get(event.member)?.sessions ?? []) {
      if (participantId !== (only ?? participantId)) continue
      const participant = await this.#api.findParticipant(id, participantId)
      // The person may turn it on again, so they keep the permission.
      if (participant) await this.#mute(id, participant, sources)
    }
  }

  async #updatePermissions(id: ConferenceId, state: ExistingConference, { permissions }: SentState): Promise<void> {
    const changed = openSessions(state).flatMap((participantId) => {
      const permission = findPermission(state, participantId, this.#limits) ?? NOTHING
      return isSamePermission(permission, permissions.get(participantId)) ? [] : [{ participantId, permission }]
    })
    await inGroups(changed, async ({ participantId, permission }) => {
      await this.#api.setPermission(id, participantId, permission)
      permissions.set(participantId, permission)
    })
  }

  /** @returns how many things were put right */
  async #repairOne(id: ConferenceId, state: ExistingConference, participant: LiveKitParticipant): Promise<number> {
    const { identity, permission } = participant
    const allowed = findPermission(state, identity as ParticipantId, this.#limits)
    if (!allowed) {
      await this.#api.removeParticipant(id, identity)
      return 1
    }
    const isSame = isSamePermission(allowed, permission)
    if (!isSame) await this.#api.setPermission(id, identity, allowed)
    this.granted({ conferenceId: id, participantId: identity as ParticipantId, permission: allowed })
    const sources = new Set(allowed.canPublish ? allowed.canPublishSources : [])
    const forbidden = isSame ? participant.tracks.map(({ source }) => source).filter((one) => !sources.has(one)) : []
    return Number(!isSame) + (await this.#mute(id, participant, forbidden))
  }

  /** Mutes the tracks with these sources that are not muted. @returns how many there were */
  async #mute(id: ConferenceId, participant: LiveKitParticipant, sources: readonly TrackSource[]): Promise<number> {
    const tracks = participant.tracks.filter(({ source, muted }) => !muted && sources.includes(source))
    for (const { sid } of tracks) await this.#api.muteTrack(id, participant.identity, sid)
    return tracks.length
  }

  #sentOf(id: ConferenceId): SentState {
    const sent = this.#sent.get(id) ?? { permissions: new Map<ParticipantId, Permission>(), changes: 0 }
    this.#sent.set(id, sent)
    return sent
  }
}

function openSessions({ members }: ExistingConference): readonly ParticipantId[] {
  return [...members.values()].flatMap(({ sessions }) => sessions.map(({ participantId }) => participantId))
}

async function inGroups<T, Result>(values: readonly T[], act: (value: T) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < values.length; from += AT_ONCE) {
    results.push(...(await Promise.all(values.slice(from, from + AT_ONCE).map(act))))
  }
  return results
}
