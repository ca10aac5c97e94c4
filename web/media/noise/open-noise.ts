import { loadRnnoise, RnnoiseWorkletNode } from '@sapphi-red/web-noise-suppressor'
import plain from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url'
import simd from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url'
// oxlint-disable-next-line import/default -- Vite gives the address of the file, not the module
import worklet from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url'
import type { EffectTrouble, RunningEffect } from '../effects.ts'
import { AudioPace } from './audio-pace.ts'

/** The only rate that the library works with. */
const SAMPLE_RATE = 48_000
const READING_MS = 1_000
/** A browser that plays no sound before a click may not start it. */
const MOST_STARTING_MS = 5_000

/**
 * Removes noise from a microphone.
 *
 * @param failed called once, if the device cannot keep up
 * @throws if the library does not load, or the browser does not start it
 */
export async function openNoise(
  microphone: MediaStreamTrack,
  failed: (why: EffectTrouble) => void,
): Promise<RunningEffect> {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' })
  try {
    const [wasmBinary] = await Promise.all([
      loadRnnoise({ url: plain, simdUrl: simd }),
      context.audioWorklet.addModule(worklet),
      running(context),
    ])
    return connect(context, microphone, { wasmBinary, failed })
  } catch (error) {
    void context.close()
    throw error
  }
}

function connect(
  context: AudioContext,
  microphone: MediaStreamTrack,
  { wasmBinary, failed }: { wasmBinary: ArrayBuffer; failed: (why: EffectTrouble) => void },
): RunningEffect {
  const source = context.createMediaStreamSource(new MediaStream([microphone]))
  const filter = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary })
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
  source.connect(filter).connect(destination)
  const [track] = destination.stream.getAudioTracks()
  if (!track) throw new Error('no sound')
  const pace = new AudioPace()
  const timer = setInterval(() => {
    const isBehind = pace.isTooSlow({ at: performance.now(), soundAt: context.currentTime * 1_000 })
    if (isBehind && context.state === 'running') end('slow')
  }, READING_MS)
  let isOver = false
  const end = (why?: EffectTrouble) => {
    if (isOver) return
    isOver = true
    clearInterval(timer)
    source.disconnect()
    filter.destroy()
    track.stop()
    void context.close()
    if (why) failed(why)
  }
  filter.addEventListener('processorerror', () => end('unavailable'))
  return { track, stop: () => end() }
}

/** Resolves when the context runs. */
async function running(context: AudioContext): Promise<void> {
  let timer: number | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => reject(new Error('sound does not start')), MOST_STARTING_MS)
  })
  await Promise.race([context.resume(), late]).finally(() => clearTimeout(timer))
}
