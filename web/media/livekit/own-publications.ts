import {
  AudioPresets,
  ConnectionState,
  RoomEvent,
  ScreenSharePresets,
  Track,
  type Room,
  type TrackPublishOptions,
} from 'livekit-client'
import type { LocalTracks, Source } from '../engine.ts'

/** The sources as LiveKit names them. */
export const LIVEKIT_SOURCES: Readonly<Record<Source, Track.Source>> = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
  screenSound: Track.Source.ScreenShareAudio,
}
const SOURCES: readonly Source[] = ['microphone', 'camera', 'screen', 'screenSound']

/** How each source is sent. Of pictures there are several sizes, and only those that somebody shows are sent. */
const PUBLISHING: Readonly<Record<Source, TrackPublishOptions>> = {
  microphone: { dtx: true, red: true, audioPreset: AudioPresets.music },
  camera: { simulcast: true },
  screen: { simulcast: true, screenShareEncoding: ScreenSharePresets.h1080fps15.encoding },
  // Music must not be cut where it is soft.
  screenSound: { dtx: false, red: false, audioPreset: AudioPresets.musicStereo },
}
/** The server may not have heard yet that the host allows something. */
const RETRY_MS = 1_000

/** Publishes in a room what the person sends. What the server refuses or takes away is tried again while it is wanted. */
export class OwnPublications {
  readonly #room: Room
  readonly #wait: (ms: number, act: () => void) => () => void
  readonly #steps: Partial<Record<Source, Promise<void>>> = {}
  /** How wide the pictures of the camera were when it was published: the sizes that are sent follow from that. */
  #cameraWidth: number | undefined
  #wanted: LocalTracks = {}
  #cancelRetry: (() => void) | undefined

  constructor(room: Room, wait: (ms: number, act: () => void) => () => void) {
    this.#room = room
    this.#wait = wait
    const apply = () => this.#apply()
    room
      .on(RoomEvent.Connected, apply)
      .on(RoomEvent.Reconnected, apply)
      .on(RoomEvent.LocalTrackUnpublished, apply)
      .on(RoomEvent.ParticipantPermissionsChanged, (_before, { isLocal }) => isLocal && apply())
      // The server muted. The roster says the same, or says by now that the person may be heard.
      .on(RoomEvent.TrackMuted, (_publication, { isLocal }) => isLocal && this.#retryLater())
  }

  set(tracks: LocalTracks): void {
    this.#wanted = tracks
    this.#apply()
  }

  close(): void {
    this.#wanted = {}
    this.#cancelRetry?.()
  }

  #apply(): void {
    for (const source of SOURCES) {
      // One after the other, so that nothing is published twice.
      this.#steps[source] = (this.#steps[source] ?? Promise.resolve())
        .then(() => this.#publish(source))
        .catch(() => this.#retryLater())
    }
  }

  async #publish(source: Source): Promise<void> {
    const { localParticipant, state } = this.#room
    if (state !== ConnectionState.Connected) return
    const track = this.#wanted[source]
    const publication = localParticipant.getTrackPublication(LIVEKIT_SOURCES[source])
    const sent = publication?.track
    if (!sent) {
      if (!track) return
      if (source === 'camera') this.#cameraWidth = track.getSettings().width
      await localParticipant.publishTrack(track, { ...PUBLISHING[source], source: LIVEKIT_SOURCES[source] })
    } else if (track && source === 'camera' && this.#hasOtherWidth(track)) {
      await localParticipant.unpublishTrack(sent, false)
      await this.#publish(source)
    } else if (track) {
      if (sent.mediaStreamTrack !== track) await sent.replaceTrack(track, true)
      if (publication.isMuted) await publication.unmute()
    } else if (source === 'microphone' || source === 'camera') {
      // Turning it on again needs no negotiation.
      if (!publication.isMuted) await publication.mute()
    } else await localParticipant.unpublishTrack(sent, false)
  }

  #hasOtherWidth(camera: MediaStreamTrack): boolean {
    const { width } = camera.getSettings()
    return width !== undefined && this.#cameraWidth !== undefined && width !== this.#cameraWidth
  }

  #retryLater(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = this.#wait(RETRY_MS, () => this.#apply())
  }
}
