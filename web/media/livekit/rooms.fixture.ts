import { EventEmitter } from 'node:events'
import { ConnectionState, RoomEvent, type Room, type RoomConnectOptions, type Track } from 'livekit-client'
import { TestClock } from '../../../client/test-clock.fixture.ts'
import type { LiveKitGrant, MediaGrant } from '../../../contract/signaling/media.ts'
import type { PeerSession } from '../engine.ts'
import { LiveKitEngine } from './livekit-engine.ts'

// Node has no streams of media.
globalThis.MediaStream ??= class {
  readonly tracks: readonly unknown[]
  constructor(tracks: readonly unknown[]) {
    this.tracks = tracks
  }
} as unknown as typeof MediaStream

/** A track that somebody else publishes. */
class RemotePublication {
  readonly source: Track.Source
  isDesired = false
  isMuted = false
  constructor(source: Track.Source) {
    this.source = source
  }
  setSubscribed(subscribed: boolean): void {
    this.isDesired = subscribed
  }
  get #arrives(): object | undefined {
    return this.isDesired ? this.#track : undefined
  }
  readonly #track = { mediaStreamTrack: {}, attach: () => undefined, detach: () => undefined }
  get videoTrack() {
    return this.#arrives
  }
  get audioTrack() {
    return this.#arrives
  }
}

/** A track that the page publishes. */
class OwnPublication {
  isMuted = false
  readonly track: { mediaStreamTrack: unknown; replaceTrack: (track: unknown) => Promise<void> }
  constructor(track: unknown) {
    this.track = {
      mediaStreamTrack: track,
      replaceTrack: async (next) => void (this.track.mediaStreamTrack = next),
    }
  }
  async mute(): Promise<void> {
    this.isMuted = true
  }
  async unmute(): Promise<void> {
    this.isMuted = false
  }
}

/** A room of LiveKit, as far as the engine uses one. The test decides what the server does. */
export class TestRoom extends EventEmitter {
  state = ConnectionState.Connecting
  readonly tokens: string[] = []
  /** The STUN and TURN servers of the page; `undefined` if LiveKit names them. */
  iceServers: readonly RTCIceServer[] | undefined
  readonly remoteParticipants = new Map<
    string,
    {
      audioLevel: number
      isSpeaking: boolean
      trackPublications: Map<Track.Source, RemotePublication>
      getTrackPublication: (source: Track.Source) => RemotePublication | undefined
    }
  >()
  readonly published = new Map<Track.Source, OwnPublication>()
  /** What the server refuses to publish. */
  readonly refused = new Set<Track.Source>()
  closed = false
  #settle: { done: () => void; fail: (error: Error) => void } | undefined
  readonly localParticipant = {
    isLocal: true,
    getTrackPublication: (source: Track.Source) => this.published.get(source),
    publishTrack: async (track: unknown, { source }: { source: Track.Source }) => {
      if (this.refused.has(source)) throw new Error('insufficient permissions')
      this.published.set(source, new OwnPublication(track))
    },
    unpublishTrack: async (track: unknown) => {
      for (const [source, publication] of this.published) if (publication.track === track) this.published.delete(source)
    },
  }

  connect(_url: string, token: string, { rtcConfig }: RoomConnectOptions): Promise<void> {
    this.tokens.push(token)
    this.iceServers = rtcConfig?.iceServers
    return new Promise((done, fail) => {
      this.#settle = { done, fail }
    })
  }

  async disconnect(): Promise<void> {
    this.closed = true
  }

  connected(): void {
    this.state = ConnectionState.Connected
    this.#settle?.done()
    this.emit(RoomEvent.Connected)
  }

  failed(): void {
    this.#settle?.fail(new Error('unreachable'))
  }

  /** Somebody is in the room and publishes these. */
  arrive(id: string, ...sources: readonly Track.Source[]): void {
    const trackPublications = new Map(sources.map((source) => [source, new RemotePublication(source)]))
    const getTrackPublication = (source: Track.Source) => trackPublications.get(source)
    this.remoteParticipants.set(id, { audioLevel: 0, isSpeaking: false, trackPublications, getTrackPublication })
    this.emit(RoomEvent.TrackPublished)
    this.emit(RoomEvent.ParticipantConnected)
  }

  /** What this page receives, such as `a camera`. */
  subscriptions(): string[] {
    return Array.from(this.remoteParticipants, ([id, { trackPublications }]) =>
      Array.from(trackPublications.values()).flatMap(({ source, isDesired }) => (isDesired ? [`${id} ${source}`] : [])),
    ).flat()
  }
}

export const peer = (participantId: string, part: Partial<PeerSession> = {}): PeerSession => ({
  participantId,
  audible: true,
  sharing: false,
  hasPlace: true,
  ...part,
})

const grantOf = (token: string): LiveKitGrant => ({
  engine: 'livekit',
  url: '/media',
  token,
  expiresAt: 0,
  maxAudio: 100,
})

/** An engine of the session `me`, which has joined. `renewed`: the grants that the server still gives. */
export function engine(renewed: (MediaGrant | undefined)[] = []) {
  const clock = new TestClock()
  const rooms: TestRoom[] = []
  let asked = 0
  let changes = 0
  const opened = new LiveKitEngine(
    {
      openRoom: () => {
        const room = new TestRoom()
        rooms.push(room)
        return room as unknown as Room
      },
      resolve: (url) => url,
      wait: (ms, act) => clock.wait(ms, act),
    },
    {
      send: () => undefined,
      changed: () => void (changes += 1),
      renewGrant: async () => {
        asked += 1
        return renewed.shift()
      },
    },
  )
  opened.join(grantOf('first'), 'me')
  return {
    engine: opened,
    clock,
    rooms,
    grantOf,
    asked: () => asked,
    changes: () => changes,
    get room(): TestRoom {
      const room = rooms.at(-1)
      if (!room) throw new Error('no room yet')
      return room
    },
  }
}
