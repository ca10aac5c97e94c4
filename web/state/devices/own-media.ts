import type { CameraSize, Devices, DeviceKind } from '../../media/devices.ts'
import type { DeviceFailure, DeviceTrouble, SwitchView } from './device-views.ts'
import { hasEffect, type EffectName, type Effects, type EffectTrouble } from '../../media/effects.ts'
import { observable } from '../../../client/observable.ts'
import { OpenDevice } from './open-device.ts'

/** The person's own microphone or camera. */
export type OwnDevice = Readonly<{
  on: boolean
  busy: boolean
  trouble?: DeviceTrouble
  /** With the effect that the person chose. */
  track?: MediaStreamTrack
  /** An effect is loading. */
  effectBusy?: boolean
  /** The pictures of the camera are about to have another size. They are not sent until then. */
  resizing?: boolean
}>
/** What the person’s own devices do now. */
export type OwnMediaState = Readonly<{
  microphone: OwnDevice
  camera: OwnDevice
  /** `sound`: what the shared screen plays, if it is shared too. */
  screen: Readonly<{ track?: MediaStreamTrack; sound?: MediaStreamTrack }>
  /** Why effects were switched off. An entry lasts until the person chooses that effect again. */
  effectTroubles: Readonly<Partial<Record<EffectName, EffectTrouble>>>
}>

/** The positions of the switches, stored in the tab over a reload; absent until something was switched. */
export interface StoredSwitches {
  read(): Readonly<{ microphone: boolean; camera: boolean }> | undefined
  write(switches: Readonly<{ microphone: boolean; camera: boolean }>): void
}

type Openable = 'microphone' | 'camera'
type FailureListener = (failure: DeviceFailure) => void
const OFF: OwnDevice = { on: false, busy: false }
const NOTHING: OwnMediaState = { microphone: OFF, camera: OFF, screen: {}, effectTroubles: {} }
const EFFECT_OF = { microphone: 'noise', camera: 'background' } as const

/**
 * The person's own microphone, camera and screen. They do not depend on connections: what is on stays on until the person,
 * the host or the device itself ends it.
 */
export class OwnMedia {
  readonly state = observable<OwnMediaState>(NOTHING)
  readonly devices: Devices
  readonly effects: Effects
  readonly #storage: StoredSwitches
  /** The last positions of the switches, even if a device failed to open. */
  #wanted: Readonly<Record<Openable, boolean>>
  readonly #failureListeners = new Set<FailureListener>()
  readonly #open: Partial<Record<Openable, OpenDevice>> = {}
  /** Whether the microphone was opened for our own noise suppression. */
  #keepsNoise = false
  #mayBeLarge = false
  /** The size that the open camera has, or will have next. */
  #size: CameraSize = 'small'
  #isResizing = false
  readonly #unfollow: () => void
  #closed = false

  constructor(devices: Devices, effects: Effects, storage: StoredSwitches) {
    this.devices = devices
    this.effects = effects
    this.#storage = storage
    this.#wanted = storage.read() ?? { microphone: true, camera: true }
    this.#unfollow = effects.choice.subscribe(() => this.#effectsChanged())
  }

  /**
   * Calls `listener` for each device that could not be opened, or was unplugged.
   *
   * @returns a function that ends the subscription
   */
  onFailure(listener: FailureListener): () => void {
    this.#failureListeners.add(listener)
    return () => void this.#failureListeners.delete(listener)
  }

  /**
   * Opens the devices that were on before a reload. On the first visit, opens both. `chosen` says which switches the person
   * has just chosen otherwise.
   */
  async start(chosen: Partial<Readonly<Record<Openable, boolean>>> = {}): Promise<void> {
    this.#wanted = { ...this.#wanted, ...chosen }
    if (Object.keys(chosen).length > 0) this.#storage.write(this.#wanted)
    // One after the other: some browsers merge two permission questions into one, others show none.
    if (this.#wanted.microphone) await this.#turn('microphone', true)
    if (this.#wanted.camera) await this.#turn('camera', true)
  }

  /** Switches a device. Resolves when that is done or has failed. A microphone that is off stays open and sends silence. */
  async set(kind: Openable, on: boolean): Promise<void> {
    this.#wanted = { ...this.#wanted, [kind]: on }
    this.#storage.write(this.#wanted)
    await this.#turn(kind, on)
  }

  /** Switches a device off because the meeting is over its limit. The choice is kept for the next meeting. */
  drop(kind: Openable): void {
    void this.#turn(kind, false)
  }

  /** Asks the person what to share. Resolves when sharing has begun, or the person has changed their mind. */
  async shareScreen(): Promise<void> {
    const opened = await this.devices.openScreen(() => this.stopSharing())
    if (!opened) return
    if ('trouble' in opened) return this.#failed({ device: 'screen', trouble: opened.trouble })
    const { track, sound } = opened
    this.stopSharing()
    this.#put({ screen: { track, ...(sound && { sound }) } })
    if (this.#closed) this.stopSharing()
  }

  stopSharing(): void {
    const { track, sound } = this.state.get().screen
    if (!track) return
    track.stop()
    sound?.stop()
    this.#put({ screen: {} })
  }

  /** Uses another device from now on. An open one is opened again. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.devices.choose(kind, id)
    if (kind !== 'speaker') await this.#reopen(kind)
  }

  /** Opens the camera with large pictures from now on, and changes an open one. The work of a background grows with the size. */
  enlargeCamera(): void {
    this.#mayBeLarge = true
    void this.#resizeCamera()
  }

  /** Call it when the person chooses an effect. It removes the message about the last failure of the effect. */
  forgetTrouble(effect: EffectName): void {
    const { [effect]: _forgotten, ...effectTroubles } = this.state.get().effectTroubles
    this.#put({ effectTroubles })
  }

  close(): void {
    this.#closed = true
    this.#unfollow()
    this.stopSharing()
    this.#stop('microphone')
    this.#stop('camera')
    this.state.set(NOTHING)
    this.devices.close()
  }

  async #turn(kind: Openable, on: boolean): Promise<void> {
    if (this.#closed) return
    const device = this.#open[kind]
    if (!on) this.#putOff(kind, device)
    else if (device) this.#putOn(kind, device)
    else await this.#openDevice(kind)
  }

  async #openDevice(kind: Openable): Promise<void> {
    this.#putDevice(kind, { on: true, busy: true })
    const keepsNoise = kind === 'microphone' && hasEffect(this.effects, kind)
    if (kind === 'camera') this.#size = this.#wantedSize()
    const how = kind === 'camera' ? { size: this.#size } : { keepsNoise }
    const opened = await this.devices.open(kind, () => this.#unplugged(kind), how)
    if ('trouble' in opened) {
      if (this.#closed) return
      this.#putDevice(kind, { ...OFF, trouble: opened.trouble })
      return this.#failed({ device: kind, trouble: opened.trouble })
    }
    // It was switched off, or opened by another call, while the browser was asking.
    if (this.#closed || !this.state.get()[kind].on || this.#open[kind]) return opened.track.stop()
    if (kind === 'microphone') this.#keepsNoise = keepsNoise
    const device = new OpenDevice({
      kind,
      raw: opened.track,
      effects: this.effects,
      changed: () => this.#show(kind),
      failed: (why) => this.#effectFailed(EFFECT_OF[kind], why),
    })
    this.#open[kind] = device
    await device.follow()
    if (kind === 'camera') await this.#resizeCamera() // the meeting may have begun while the browser was asking
  }

  #wantedSize(): CameraSize {
    return this.#mayBeLarge && !hasEffect(this.effects, 'camera') ? 'large' : 'small'
  }

  async #resizeCamera(): Promise<void> {
    const { camera } = this.#open
    if (!camera || this.#isResizing || this.#size === this.#wantedSize()) return
    this.#size = this.#wantedSize()
    this.#isResizing = true
    this.#show('camera')
    await this.devices.resize(camera.raw, this.#size)
    this.#isResizing = false
    this.#show('camera')
    return this.#resizeCamera() // another size may be wanted by now
  }

  async #reopen(kind: Openable): Promise<void> {
    const { on } = this.state.get()[kind]
    this.#stop(kind)
    this.#putDevice(kind, { on, busy: on })
    if (on) await this.#openDevice(kind)
  }

  #effectsChanged(): void {
    const { camera } = this.#open
    // An effect begins with the size that it keeps.
    if (this.#size === this.#wantedSize()) void camera?.follow()
    else void this.#resizeCamera().then(() => camera?.follow())
    // Only a newly opened microphone is certain to be with, or without, the browser's own suppression.
    if (this.#open.microphone && this.#keepsNoise !== hasEffect(this.effects, 'microphone'))
      void this.#reopen('microphone')
  }

  #effectFailed(effect: EffectName, trouble: EffectTrouble): void {
    this.effects.choose(effect === 'noise' ? { noise: false } : { background: 'none' })
    this.#put({ effectTroubles: { ...this.state.get().effectTroubles, [effect]: trouble } })
    this.#failed({ device: effect, trouble })
  }

  #putOn(kind: Openable, device: OpenDevice): void {
    device.enabled = true
    this.#putDevice(kind, { ...this.state.get()[kind], on: true })
    this.#show(kind)
  }

  #putOff(kind: Openable, device: OpenDevice | undefined): void {
    if (kind === 'microphone' && device) {
      device.enabled = false
      this.#putDevice(kind, OFF)
      return this.#show(kind)
    }
    this.#stop(kind) // so that the camera's light turns off
    const { trouble } = this.state.get()[kind]
    this.#putDevice(kind, { ...OFF, ...(trouble && { trouble }) })
  }

  /** Shows an open device as it is now. */
  #show(kind: Openable): void {
    const device = this.#open[kind]
    if (!device) return
    const { on } = this.state.get()[kind]
    const { track, isStarting } = device
    this.#putDevice(kind, {
      on,
      busy: on && !track,
      ...(track && { track }),
      ...(isStarting && { effectBusy: true }),
      ...(kind === 'camera' && this.#isResizing && { resizing: true }),
    })
  }

  #stop(kind: Openable): void {
    this.#open[kind]?.stop()
    delete this.#open[kind]
  }

  #unplugged(kind: Openable): void {
    if (this.#closed) return
    this.#stop(kind)
    this.#putDevice(kind, { ...OFF, trouble: 'unplugged' })
    this.#failed({ device: kind, trouble: 'unplugged' })
  }

  #failed(failure: DeviceFailure): void {
    for (const listener of this.#failureListeners) listener(failure)
  }

  #putDevice(kind: Openable, device: OwnDevice): void {
    this.#put({ [kind]: device })
  }

  #put(part: Partial<OwnMediaState>): void {
    this.state.update((state) => ({ ...state, ...part }))
  }
}

/** A device's switch. It has no `toggle` while the device is being opened. */
export function toSwitch({ on, busy, trouble }: OwnDevice, toggle: (() => void) | undefined): SwitchView {
  return { on, busy, ...(trouble && { trouble }), ...(toggle && !busy && { toggle }) }
}
