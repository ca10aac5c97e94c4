const PERIOD_S = 2.4
const NOTES = [
  { hz: 587.33, at: 0 },
  { hz: 783.99, at: 0.22 },
  { hz: 587.33, at: 0.6 },
  { hz: 783.99, at: 0.82 },
] as const
/** For something that waits for an answer, but is not a call. */
const CHIME = [
  { hz: 783.99, at: 0 },
  { hz: 1046.5, at: 0.16 },
] as const
const NOTE_S = 0.2
const LOUDNESS = 0.18

/** Two notes, repeated. Browsers keep it silent until the person has touched the page. */
class RingTone {
  #context: AudioContext | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  start(): void {
    this.stop()
    this.#play()
    this.#timer = setInterval(() => this.#play(), PERIOD_S * 1000)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    void this.#context?.suspend()
  }

  /** Plays it once, as a sample. */
  try(): void {
    this.stop()
    this.#play()
  }

  /** Call it on any gesture, which browsers require before they play sound. A ring in progress becomes audible. */
  unlock(): void {
    this.#context ??= new AudioContext()
    if (this.#timer !== undefined) void this.#context.resume()
  }

  /** Plays two rising notes, unless a call rings. */
  chime(): void {
    if (this.#timer === undefined) this.#play(CHIME)
  }

  #play(notes: readonly Readonly<{ hz: number; at: number }>[] = NOTES): void {
    const context = this.#context
    if (!context) return
    void context.resume()
    for (const { hz, at } of notes) {
      const tone = new OscillatorNode(context, { type: 'sine', frequency: hz })
      const volume = new GainNode(context, { gain: 0 })
      const begin = context.currentTime + at
      volume.gain.setTargetAtTime(LOUDNESS, begin, 0.015)
      volume.gain.setTargetAtTime(0, begin + NOTE_S, 0.06)
      tone.connect(volume).connect(context.destination)
      tone.start(begin)
      tone.stop(begin + NOTE_S + 0.4)
    }
  }
}

export const ringTone = new RingTone()
for (const gesture of ['pointerdown', 'keydown'] as const)
  addEventListener(gesture, () => ringTone.unlock(), { once: true, capture: true })
