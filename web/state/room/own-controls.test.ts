import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, sendingRoom, settle } from './room.fixture.ts'

type Met = ReturnType<typeof room>
const own = (met: Met) => met.model.own.get()
const sending = (met: Met) => Object.keys(met.engine.tracks)

test('[RM40] media that are on are reported to the server and given to the engine; media that are off are not sent', async () => {
  const met = await sendingRoom()
  assert.deepEqual(met.conference.sentMediaStates.at(-1), { audio: true, video: true, screen: false })
  assert.deepEqual(sending(met), ['microphone', 'camera'])
  own(met).microphone.toggle?.()
  own(met).camera.toggle?.()
  await settle()
  assert.deepEqual(met.conference.sentMediaStates.at(-1), { audio: false, video: false, screen: false })
  assert.deepEqual(sending(met), [])
  const [microphone, camera] = met.devices.opened
  assert.deepEqual([microphone?.enabled, camera?.stopped], [false, true], 'the light of the camera goes out')
})

test('[RM41] a lost and restored connection changes no switch, and reports to the server again', async () => {
  const met = await sendingRoom()
  own(met).camera.toggle?.()
  const before = met.media.state.get()
  met.conference.put({ connection: { phase: 'reconnecting', since: 0, until: 1 } })
  met.conference.welcome([person('me'), person('a')])
  assert.equal(met.media.state.get(), before)
  assert.deepEqual(met.conference.sentMediaStates.at(-1), { audio: true, video: false, screen: false })
  assert.deepEqual(met.engine.joins, ['p-me', 'p-me'])
})

test('[RM42] when the host mutes a person, the microphone goes off, and their switch asks the server first', async () => {
  const met = await sendingRoom()
  met.conference.change([person('me', { audio: 'muted' })])
  assert.equal(own(met).audio, 'muted-by-host')
  assert.equal(own(met).microphone.on, false)
  assert.deepEqual(sending(met), ['camera'])
  assert.equal(met.model.notices.get().announced?.kind, 'muted-by-host')
  own(met).microphone.toggle?.()
  await settle()
  assert.deepEqual(met.conference.controls, [{ type: 'unmute-self' }])
  met.conference.change([person('me')])
  assert.deepEqual([own(met).audio, sending(met)], ['on', ['microphone', 'camera']])
})

test('[RM42] the person who muted is named, unless it was an app or an unknown member', async () => {
  const reported = async (mutedBy: string | undefined, audio: 'muted' | 'barred' = 'muted') => {
    const met = await sendingRoom()
    met.conference.change([person('a', { nick: 'Ada' })])
    met.conference.change([person('me', { audio, ...(mutedBy !== undefined && { mutedBy }) })])
    const { announced } = met.model.notices.get()
    assert.ok(announced?.kind === 'muted-by-host' || announced?.kind === 'barred')
    return [announced.kind, announced.by]
  }
  assert.deepEqual(await reported('a'), ['muted-by-host', 'Ada'])
  assert.deepEqual(await reported('a', 'barred'), ['barred', 'Ada'])
  for (const nobody of [undefined, 'nobody', 'me'])
    assert.deepEqual(await reported(nobody), ['muted-by-host', undefined])
})

test('[RM42] the host can mute one of several devices', async () => {
  const met = await sendingRoom()
  met.conference.change([
    person('me', { sessions: [{ participantId: 'p-me', device: 'Mac', silent: false, muted: true }] }),
  ])
  assert.equal(own(met).audio, 'muted-by-host')
})

test('[RM42] if the server refuses, the microphone stays off and a message says so', async () => {
  const met = await sendingRoom()
  met.conference.change([person('me', { audio: 'muted' })])
  met.conference.answer = { ok: false, code: 'muted-by-host' }
  own(met).microphone.toggle?.()
  await settle()
  assert.equal(own(met).microphone.on, false)
  assert.deepEqual(met.model.notices.get().toasts.at(-1)?.kind, 'refused')
})

test('[RM43] a person who may not unmute has no switch and no key for it until they may again', async () => {
  const met = await sendingRoom()
  met.conference.change([person('me', { audio: 'barred' })])
  assert.equal(own(met).audio, 'barred')
  assert.equal(own(met).microphone.toggle, undefined)
  assert.equal(own(met).talk.hold, undefined)
  assert.equal(met.model.notices.get().announced?.kind, 'barred')
  met.conference.change([person('me')])
  assert.equal(met.model.notices.get().announced?.kind, 'may-unmute')
  assert.equal(own(met).microphone.on, false, 'nobody else opens it')
  assert.ok(own(met).microphone.toggle)
})

test('[RM44] when the host asks to unmute, only the person can turn on the microphone', async () => {
  const met = await sendingRoom()
  own(met).microphone.toggle?.()
  met.conference.happen({ type: 'asked-to-unmute', by: 'Host' })
  assert.equal(met.model.notices.get().unmuteRequest?.by, 'Host')
  assert.equal(own(met).microphone.on, false)
  met.model.notices.get().unmuteRequest?.unmute?.()
  await settle()
  assert.equal(own(met).microphone.on, true)
  assert.equal(met.model.notices.get().unmuteRequest, undefined)
})

test('[RM45] the microphone is on while the key is held', async () => {
  const met = await sendingRoom()
  assert.equal(own(met).talk.hold, undefined, 'it is on anyway')
  own(met).microphone.toggle?.()
  own(met).talk.hold?.()
  await settle()
  assert.deepEqual([own(met).talk.held, own(met).audio], [true, 'on'])
  own(met).talk.release?.()
  await settle()
  assert.deepEqual([own(met).talk.held, own(met).audio, sending(met)], [false, 'off', ['camera']])
})

test('[RM46] a person without any device is in the meeting, and the page says why there are none', async () => {
  const met = room()
  met.devices.troubles = { microphone: 'not-found', camera: 'blocked-by-browser' }
  await met.media.start()
  met.conference.welcome([person('me')])
  assert.equal(met.model.status.get().phase, 'joined')
  assert.deepEqual([own(met).microphone.trouble, own(met).camera.trouble], ['not-found', 'blocked-by-browser'])
  assert.deepEqual(met.conference.sentMediaStates.at(-1), { audio: false, video: false, screen: false })
  assert.equal(met.storage.stored, undefined, 'nobody switched anything: it is tried again after a reload')
})

test('[RM82] only switches are remembered, not the state of the devices', async () => {
  const met = room()
  const opening = met.media.start()
  assert.equal(met.media.state.get().microphone.busy, true)
  assert.equal(met.storage.stored, undefined)
  await opening
  met.conference.welcome([person('me')])
  own(met).microphone.toggle?.()
  assert.deepEqual(met.storage.stored, { microphone: false, camera: true })
  met.conference.answer = { ok: false, code: 'media-full' }
  own(met).camera.toggle?.()
  own(met).camera.toggle?.()
  await settle()
  assert.equal(own(met).camera.on, false)
  assert.deepEqual(met.storage.stored, { microphone: false, camera: true }, 'the server had no room for it')
})

test('[RM11] devices that are released while they open are closed, and no other is requested', async () => {
  const met = room()
  const opening = met.media.start()
  met.media.close()
  await opening
  assert.deepEqual(
    met.devices.opened.map(({ kind, stopped }) => [kind, stopped]),
    [['microphone', true]],
  )
})

test('[RM46] an unplugged device is off, and a message says so', async () => {
  const met = await sendingRoom()
  met.devices.ended.get('camera')?.()
  assert.deepEqual([own(met).camera.on, own(met).camera.trouble], [false, 'unplugged'])
  const { announced } = met.model.notices.get()
  assert.deepEqual(announced?.kind === 'device-trouble' && [announced.device, announced.trouble], [
    'camera',
    'unplugged',
  ])
  assert.deepEqual(sending(met), ['microphone'])
})

test('[RM46] a device that is switched off while the browser asks stays off', async () => {
  const met = room()
  const opening = met.media.set('camera', true)
  assert.equal(met.media.state.get().camera.busy, true)
  await met.media.set('camera', false)
  await opening
  assert.equal(met.media.state.get().camera.on, false)
  assert.equal(met.devices.opened[0]?.stopped, true)
})

test('[RM47] another device is used at once; for a device that is off the choice is only remembered', async () => {
  const met = await sendingRoom()
  met.devices.plug('camera', [
    { id: 'x', label: 'X' },
    { id: 'y', label: 'Y' },
  ])
  met.devices.plug('speaker', [{ id: 's', label: 'S' }])
  own(met).devices.chooseCamera('y')
  await settle()
  assert.deepEqual(
    own(met).devices.cameras.map(({ chosen }) => chosen),
    [false, true],
  )
  assert.deepEqual(
    met.devices.opened.map(({ kind, stopped }) => [kind, stopped]),
    [
      ['microphone', false],
      ['camera', true],
      ['camera', false],
    ],
  )
  own(met).camera.toggle?.()
  own(met).devices.chooseCamera('x')
  await settle()
  assert.equal(met.devices.opened.length, 3)
  own(met).devices.chooseSpeaker('s')
  assert.equal(met.sound.speaker, 's')
})

test('[RM48] a screen share ends by the page, by the browser’s own bar, and by the host', async () => {
  const met = await sendingRoom()
  const share = async () => {
    own(met).share.toggle?.()
    await settle()
    assert.deepEqual([own(met).share.on, met.conference.sentMediaStates.at(-1)?.screen], [true, true])
  }
  await share()
  own(met).share.toggle?.()
  assert.equal(own(met).share.on, false)
  await share()
  met.devices.ended.get('screen')?.()
  assert.equal(own(met).share.on, false)
  await share()
  met.conference.change([], { sharing: 'hosts' })
  assert.deepEqual([own(met).share.on, own(met).share.limited, own(met).share.toggle], [false, true, undefined])
  assert.ok(met.model.notices.get().toasts.some(({ kind }) => kind === 'share-ended'))
  met.conference.change([person('me', { host: true })])
  assert.ok(own(met).share.toggle)
})

test('[RM50] a raised hand has its place in line, and is still up after a reload', async () => {
  const met = await sendingRoom()
  met.conference.setMediaStateOf('a', { hand: 5 })
  own(met).hand.toggle?.()
  assert.deepEqual([own(met).hand.up, own(met).hand.order], [true, 2])
  await settle()
  assert.equal(met.conference.sentMediaStates.at(-1)?.hand !== undefined, true)
  own(met).hand.toggle?.()
  assert.deepEqual([own(met).hand.up, own(met).hand.order], [false, undefined])
  const reloaded = room()
  const mediaState = { audio: false, video: false, screen: false, hand: 3 }
  reloaded.conference.welcome([person('me')], { mediaStates: { 'p-me': mediaState } })
  assert.deepEqual([own(reloaded).hand.up, own(reloaded).hand.order], [true, 1])
})
