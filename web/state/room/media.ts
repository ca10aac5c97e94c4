import type { MediaGrant } from '../../../contract/signaling/media.ts'
import type { EngineConnection, EngineEvents, LocalTracks, MediaEngine, PeerMedia, Sight } from '../../media/engine.ts'
import type { OwnMedia, OwnMediaState } from '../devices/own-media.ts'
import type { Sound } from '../../media/sound.ts'
import type { Conference, ConferenceState } from '../../../client/conference.ts'
import { audioOf, isPlaced, type RoomFacts } from './facts.ts'
import { seatsOf } from '../../../client/roster.ts'

const NOBODY: ReadonlyMap<string, PeerMedia> = new Map()

/** Makes the engine follow the server: which sessions there are, who may be heard, and what this session may send. */
export class RoomMedia {
  readonly #openEngine: (grant: MediaGrant, events: EngineEvents) => MediaEngine
  readonly #conference: Conference
  readonly #sound: Sound
  readonly #own: Pick<OwnMedia, 'enlargeCamera' | 'state'>
  readonly #changed: () => void
  #engine: MediaEngine | undefined
  #joined = 0
  /** The server has said that its engine is down. */
  #wasDown = false
  #sight: Sight = { cameras: new Set(), screens: new Set() }

  constructor(deps: {
    openEngine: (grant: MediaGrant, events: EngineEvents) => MediaEngine
    conference: Conference
    sound: Sound
    media: Pick<OwnMedia, 'enlargeCamera' | 'state'>
    changed: () => void
  }) {
    this.#openEngine = deps.openEngine
    this.#conference = deps.conference
    this.#sound = deps.sound
    this.#own = deps.media
    this.#changed = deps.changed
    deps.conference.onMessage((message) => {
      if (message.type === 'signal') this.#engine?.receive(message.from, message.signal)
    })
  }

  peers(): ReadonlyMap<string, PeerMedia> {
    return this.#engine?.peers() ?? NOBODY
  }

  levels(): ReadonlyMap<string, number> {
    return this.#engine?.levels() ?? new Map()
  }

  connection(): EngineConnection {
    return this.#engine?.connection() ?? 'connecting'
  }

  /** Call it after each change of what is shown. */
  setInSight(sight: Sight): void {
    this.#sight = sight
    this.#engine?.setInSight(sight)
  }

  /** Call it after each change of the conference or of the person's own media. */
  follow(facts: RoomFacts): void {
    const { conference } = facts
    if (conference.connection.phase === 'ended') return this.close()
    if (conference.grant && conference.welcomes > this.#joined) this.#join(conference, conference.grant)
    const isDown = conference.mediaDown === true
    if (this.#wasDown && !isDown) this.#engine?.retryNow()
    this.#wasDown = isDown
    // The camera may have begun to change its size just now.
    this.#engine?.setTracks(tracksOf(facts, this.#own.state.get()))
    this.#engine?.setPeers(peersOf(facts))
  }

  /** Measures and reports the quality since the last report. */
  async reportQuality(): Promise<void> {
    // A connection that closed meanwhile has no measurements.
    const summary = await this.#engine?.measure().catch(() => undefined)
    if (summary && Object.keys(summary).length > 0) this.#conference.reportQuality(summary)
  }

  close(): void {
    this.#engine?.close()
    this.#engine = undefined
    this.#sound.close()
  }

  #join(conference: ConferenceState, grant: MediaGrant): void {
    this.#joined = conference.welcomes
    if (grant.engine === 'livekit') this.#own.enlargeCamera()
    this.#engine ??= this.#openEngine(grant, {
      send: (to, signal) => this.#conference.signal(to, signal),
      changed: () => {
        this.#play()
        this.#changed()
      },
      renewGrant: () => this.#renewGrant(),
    })
    this.#engine.setInSight(this.#sight)
    this.#engine.join(grant, conference.self)
  }

  async #renewGrant(): Promise<MediaGrant | undefined> {
    const { ok } = await this.#conference.renewGrant()
    return ok ? this.#conference.state.get().grant : undefined
  }

  #play(): void {
    const sounds = new Map<string, MediaStream>()
    for (const [id, { sound, screenSound }] of this.peers()) {
      if (sound) sounds.set(id, sound)
      if (screenSound) sounds.set(`${id}/screen`, screenSound)
    }
    this.#sound.play(sounds)
  }
}

/** The other sessions that have reported a media state. A session without one is not a page. `audible`: as the host decided. */
function peersOf({ conference, isCutOff }: RoomFacts) {
  const { roster, mediaStates, self } = conference
  if (!roster) return []
  return seatsOf(roster).flatMap((seat) => {
    const { participantId } = seat.session
    const state = mediaStates[participantId]
    if (!state || participantId === self) return []
    const hasPlace = !isCutOff && isPlaced(conference, seat)
    return [{ participantId, audible: audioOf(seat, state) === 'on', sharing: state.screen, hasPlace }]
  })
}

function tracksOf({ ownMediaState: { audio, video, screen } }: RoomFacts, own: OwnMediaState): LocalTracks {
  return {
    ...(audio && own.microphone.track && { microphone: own.microphone.track }),
    ...(video && own.camera.track && !own.camera.resizing && { camera: own.camera.track }),
    ...(screen && own.screen.track && { screen: own.screen.track }),
    ...(screen && own.screen.sound && { screenSound: own.screen.sound }),
  }
}
