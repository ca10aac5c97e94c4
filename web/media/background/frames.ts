/** One frame of a camera. It is valid until `paint` has resolved. */
type Frame = Readonly<{ image: CanvasImageSource; width: number; height: number }>
/** Paints a frame into the canvas that is sent. */
type Paint = (frame: Frame) => Promise<HTMLCanvasElement>

/** `ended` resolves when the camera has ended or `stop` was called, and rejects if `paint` failed. */
export type PaintedFrames = Readonly<{ track: MediaStreamTrack; ended: Promise<void>; stop: () => void }>

/** Passes the frames of a camera through `paint`. While one is painted, others are skipped. */
export function paintFrames(camera: MediaStreamTrack, paint: Paint): PaintedFrames {
  return typeof streams.MediaStreamTrackProcessor === 'function' &&
    typeof streams.MediaStreamTrackGenerator === 'function'
    ? byStreams(camera, paint, streams.MediaStreamTrackProcessor, streams.MediaStreamTrackGenerator)
    : byElements(camera, paint)
}

type Processor = new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> }
type Generator = new (init: { kind: 'video' }) => MediaStreamTrack & { writable: WritableStream<VideoFrame> }
/** Chromium has these in pages; the standard has them in workers only. */
const streams = globalThis as { MediaStreamTrackProcessor?: Processor; MediaStreamTrackGenerator?: Generator }

/** Goes on at full speed in a hidden page. */
function byStreams(camera: MediaStreamTrack, paint: Paint, From: Processor, To: Generator): PaintedFrames {
  const reader = new From({ track: camera }).readable.getReader()
  const track = new To({ kind: 'video' })
  const writer = track.writable.getWriter()
  const pump = async () => {
    for (;;) {
      const { value: frame, done } = await reader.read()
      if (done) return
      try {
        const canvas = await paint({ image: frame, width: frame.displayWidth, height: frame.displayHeight })
        await writer.write(new VideoFrame(canvas, { timestamp: frame.timestamp }))
      } finally {
        frame.close()
      }
    }
  }
  return {
    track,
    ended: pump(),
    stop() {
      void reader.cancel().catch(() => undefined)
      track.stop()
    },
  }
}

/** For other browsers. A worker gives the time, since the timers of a hidden page are slow. */
function byElements(camera: MediaStreamTrack, paint: Paint): PaintedFrames {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true })
  video.srcObject = new MediaStream([camera])
  const ticker = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  const [track] = canvas.captureStream().getVideoTracks()
  if (!track || !context) throw new Error('no canvas')
  let finish = (_error?: Error) => {}
  const ended = new Promise<void>((resolve, reject) => {
    finish = (error) => (error ? reject(error) : resolve())
  })
  let isPainting = false
  ticker.addEventListener('message', () => {
    const { videoWidth: width, videoHeight: height } = video
    if (camera.readyState === 'ended') finish()
    if (isPainting || width === 0) return
    isPainting = true
    paint({ image: video, width, height })
      .then((painted) => {
        if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
        context.drawImage(painted, 0, 0)
      })
      .catch(finish)
      .finally(() => {
        isPainting = false
      })
  })
  video.play().catch(finish)
  return {
    track,
    ended,
    stop() {
      ticker.terminate()
      video.srcObject = null
      track.stop()
      finish()
    },
  }
}
