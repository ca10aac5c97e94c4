import type { RemoteParticipant, RemoteVideoTrack, TrackPublication } from 'livekit-client'
import type { PeerMedia, PeerSession, Picture, Source } from '../engine.ts'
import { LIVEKIT_SOURCES } from './own-publications.ts'

/** A picture from LiveKit. The server sends it in the size of the element, and only while that is visible. */
class LiveKitPicture implements Picture {
  readonly #track: RemoteVideoTrack

  constructor(track: RemoteVideoTrack) {
    this.#track = track
  }

  showIn(video: HTMLVideoElement): () => void {
    shown.add(this.#track)
    this.#track.attach(video)
    return () => {
      this.#track.detach(video)
      video.srcObject = null
    }
  }
}

const pictures = new WeakMap<RemoteVideoTrack, Picture>()
const shown = new WeakSet<object>()
const sounds = new WeakMap<MediaStreamTrack, MediaStream>()

/** What arrives from a participant and may be shown or played. The same objects while the tracks are the same. */
export function receivedFrom(
  participant: RemoteParticipant,
  { audible, sharing }: PeerSession,
): Pick<PeerMedia, 'sound' | 'camera' | 'screen' | 'screenSound'> {
  const camera = pictureOf(participant, 'camera')
  const screen = pictureOf(participant, 'screen')
  const sound = audible && soundOf(participant, 'microphone')
  const screenSound = sharing && soundOf(participant, 'screenSound')
  return {
    ...(camera && { camera }),
    ...(screen && { screen }),
    ...(sound && { sound }),
    ...(screenSound && { screenSound }),
  }
}

/** Whether a picture was in an element. LiveKit pauses it when it leaves the element; one that was in none is always sent. */
export function wasShown({ videoTrack }: Pick<TrackPublication, 'videoTrack'>): boolean {
  return videoTrack !== undefined && shown.has(videoTrack)
}

function pictureOf(participant: RemoteParticipant, source: Source): Picture | undefined {
  const track = participant.getTrackPublication(LIVEKIT_SOURCES[source])?.videoTrack as RemoteVideoTrack | undefined
  if (!track) return undefined
  const picture = pictures.get(track) ?? new LiveKitPicture(track)
  pictures.set(track, picture)
  return picture
}

function soundOf(participant: RemoteParticipant, source: Source): MediaStream | undefined {
  const track = participant.getTrackPublication(LIVEKIT_SOURCES[source])?.audioTrack?.mediaStreamTrack
  if (!track) return undefined
  const sound = sounds.get(track) ?? new MediaStream([track])
  sounds.set(track, sound)
  return sound
}
