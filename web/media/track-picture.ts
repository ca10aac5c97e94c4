import type { Picture } from './engine.ts'

/** The picture of a track, shown as it is. */
export class TrackPicture implements Picture {
  readonly #stream: MediaStream

  constructor(track: MediaStreamTrack) {
    this.#stream = new MediaStream([track])
  }

  showIn(video: HTMLVideoElement): () => void {
    video.srcObject = this.#stream
    return () => {
      video.srcObject = null
    }
  }
}
