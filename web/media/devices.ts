import type { OpenTrouble, ScreenTrouble } from '../state/devices/device-views.ts'
import { observable, type Readable } from '../../client/observable.ts'
import { troubleOf } from './device-trouble.ts'

export type DeviceKind = 'microphone' | 'camera' | 'speaker'
/** A device of this machine. `label` is empty until the browser may reveal it. */
export type Device = Readonly<{ id: string; label: string }>
export type DeviceLists = Readonly<Record<DeviceKind, readonly Device[]>>
/** Ids of the chosen devices. */
export type Chosen = Readonly<Partial<Record<DeviceKind, string>>>
/** The track of an opened device, or why it could not be opened. */
export type Opened<Trouble = OpenTrouble> = Readonly<{ track: MediaStreamTrack } | { trouble: Trouble }>

/** A shared screen. `sound` is absent if the browser gives none, or the person did not share it. */
export type OpenedScreen = Readonly<{ track: MediaStreamTrack; sound?: MediaStreamTrack } | { trouble: ScreenTrouble }>
/** `small`: what a page in a mesh can encode for several others. `large`: what a media server can pass on. */
export type CameraSize = 'small' | 'large'
/**
 * `keepsNoise`: the browser must not suppress noise, since something else does. Two together garble speech. `size`: of the
 * pictures of a camera; small if it is absent.
 */
export type OpenHow = Readonly<{ keepsNoise?: boolean; size?: CameraSize }>

/** The devices of this machine. */
export interface Devices {
  readonly lists: Readable<DeviceLists>
  /** Remembered in this browser, even while the device is not connected. */
  readonly chosen: Readable<Chosen>
  choose(kind: DeviceKind, id: string): void
  /** Opens the chosen device, or another if that is not connected. `ended` is called if the device stops by itself. */
  open(kind: 'microphone' | 'camera', ended: () => void, how?: OpenHow): Promise<Opened>
  /** Changes the size of an open camera, as far as it can. Never rejects. */
  resize(camera: MediaStreamTrack, size: CameraSize): Promise<void>
  readonly canShare: boolean
  /** `undefined` if the person changed their mind. `ended` is called when they stop sharing outside the page. */
  openScreen(ended: () => void): Promise<OpenedScreen | undefined>
  close(): void
}

const KIND: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
}
const NONE: DeviceLists = { microphone: [], camera: [], speaker: [] }
const REMEMBERED = 'rollcall.devices'
/**
 * A shared screen, with its sound where the browser offers it. Sound is left as it is: what is for voices spoils music. The
 * sound of this page is left out, or the others would hear themselves.
 */
const SCREEN = {
  video: { frameRate: { max: 15 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, restrictOwnAudio: true },
  systemAudio: 'include',
}
/** All are preferences, not limits. */
const CAMERA: Readonly<Record<CameraSize, MediaTrackConstraints>> = {
  small: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24 } },
  large: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24 } },
}

type Texts = Pick<Storage, 'getItem' | 'setItem'>

/** The devices that the browser offers. `media` is absent if the page is not served over https. */
export class BrowserDevices implements Devices {
  readonly lists = observable<DeviceLists>(NONE)
  readonly chosen = observable<Chosen>({})
  readonly #media: MediaDevices | undefined
  readonly #texts: () => Texts
  readonly #listen = () => void this.#list()

  constructor(media: MediaDevices | undefined, texts: () => Texts) {
    this.#media = media
    this.#texts = texts
    this.chosen.set(this.#remembered())
    media?.addEventListener('devicechange', this.#listen)
    void this.#list()
  }

  get canShare(): boolean {
    return typeof this.#media?.getDisplayMedia === 'function'
  }

  choose(kind: DeviceKind, id: string): void {
    this.chosen.set({ ...this.chosen.get(), [kind]: id })
    try {
      this.#texts().setItem(REMEMBERED, JSON.stringify(this.chosen.get()))
    } catch {
      // The browser stores nothing, so the choice holds until the page is closed.
    }
  }

  async open(kind: 'microphone' | 'camera', ended: () => void, how: OpenHow = {}): Promise<Opened> {
    const noiseSuppression = how.keepsNoise !== true
    const id = this.chosen.get()[kind]
    const device = id === undefined ? {} : { deviceId: { ideal: id } }
    const opened = await this.#attempt((media) =>
      media.getUserMedia(
        kind === 'microphone'
          ? { audio: { ...device, echoCancellation: true, noiseSuppression, autoGainControl: true } }
          : { video: { ...device, ...CAMERA[how.size ?? 'small'] } },
      ),
    )
    if (opened instanceof Error) return { trouble: troubleOf(opened) }
    void this.#list() // browsers give names only after the first permission
    return handOver(opened.getTracks(), ended)
  }

  async resize(camera: MediaStreamTrack, size: CameraSize): Promise<void> {
    await camera.applyConstraints(CAMERA[size]).catch(() => {})
  }

  async openScreen(ended: () => void): Promise<OpenedScreen | undefined> {
    const opened = await this.#attempt((media) => media.getDisplayMedia(SCREEN))
    if (!(opened instanceof Error)) {
      const [sound] = opened.getAudioTracks()
      return { ...handOver(opened.getVideoTracks(), ended), ...(sound && { sound }) }
    }
    const trouble = troubleOf(opened)
    // The person closed the picker without a choice.
    return trouble === 'blocked-by-browser' ? undefined : { trouble }
  }

  close(): void {
    this.#media?.removeEventListener('devicechange', this.#listen)
  }

  async #attempt(request: (media: MediaDevices) => Promise<MediaStream>): Promise<MediaStream | Error> {
    if (!this.#media) return new Error('no devices in this page')
    try {
      return await request(this.#media)
    } catch (error) {
      return error instanceof Error ? error : Object.assign(new Error(), { name: nameOf(error) })
    }
  }

  async #list(): Promise<void> {
    const found = await this.#media?.enumerateDevices().catch(() => [])
    const of = (kind: DeviceKind) =>
      (found ?? [])
        // Without permission, browsers list one device of each kind, without an id.
        .filter((device) => KIND[device.kind] === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }))
    this.lists.set({ microphone: of('microphone'), camera: of('camera'), speaker: of('speaker') })
  }

  #remembered(): Chosen {
    try {
      const value: unknown = JSON.parse(this.#texts().getItem(REMEMBERED) ?? '{}')
      const entries = Object.entries(value ?? {}).filter(([kind, id]) => kind in NONE && typeof id === 'string')
      return Object.fromEntries(entries)
    } catch {
      return {}
    }
  }
}

function handOver([track]: readonly MediaStreamTrack[], ended: () => void): Opened<'not-found'> {
  if (!track) return { trouble: 'not-found' }
  // The event does not fire when the page itself stops the track.
  track.addEventListener('ended', ended)
  return { track }
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
}
