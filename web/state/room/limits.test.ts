import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withCamerasFull } from '../../../client/welcomed.ts'
import { person, room, settle } from './room.fixture.ts'

async function joined(me: Parameters<typeof person>[1] = {}) {
  const met = room()
  met.conference.welcome([person('me', me), person('a')])
  await met.media.set('camera', true)
  return met
}
const ownOf = (met: ReturnType<typeof room>) => met.model.own.get()

/** The person is the last of six, in a meeting with five places. */
async function sixth() {
  const met = room()
  const others = ['a', 'b', 'c', 'd', 'e']
  met.conference.welcome([...others.map((key) => person(key)), person('me')])
  for (const key of others) met.conference.setMediaStateOf(key, { audio: true })
  const place = (...keys: readonly string[]) =>
    met.conference.change([], { audioPlaces: keys.map((key) => `p-${key}`) })
  place(...others)
  const own = () => met.model.own.get()
  const tile = (nick: string) => met.model.stage.get().tiles.find((shown) => shown.nick === nick) ?? assert.fail(nick)
  return { ...met, own, tile, place, others, engine: () => met.engine }
}

test('[RM96] a person without an audio place sees that while it lasts, is not marked as speaking, and connects to nobody', async () => {
  const met = await sixth()
  await met.media.set('microphone', true)
  met.meter.level = 0.9
  met.clock.pass(100)
  const shown = () => [met.own().cutOff, met.own().microphone.on, met.tile('me').speaking, met.tile('me').trouble]
  assert.deepEqual(shown(), [true, true, false, 'full'])
  assert.equal(met.tile('me').limit, 5)
  assert.deepEqual(
    [met.tile('a').trouble, met.tile('a').media],
    [undefined, 'connected'],
    'only the own tile explains it',
  )
  assert.ok(met.engine().sessions.every(({ hasPlace }) => !hasPlace))
  const before = met.conference.sentMediaStates.length
  met.place('a', 'b', 'c', 'd', 'me')
  met.clock.pass(100)
  assert.deepEqual(shown(), [false, true, true, undefined])
  assert.deepEqual(
    met.conference.sentMediaStates.slice(before).map(({ audio }) => audio),
    [true],
    'what was refused before is said again',
  )
  assert.deepEqual(
    met.engine().sessions.map(({ hasPlace }) => hasPlace),
    [true, true, true, true, false],
  )
})

test('[RM96] the others see at the tile of a person that they have no audio place', async () => {
  const met = await sixth()
  met.place('me', 'a', 'b', 'c', 'd')
  assert.deepEqual([met.tile('e').trouble, met.tile('e').limit, met.tile('e').picture], ['full', 5, undefined])
  assert.equal(met.own().cutOff, false)
})

test('[RM98] host and co-hosts see who has no audio place for as long as that lasts, and others do not', async () => {
  const met = await sixth()
  met.place('a', 'b', 'c', 'd', 'me')
  assert.deepEqual(met.own().unheard, [])
  met.conference.change([person('me', { seq: 6, coHost: true })])
  assert.deepEqual(met.own().unheard, ['e'])
  met.place('a', 'b', 'c', 'd', 'e')
  assert.deepEqual([met.own().unheard, met.own().cutOff], [[], false], 'a co-host needs no place')
})

test('[RM96] without an audio place the camera goes off, and can come on when a place is free', async () => {
  const met = await sixth()
  met.conference.answer = { ok: false, code: 'media-full' }
  await met.media.set('camera', true)
  await settle()
  assert.deepEqual([met.own().camera.on, met.model.notices.get().announced?.kind], [false, undefined])
  met.own().camera.toggle?.()
  await settle()
  assert.equal(met.own().camera.on, false)
  met.conference.answer = { ok: true }
  met.place('a', 'b', 'c', 'd', 'me')
  assert.equal(met.model.notices.get().announced?.kind, 'camera-free')
  assert.equal(met.own().camera.on, false, 'the person decides')
})

/** As many cameras of others are on as the limit allows. */
function fill(met: Awaited<ReturnType<typeof joined>>) {
  met.conference.change(['b', 'c', 'd'].map((key) => person(key)))
  for (const key of ['b', 'c', 'd']) met.conference.setMediaStateOf(key, { video: true })
  met.conference.put({ camerasFull: 'everyone' })
}

test('[RM49] a camera cannot come on while too many others are on, and the person sees why', async () => {
  const met = await joined()
  const trouble = () => met.model.stage.get().tiles.find(({ isSelf }) => isSelf)?.trouble
  fill(met)
  assert.deepEqual([ownOf(met).camera.on, ownOf(met).camera.full, trouble()], [true, true, undefined], 'it stays on')
  ownOf(met).camera.toggle?.()
  await settle()
  ownOf(met).camera.toggle?.()
  await settle()
  const announced = () => met.model.notices.get().announced
  assert.deepEqual([ownOf(met).camera.on, trouble()], [false, 'cameras-full'])
  const shown = announced()
  assert.deepEqual(shown?.kind === 'cameras-full' && shown.limit, 3)
  met.conference.state.update((state) => withCamerasFull(state, 'nobody'))
  assert.deepEqual([ownOf(met).camera.full, trouble(), announced()?.kind], [false, undefined, 'camera-free'])
  ownOf(met).camera.toggle?.()
  await settle()
  assert.equal(ownOf(met).camera.on, true)
})

test('[RM98] the limits are those that the server sends', async () => {
  assert.deepEqual(ownOf(await joined()).limits, { cameras: 3, places: 5 })
})

for (const role of [{ host: true }, { coHost: true }]) {
  test(`[RM49] limits do not apply to ${role.host ? 'the host' : 'a co-host'}: camera and share can be started`, async () => {
    const met = await joined(role)
    ownOf(met).camera.toggle?.()
    fill(met)
    assert.deepEqual([ownOf(met).camera.full, ownOf(met).cutOff], [false, false])
    ownOf(met).share.toggle?.()
    ownOf(met).camera.toggle?.()
    await settle()
    assert.deepEqual([ownOf(met).camera.on, ownOf(met).share.on], [true, true])
  })
}

test('[RM49] a camera goes off when the server refuses it', async () => {
  const met = room()
  met.conference.welcome([person('me')])
  met.conference.answer = { ok: false, code: 'media-full' }
  await met.media.set('camera', true)
  await settle()
  assert.equal(ownOf(met).camera.on, false)
  assert.equal(met.model.notices.get().announced?.kind, 'cameras-full')
})

test('[PG52] a page that joined without sound has no open device and no switches for one, and says so', async () => {
  const met = room()
  await met.media.set('microphone', true)
  const me = person('me')
  const sessions = me.sessions.map((session) => ({ ...session, withoutSound: true as const }))
  met.conference.welcome([{ ...me, sessions }, person('a')])
  const { microphone, camera, talk, share, cutOff, withoutSound } = ownOf(met)
  assert.deepEqual([microphone.on, camera.on, met.devices.opened.every(({ stopped }) => stopped)], [false, false, true])
  assert.deepEqual(
    [microphone.toggle, camera.toggle, talk.hold, share.toggle],
    [undefined, undefined, undefined, undefined],
  )
  assert.deepEqual([cutOff, withoutSound !== undefined], [false, true], 'not told that all places are taken')
  assert.ok(met.engine.sessions.every(({ hasPlace }) => !hasPlace))
})

test('[ST20] cameras that are full for guests do not keep the camera of a person of the organization off', async () => {
  for (const [me, expected] of [
    [{}, true],
    [{ outside: true }, false],
  ] as const) {
    const met = room()
    const guests = ['a', 'b', 'c'].map((key) => person(key, { outside: true }))
    met.conference.welcome([...guests, person('me', me)])
    met.conference.put({ camerasFull: 'outside' })
    met.model.own.get().camera.toggle?.()
    await settle()
    assert.equal(met.model.own.get().camera.on, expected)
  }
})

test('[ST20] a person whose borrowed camera is taken learns that the cameras are full', async () => {
  const met = await joined({ outside: true })
  met.conference.happen({ type: 'turned-off', part: 'video', full: true })
  await settle()
  const kinds = met.model.notices.get().toasts.map(({ kind }) => kind)
  assert.deepEqual([ownOf(met).camera.on, kinds], [false, ['cameras-full']])
})
