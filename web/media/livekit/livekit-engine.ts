import { RoomEvent, type RemoteTrackPublication, type Room } from 'livekit-client'
import type { MediaGrant, QualitySummary } from '../../../contract/signaling/media.ts'
import type {
  EngineConnection,
  EngineEvents,
  LocalTracks,
  MediaEngine,
  PeerMedia,
  PeerSession,
  Sight,
} from '../engine.ts'
import { QualityMeter } from '../quality-meter.ts'
import { LIVEKIT_SOURCES, OwnPublications } from './own-publications.ts'
import { receivedFrom, wasShown } from './received.ts'
import { RoomConnection, type ConnectionSetup } from './room-connection.ts'
import { readStatistics } from './statistics.ts'

/** What the platform provides. */
export type LiveKitPlatform = Pick<ConnectionSetup, 'openRoom' | 'resolve' | 'wait'>

/** The tracks of many people arrive one by one, and are shown together. */
const SHOW_MS = 30
/** The level of a person who speaks softly. LiveKit decides who speaks; its level may be below ours. */
const SOFT_LEVEL = 0.03
const FULL: PeerMedia = { state: 'failed', trouble: 'full' }
const CONNECTING: PeerMedia = { state: 'connecting' }
const NOTHING: Sight = { cameras: new Set(), screens: new Set() }
const PARTS: readonly (keyof PeerMedia)[] = ['state', 'trouble', 'sound', 'camera', 'screen', 'screenSound']

/**
 * A LiveKit server carries the media. Each page sends once, and receives the sound of everyone and the pictures that it shows.
 * The server decides who may send what.
 */
export class LiveKitEngine implements MediaEngine {
  readonly #platform: LiveKitPlatform
  readonly #events: EngineEvents
  readonly #connection: RoomConnection
  readonly #meter = new QualityMeter()
  #publications: OwnPublications | undefined
  #sessions: ReadonlyMap<string, PeerSession> = new Map()
  #tracks: LocalTracks = {}
  #sight = NOTHING
  /** What was in sight before. It stays subscribed but paused, so that it is there at once when the person turns back. */
  #sightBefore = NOTHING
  #cancelShow: (() => void) | undefined
  #media: ReadonlyMap<string, PeerMedia> = new Map()

  constructor(platform: LiveKitPlatform, events: EngineEvents) {
    this.#platform = platform
    this.#events = events
    this.#connection = new RoomConnection({
      ...platform,
      renewGrant: events.renewGrant,
      opened: (room) => this.#opened(room),
      changed: () => this.#connectionChanged(),
    })
  }

  join(grant: MediaGrant, self: string): void {
    // A conference keeps its engine.
    if (grant.engine === 'livekit') this.#connection.use(grant, self)
  }

  setPeers(sessions: readonly PeerSession[]): void {
    this.#sessions = new Map(sessions.map((session) => [session.participantId, session]))
    this.#subscribe()
    this.#show()
  }

  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks
    this.#publications?.set(tracks)
  }

  setInSight(sight: Sight): void {
    const { cameras, screens } = this.#sight
    if (isSameSet(cameras, sight.cameras) && isSameSet(screens, sight.screens)) return
    this.#sightBefore = this.#sight
    this.#sight = sight
    this.#subscribe()
  }

  /** Pages need no signals from each other. */
  receive(): void {}

  peers(): ReadonlyMap<string, PeerMedia> {
    return this.#media
  }

  connection(): EngineConnection {
    return this.#connection.state
  }

  retryNow(): void {
    this.#connection.retryNow()
  }

  levels(): ReadonlyMap<string, number> {
    const participants = this.#connection.room?.remoteParticipants
    return new Map(
      Array.from(this.#sessions, ([id, { audible }]) => {
        const participant = participants?.get(id)
        return [id, audible && participant?.isSpeaking ? Math.max(SOFT_LEVEL, participant.audioLevel) : 0]
      }),
    )
  }

  async measure(): Promise<QualitySummary> {
    const { room } = this.#connection
    return room ? this.#meter.summarize(await readStatistics(room)) : {}
  }

  close(): void {
    this.#cancelShow?.()
    this.#publications?.close()
    this.#connection.close()
  }

  #opened(room: Room): void {
    this.#publications?.close()
    this.#publications = new OwnPublications(room, this.#platform.wait)
    this.#publications.set(this.#tracks)
    const show = () => this.#showSoon()
    room
      .on(RoomEvent.ParticipantConnected, show)
      .on(RoomEvent.ParticipantDisconnected, show)
      .on(RoomEvent.TrackPublished, () => this.#subscribe())
      .on(RoomEvent.TrackSubscribed, show)
      .on(RoomEvent.TrackUnsubscribed, show)
  }

  #connectionChanged(): void {
    this.#subscribe()
    this.#show()
    this.#events.changed()
  }

  /** Subscribes to what is played or shown, and to nothing else. */
  #subscribe(): void {
    for (const [id, participant] of this.#connection.room?.remoteParticipants ?? []) {
      const hasPlace = this.#sessions.get(id)?.hasPlace === true
      for (const publication of participant.trackPublications.values()) {
        const isWanted = hasPlace && this.#isWanted(id, publication)
        if (publication.isDesired !== isWanted) publication.setSubscribed(isWanted)
      }
    }
  }

  #isWanted(id: string, publication: RemoteTrackPublication): boolean {
    const isPaused = wasShown(publication)
    switch (publication.source) {
      case LIVEKIT_SOURCES.microphone:
      case LIVEKIT_SOURCES.screenSound:
        return true
      case LIVEKIT_SOURCES.camera:
        return this.#sight.cameras.has(id) || (isPaused && this.#sightBefore.cameras.has(id))
      case LIVEKIT_SOURCES.screen:
        return this.#sight.screens.has(id) || (isPaused && this.#sightBefore.screens.has(id))
      default:
        return false
    }
  }

  #showSoon(): void {
    this.#cancelShow ??= this.#platform.wait(SHOW_MS, () => this.#show())
  }

  #show(): void {
    this.#cancelShow?.()
    this.#cancelShow = undefined
    const before = this.#media
    const next = new Map(
      Array.from(this.#sessions, ([id, session]) => [id, keep(before.get(id), this.#mediaOf(session))]),
    )
    const isSame = next.size === before.size && Array.from(next).every(([id, media]) => before.get(id) === media)
    if (isSame) return
    this.#media = next
    this.#events.changed()
  }

  #mediaOf(session: PeerSession): PeerMedia {
    if (!session.hasPlace) return FULL
    const { room, state } = this.#connection
    const isConnected = state === 'connected'
    const participant = isConnected ? room?.remoteParticipants.get(session.participantId) : undefined
    if (participant) return { state: 'connected', ...receivedFrom(participant, session) }
    if (this.#media.get(session.participantId)?.state !== 'connected') return CONNECTING
    // If everything is interrupted, one message for the whole page says so.
    return { state: 'connected', ...(isConnected && { trouble: 'interrupted' }) }
  }
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && Array.from(a).every((each) => b.has(each))
}

/** The media as before, if nothing is different. */
function keep(before: PeerMedia | undefined, next: PeerMedia): PeerMedia {
  return before && PARTS.every((part) => before[part] === next[part]) ? before : next
}
