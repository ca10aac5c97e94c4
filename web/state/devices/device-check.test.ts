import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TestDevices, TestEffects } from '../room/media.fixture.ts'
import { pictureOf, settle, switchStorage, TestClock } from '../room/room.fixture.ts'
import { openDeviceCheck } from './device-check.ts'
import { OwnMedia } from './own-media.ts'

function open() {
  const devices = new TestDevices()
  const effects = new TestEffects()
  const media = new OwnMedia(devices, effects, switchStorage({ microphone: false, camera: false }))
  const clock = new TestClock()
  const meter = { attach: () => undefined, read: () => 0.5, close: () => undefined }
  const check = openDeviceCheck({ media, meter, clock, picture: (track) => pictureOf(track.kind) })
  return { devices, effects, clock, check, view: () => check.view.get() }
}

test('[EF30] the settings open no device until the person turns it on, and close it when the person goes', async () => {
  const { devices, clock, check, view } = open()
  assert.deepEqual([devices.opened.length, view().preview], [0, undefined])
  view().camera.toggle?.()
  view().microphone.toggle?.()
  await settle()
  assert.deepEqual([view().camera.on, view().preview], [true, pictureOf('camera')])
  clock.pass(100)
  assert.equal(check.level.get(), 0.5)
  check[Symbol.dispose]()
  assert.deepEqual(
    devices.opened.map(({ stopped }) => stopped),
    [true, true],
  )
})

test('[EF30] the preview in the settings shows the chosen background', async () => {
  const { view } = open()
  view().camera.toggle?.()
  await settle()
  view().effects.background?.choose('sea')
  await settle()
  assert.deepEqual([view().effects.background?.chosen, view().preview], ['sea', pictureOf('camera with effect')])
})
