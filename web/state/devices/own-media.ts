import type { Devices, DeviceKind } from '../../media/devices.ts'
import type { DeviceFailure, DeviceTrouble, DevicesView, SwitchView } from './device-views.ts'
import { observable } from '../../../client/observable.ts'

/** The person's own microphone or camera. */
export type OwnDevice = Readonly<{ on: boolean; busy: boolean; trouble?: DeviceTrouble; track?: MediaStreamTrack }>
/** What the person’s own devices do now. */
export type OwnMediaState = Readonly<{
  microphone: OwnDevice
  camera: OwnDevice
  screen: Readonly<{ track?: MediaStreamTrack }>
}>

/** The positions of the switches, stored in the tab over a reload; absent until something was switched. */
export interface StoredSwitches {
  read(): Readonly<{ microphone: boolean; camera: boolean }> | undefined
  write(switches: Readonly<{ microphone: boolean; camera: boolean }>): void
}

type Openable = 'microphone' | 'camera'
type FailureListener = (failure: DeviceFailure) => void
const OFF: OwnDevice = { on: false, busy: false }

/**
 * The person's own microphone, camera and screen. They do not depend on connections: what is on stays on until the person,
 * the host or the device itself ends it.
 */
export class OwnMedia {
  readonly state = observable<OwnMediaState>({ microphone: OFF, camera: OFF, screen: {} })
  readonly devices: Devices
  readonly #storage: StoredSwitches
  /** The last positions of the switches, even if a device failed to open. */
  #wanted: Readonly<Record<Openable, boolean>>
  readonly #failureListeners = new Set<FailureListener>()
  #closed = false

  constructor(devices: Devices, storage: StoredSwitches) {
    this.devices = devices
    this.#storage = storage
    this.#wanted = storage.read() ?? { microphone: true, camera: true }
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

  /** Opens the devices that were on before a reload. On the first visit, opens both. */
  async start(): Promise<void> {
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
    if (this.#closed) return opened.track.stop()
    this.stopSharing()
    this.#put({ screen: { track: opened.track } })
  }

  stopSharing(): void {
    const { track } = this.state.get().screen
    if (!track) return
    track.stop()
    this.#put({ screen: {} })
  }

  /** Uses another device from now on. An open one is opened again. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.devices.choose(kind, id)
    if (kind === 'speaker') return
    const { on, track } = this.state.get()[kind]
    track?.stop()
    this.#putDevice(kind, { on, busy: on })
    if (on) await this.#open(kind)
  }

  /** The lists of devices, with the chosen one marked. Without a choice, that is the first. */
  devicesView(): DevicesView {
    const lists = this.devices.lists.get()
    const chosen = this.devices.chosen.get()
    const choices = (kind: DeviceKind) => {
      const picked = lists[kind].some(({ id }) => id === chosen[kind]) ? chosen[kind] : lists[kind][0]?.id
      return lists[kind].map((device) => ({ ...device, chosen: device.id === picked }))
    }
    return {
      microphones: choices('microphone'),
      cameras: choices('camera'),
      speakers: choices('speaker'),
      chooseMicrophone: (id) => void this.choose('microphone', id),
      chooseCamera: (id) => void this.choose('camera', id),
      chooseSpeaker: (id) => void this.choose('speaker', id),
    }
  }

  close(): void {
    this.#closed = true
    const { microphone, camera, screen } = this.state.get()
    for (const { track } of [microphone, camera, screen]) track?.stop()
    this.state.set({ microphone: OFF, camera: OFF, screen: {} })
    this.devices.close()
  }

  async #turn(kind: Openable, on: boolean): Promise<void> {
    if (this.#closed) return
    const { track } = this.state.get()[kind]
    if (!on) this.#putOff(kind, track)
    else if (track) this.#putOn(kind, track)
    else await this.#open(kind)
  }

  async #open(kind: Openable): Promise<void> {
    this.#putDevice(kind, { on: true, busy: true })
    const opened = await this.devices.open(kind, () => this.#unplugged(kind))
    const now = this.state.get()[kind]
    if ('trouble' in opened) {
      if (this.#closed) return
      this.#putDevice(kind, { ...OFF, trouble: opened.trouble })
      return this.#failed({ device: kind, trouble: opened.trouble })
    }
    // It was switched off, or opened by another call, while the browser was asking.
    if (this.#closed || !now.on || now.track) return opened.track.stop()
    this.#putDevice(kind, { on: true, busy: false, track: opened.track })
  }

  #putOn(kind: Openable, track: MediaStreamTrack): void {
    track.enabled = true
    this.#putDevice(kind, { on: true, busy: false, track })
  }

  #putOff(kind: Openable, track: MediaStreamTrack | undefined): void {
    if (kind === 'microphone' && track) {
      track.enabled = false
      this.#putDevice(kind, { ...OFF, track })
      return
    }
    track?.stop() // so that the camera's light turns off
    const { trouble } = this.state.get()[kind]
    this.#putDevice(kind, { ...OFF, ...(trouble && { trouble }) })
  }

  #unplugged(kind: Openable): void {
    if (this.#closed) return
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
