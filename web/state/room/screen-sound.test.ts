import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, type room, sendingRoom, settle } from './room.fixture.ts'

type Met = ReturnType<typeof room>
const own = (met: Met) => met.model.own.get()
const sending = (met: Met) => Object.keys(met.engine.tracks)

test('[EF3] the sound of a shared screen is sent with it', async () => {
  const met = await sendingRoom()
  met.devices.hasScreenSound = true
  own(met).share.toggle?.()
  await settle()
  assert.deepEqual(sending(met), ['microphone', 'camera', 'screen', 'screenSound'])
  assert.equal(own(met).share.sound, true)
  own(met).share.toggle?.()
  assert.deepEqual(sending(met), ['microphone', 'camera'])
  assert.deepEqual(
    met.devices.opened.slice(2).map(({ stopped }) => stopped),
    [true, true],
  )
})

test('[EF4] a mute by the host leaves the sound of a shared screen, and a limit of sharing ends it', async () => {
  const met = await sendingRoom()
  met.devices.hasScreenSound = true
  own(met).share.toggle?.()
  await settle()
  met.conference.change([person('me', { audio: 'barred' })])
  assert.deepEqual(sending(met), ['camera', 'screen', 'screenSound'])
  met.conference.change([person('me', { audio: 'barred' })], { sharing: 'hosts' })
  assert.deepEqual(sending(met), ['camera'])
  assert.equal(met.devices.opened.at(-1)?.stopped, true)
})
