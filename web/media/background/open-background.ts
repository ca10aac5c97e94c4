import type { BackgroundSource, EffectTrouble, RunningEffect } from '../effects.ts'
import { FramePace } from './frame-pace.ts'
import { paintFrames } from './frames.ts'
import { Painter } from './painter.ts'
import { openSegmenter } from './segmenter.ts'

/** The first frame takes longest, since the graphics card prepares itself. */
const FIRST_FRAME_MS = 30_000

/**
 * Replaces what is behind the person. Resolves when the first frame is painted.
 *
 * @param background read for each frame
 * @param failed called once, if it cannot go on
 * @throws if the library does not load, or paints nothing
 */
export async function openBackground(
  camera: MediaStreamTrack,
  background: () => BackgroundSource,
  failed: (why: EffectTrouble) => void,
): Promise<RunningEffect> {
  const segmenter = await openSegmenter()
  const painter = new Painter()
  const pace = new FramePace()
  let painted = 0
  let isOver = false
  let first = () => {}
  const firstPainted = new Promise<void>((resolve) => {
    first = resolve
  })
  const end = (why?: EffectTrouble) => {
    if (isOver) return
    isOver = true
    frames.stop()
    segmenter.close()
    if (why) failed(why)
  }
  const frames = paintFrames(camera, async (frame) => {
    const startedAt = performance.now()
    const mask = await segmenter.segment(frame.image)
    painter.paint(frame, mask, background())
    painted += 1
    const now = performance.now()
    if (painted === 1) first()
    else if (pace.isTooSlow(now, now - startedAt)) queueMicrotask(() => end('slow'))
    return painter.canvas
  })
  const tooLong = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('no first frame')), FIRST_FRAME_MS)
  })
  const ended = frames.ended.then(() => {
    if (painted === 0) throw new Error('the camera has ended')
  })
  try {
    await Promise.race([firstPainted, ended, tooLong])
  } catch (error) {
    end()
    throw error
  }
  ended.then(
    () => end(),
    () => end('unavailable'),
  )
  return { track: frames.track, stop: () => end() }
}
