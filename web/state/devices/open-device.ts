import { hasEffect, type Effects, type EffectTrouble, type RunningEffect } from '../../media/effects.ts'

export type OpenDeviceSetup = Readonly<{
  kind: 'microphone' | 'camera'
  /** As the browser gives it. */
  raw: MediaStreamTrack
  effects: Effects
  /** Called when `track` is another one, or `isStarting` has changed. */
  changed: () => void
  /** Called when an effect cannot start or go on. The device then goes on without it. */
  failed: (why: EffectTrouble) => void
}>

/** An opened microphone or camera, with the effect that the person has chosen. */
export class OpenDevice {
  readonly #setup: OpenDeviceSetup
  #running: RunningEffect | undefined
  #isStarting = false
  /** Whether there is something to show: with an effect, not before that has started. */
  #isShown = false
  #isStopped = false

  constructor(setup: OpenDeviceSetup) {
    this.#setup = setup
  }

  /** What is shown and sent; absent until the first effect has started. */
  get track(): MediaStreamTrack | undefined {
    return this.#running?.track ?? (this.#isShown ? this.#setup.raw : undefined)
  }

  /** What the browser gives, without an effect. */
  get raw(): MediaStreamTrack {
    return this.#setup.raw
  }

  /** An effect is loading. */
  get isStarting(): boolean {
    return this.#isStarting
  }

  set enabled(enabled: boolean) {
    this.#setup.raw.enabled = enabled
    if (this.#running) this.#running.track.enabled = enabled
  }

  /** Starts or ends the effect, as it is chosen now. */
  async follow(): Promise<void> {
    const { kind, effects, changed } = this.#setup
    if (this.#isStopped || this.#isStarting) return
    const isWanted = hasEffect(effects, kind)
    if (isWanted && !this.#running) return this.#start()
    if (!isWanted) this.#end()
    this.#isShown = true
    changed()
  }

  stop(): void {
    this.#isStopped = true
    this.#end()
    this.#setup.raw.stop()
  }

  async #start(): Promise<void> {
    const { kind, raw, effects, changed } = this.#setup
    this.#isStarting = true
    changed()
    const started = await effects.start(kind, raw, (why) => this.#fail(why)).catch(() => undefined)
    this.#isStarting = false
    if (this.#isStopped) return started?.stop()
    if (!started) return this.#fail('unavailable')
    started.track.enabled = raw.enabled
    this.#running = started
    // The choice may have changed while the effect was loading.
    return this.follow()
  }

  #fail(why: EffectTrouble): void {
    if (this.#isStopped) return
    this.#end()
    this.#isShown = true
    this.#setup.failed(why)
    this.#setup.changed()
  }

  #end(): void {
    this.#running?.stop()
    this.#running = undefined
  }
}
