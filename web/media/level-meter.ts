/** How loud a track is at the moment. */
export interface LevelMeter {
  /** Measures `track`; without one the level is 0. */
  attach(track: MediaStreamTrack | undefined): void
  /** 0 to 1. */
  read(): number
  close(): void
}

/** Factor with which ordinary speech fills about two thirds of the meter. */
const GAIN = 4

/** Measures with Web Audio and plays nothing. */
export class AudioLevelMeter implements LevelMeter {
  readonly #openContext: () => AudioContext
  #context: AudioContext | undefined
  #analyser: AnalyserNode | undefined
  #source: MediaStreamAudioSourceNode | undefined
  #track: MediaStreamTrack | undefined

  constructor(openContext: () => AudioContext) {
    this.#openContext = openContext
  }

  attach(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return
    this.#track = track
    this.#source?.disconnect()
    this.#source = undefined
    if (!track) return
    this.#context ??= this.#openContext()
    this.#analyser ??= new AnalyserNode(this.#context, { fftSize: 1024 })
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]))
    this.#source.connect(this.#analyser)
  }

  read(): number {
    if (!this.#source || !this.#analyser || !this.#context) return 0
    // The context stays suspended until the first click on the page.
    const mayStart = navigator.userActivation?.hasBeenActive ?? true
    if (mayStart && this.#context.state === 'suspended') void this.#context.resume().catch(() => undefined)
    const samples = new Float32Array(this.#analyser.fftSize)
    this.#analyser.getFloatTimeDomainData(samples)
    let power = 0
    for (const sample of samples) power += sample * sample
    return Math.min(1, Math.sqrt(power / samples.length) * GAIN)
  }

  close(): void {
    this.#source?.disconnect()
    void this.#context?.close().catch(() => undefined)
  }
}
