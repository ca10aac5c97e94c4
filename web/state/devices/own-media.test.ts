import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TestDevices, TestEffects } from '../room/media.fixture.ts'
import { settle, switchStorage } from '../room/room.fixture.ts'
import { toEffectsView } from './choices.ts'
import { OwnMedia } from './own-media.ts'
import type { DeviceFailure } from './device-views.ts'

/** Own media that were off, with devices and effects that the test drives. */
function open() {
  const devices = new TestDevices()
  const effects = new TestEffects()
  const media = new OwnMedia(devices, effects, switchStorage({ microphone: false, camera: false }))
  const failures: DeviceFailure[] = []
  media.onFailure((failure) => failures.push(failure))
  const kindOf = (device: 'microphone' | 'camera') => media.state.get()[device].track?.kind
  return { devices, effects, media, failures, kindOf, view: () => toEffectsView(media) }
}

/** A promise that the test resolves or rejects. */
function later() {
  let resolve = () => {}
  let reject = (_error: Error) => {}
  const promise = new Promise<void>((...ends) => ([resolve, reject] = ends))
  return { promise, resolve: () => resolve(), reject: () => reject(new Error('not loaded')) }
}

test('[EF10] a chosen background is in what is shown and sent; without one that is the camera itself', async () => {
  const { media, effects, devices, kindOf, view } = open()
  await media.set('camera', true)
  assert.equal(kindOf('camera'), 'camera')
  view().background?.choose('sea')
  await settle()
  assert.equal(kindOf('camera'), 'camera with effect')
  view().background?.choose('blur')
  await settle()
  assert.equal(effects.started.length, 1, 'another background needs no new start')
  view().background?.choose('none')
  assert.equal(kindOf('camera'), 'camera')
  assert.deepEqual([effects.started[0]?.stopped, devices.opened.length], [true, 1])
})

test('[EF11] a choice starts nothing while the camera is off, and the camera that is turned off ends it', async () => {
  const { media, effects, devices } = open()
  effects.choose({ background: 'blur' })
  await settle()
  assert.equal(effects.started.length, 0)
  await media.set('camera', true)
  assert.equal(effects.started.length, 1)
  await media.set('camera', false)
  assert.deepEqual([effects.started[0]?.stopped, devices.opened[0]?.stopped], [true, true])
  assert.equal(media.state.get().camera.track, undefined)
})

test('[EF13] a camera that is turned on shows nothing until the background has loaded', async () => {
  const { media, effects, kindOf, view } = open()
  const loading = later()
  effects.loading = loading.promise
  effects.choose({ background: 'blur' })
  const turned = media.set('camera', true)
  await settle()
  assert.deepEqual([media.state.get().camera.busy, kindOf('camera')], [true, undefined])
  assert.equal(view().background?.busy, true)
  loading.resolve()
  await turned
  assert.deepEqual([media.state.get().camera.busy, kindOf('camera')], [false, 'camera with effect'])
  assert.equal(view().background?.busy, false)
})

test('[EF13] a camera that is on goes on while the background loads, and after that failed', async () => {
  const { media, effects, failures, kindOf, view } = open()
  await media.set('camera', true)
  const loading = later()
  effects.loading = loading.promise
  view().background?.choose('sea')
  await settle()
  assert.deepEqual([kindOf('camera'), view().background?.busy], ['camera', true])
  loading.reject()
  await settle()
  assert.deepEqual([kindOf('camera'), media.state.get().camera.on], ['camera', true])
  assert.deepEqual(failures, [{ device: 'background', trouble: 'unavailable' }])
  assert.deepEqual([view().background?.chosen, view().background?.trouble], ['none', 'unavailable'])
  effects.loading = Promise.resolve()
  view().background?.choose('sea')
  assert.equal(view().background?.trouble, undefined)
})

test('[EF13] a background that has loaded when the camera is off again, or not wanted any more, ends at once', async () => {
  for (const change of ['camera', 'choice'] as const) {
    const { media, effects, kindOf } = open()
    const loading = later()
    effects.loading = loading.promise
    effects.choose({ background: 'blur' })
    const turned = media.set('camera', true)
    await settle()
    if (change === 'camera') media.drop('camera')
    else effects.choose({ background: 'none' })
    loading.resolve()
    await turned
    assert.equal(effects.started[0]?.stopped, true, change)
    assert.equal(kindOf('camera'), change === 'camera' ? undefined : 'camera')
  }
})

test('[EF14] when the device cannot keep up, the camera goes on without the background', async () => {
  const { media, effects, failures, kindOf, view } = open()
  effects.choose({ background: 'blur' })
  await media.set('camera', true)
  effects.started[0]?.fail('slow')
  assert.deepEqual([kindOf('camera'), media.state.get().camera.on], ['camera', true])
  assert.deepEqual(failures, [{ device: 'background', trouble: 'slow' }])
  assert.deepEqual([effects.choice.get().background, view().background?.trouble], ['none', 'slow'])
})

test('[EF10] a browser that cannot do an effect does not offer it', async () => {
  const { media, effects, kindOf, view } = open()
  effects.supported = { background: false, noise: false }
  effects.choose({ background: 'blur', noise: true })
  await media.set('camera', true)
  assert.equal(kindOf('camera'), 'camera')
  assert.deepEqual(view(), {})
})

test('[EF20] with noise suppression, what is sent is the track without the noise', async () => {
  const { media, effects, kindOf, view } = open()
  effects.choose({ noise: true })
  await media.set('microphone', true)
  assert.equal(kindOf('microphone'), 'microphone with effect')
  assert.equal(view().noise?.on, true)
  await media.set('microphone', false)
  assert.deepEqual([effects.started[0]?.track.enabled, effects.started[0]?.stopped], [false, false])
  await media.set('microphone', true)
  assert.deepEqual([effects.started[0]?.track.enabled, effects.started.length], [true, 1])
})

test('[EF21] the microphone is opened again with, or without, the suppression of the browser', async () => {
  const { media, devices, effects, kindOf, view } = open()
  await media.set('microphone', true)
  view().noise?.set(true)
  await settle()
  assert.deepEqual(
    devices.how.map(({ keepsNoise }) => keepsNoise),
    [false, true],
  )
  assert.deepEqual([kindOf('microphone'), devices.opened[0]?.stopped], ['microphone with effect', true])
  view().noise?.set(false)
  await settle()
  assert.deepEqual([kindOf('microphone'), devices.how.at(-1)?.keepsNoise], ['microphone', false])
  assert.equal(effects.started[0]?.stopped, true)
})

test('[EF21] a microphone that is off is not turned on by the choice', async () => {
  const { media, devices, kindOf, view } = open()
  await media.set('microphone', true)
  await media.set('microphone', false)
  view().noise?.set(true)
  await settle()
  assert.deepEqual(
    [media.state.get().microphone.on, kindOf('microphone'), devices.opened.length],
    [false, undefined, 1],
  )
})

for (const why of ['slow', 'unavailable'] as const) {
  test(`[EF22] when noise suppression ends (${why}), the microphone goes on without it`, async () => {
    const { media, devices, effects, failures, kindOf, view } = open()
    effects.choose({ noise: true })
    if (why === 'unavailable') effects.loading = Promise.reject(new Error('not loaded'))
    await media.set('microphone', true)
    effects.started[0]?.fail('slow')
    await settle()
    assert.deepEqual([media.state.get().microphone.on, kindOf('microphone')], [true, 'microphone'])
    assert.equal(devices.how.at(-1)?.keepsNoise, false)
    assert.deepEqual(failures, [{ device: 'noise', trouble: why }])
    assert.deepEqual([view().noise?.on, view().noise?.trouble], [false, why])
  })
}

test('[LP12] a camera is enlarged when a media server carries the meeting, also one that is opened later', async () => {
  const { media, devices } = open()
  await media.set('camera', true)
  const resized = later()
  devices.resizing = resized.promise
  media.enlargeCamera()
  assert.deepEqual([devices.how[0]?.size, devices.sizes, media.state.get().camera.resizing], ['small', ['large'], true])
  resized.resolve()
  await settle()
  assert.equal(media.state.get().camera.resizing, undefined)
  await media.set('camera', false)
  await media.set('camera', true)
  assert.deepEqual([devices.how[1]?.size, devices.sizes], ['large', ['large']])
})

test('[LP12] with a background the camera is small, and large again without it', async () => {
  const { media, effects, devices } = open()
  effects.choose({ background: 'blur' })
  await media.set('camera', true)
  media.enlargeCamera()
  await settle()
  assert.deepEqual([devices.how[0]?.size, devices.sizes], ['small', []])
  effects.choose({ background: 'none' })
  await settle()
  effects.choose({ background: 'sea' })
  await settle()
  assert.deepEqual(devices.sizes, ['large', 'small'])
})
