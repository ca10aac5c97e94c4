import { observable, type Readable } from '../../../client/observable.ts'
import type { Clock } from '../../../client/clock.ts'
import type { Picture } from '../../media/engine.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import { Scope } from '../scope.ts'
import { toDevicesView, toEffectsView } from './choices.ts'
import type { DevicesView, EffectsView, SwitchView } from './device-views.ts'
import { toSwitch, type OwnMedia } from './own-media.ts'

/** The person's own camera and microphone outside a meeting. */
export type DeviceCheckView = Readonly<{
  microphone: SwitchView
  camera: SwitchView
  /** What the camera shows, with the chosen effect; absent while it is off. */
  preview?: Picture
  devices: DevicesView
  effects: EffectsView
}>

export type DeviceCheck = Readonly<{
  view: Readable<DeviceCheckView>
  /** How loud the microphone is, 0 to 1; 0 while it is off. */
  level: Readable<number>
}>

const LEVEL_MS = 100

/** Lets the person try and choose their devices. None is open until they turn it on. Disposing it closes all. */
export function openDeviceCheck(setup: {
  media: OwnMedia
  meter: LevelMeter
  clock: Clock
  picture: (track: MediaStreamTrack) => Picture
}): DeviceCheck & Disposable {
  const { media, meter, clock } = setup
  const level = observable(0)
  let shown: Readonly<{ track: MediaStreamTrack; picture: Picture }> | undefined
  const view = observable(draw())
  const scope = new Scope()
  const { devices, effects } = media
  for (const source of [media.state, devices.lists, devices.chosen, effects.choice])
    scope.follow(source, () => {
      const { microphone } = media.state.get()
      meter.attach(microphone.on ? microphone.track : undefined)
      view.set(draw())
    })
  scope.every(clock, LEVEL_MS, () => level.set(media.state.get().microphone.on ? meter.read() : 0))

  function draw(): DeviceCheckView {
    const { microphone, camera } = media.state.get()
    const { track } = camera
    if (track !== shown?.track) shown = track && { track, picture: setup.picture(track) }
    return {
      microphone: toSwitch(microphone, () => void media.set('microphone', !microphone.on)),
      camera: toSwitch(camera, () => void media.set('camera', !camera.on)),
      ...(shown && { preview: shown.picture }),
      devices: toDevicesView(media),
      effects: toEffectsView(media),
    }
  }

  return {
    view,
    level,
    [Symbol.dispose]() {
      scope[Symbol.dispose]()
      media.close()
      meter.close()
    },
  }
}
