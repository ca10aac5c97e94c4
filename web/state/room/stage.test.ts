import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import { pictureOf, person, room } from './room.fixture.ts'

function joined(...others: string[]) {
  const met = room()
  met.conference.welcome([person('me'), ...others.map((key) => person(key))])
  for (const key of others) met.conference.setMediaStateOf(key, { video: true })
  return met
}
const keysOf = ({ model }: ReturnType<typeof room>) => model.stage.get().tiles.map(({ key }) => key)

test('[RM21] the grid has pages with as many tiles as fit; the person’s own tile is first', () => {
  const met = joined('a', 'b', 'c', 'd')
  met.model.stage.get().fit(2)
  assert.deepEqual(keysOf(met), ['p-me', 'p-a'])
  assert.equal(met.model.stage.get().pages, 3)
  assert.equal(met.model.stage.get().previousPage, undefined)
  met.model.stage.get().nextPage?.()
  met.model.stage.get().nextPage?.()
  assert.deepEqual(keysOf(met), ['p-d'])
  assert.equal(met.model.stage.get().nextPage, undefined)
  const gone = ['b', 'c', 'd'].map((key) => person(key, { status: 6, sessions: [] }))
  met.conference.change(gone)
  assert.deepEqual([met.model.stage.get().page, keysOf(met)], [1, ['p-me', 'p-a']], 'the page does not stay empty')
})

test('[RM22] the order is pin, shared screen, host’s focus, speaker', () => {
  const met = joined('a', 'b', 'c')
  const large = () => [met.model.stage.get().large?.key, met.model.stage.get().largeFor]
  assert.deepEqual(large(), [undefined, undefined])
  met.model.stage.get().choose('speaker')
  met.engine.heard = new Map([['p-c', 0.5]])
  met.clock.pass(100)
  assert.deepEqual(large(), ['p-c', 'speaker'])
  met.conference.change([], { focus: 'b' })
  assert.deepEqual(large(), ['p-b', 'focus'])
  met.conference.setMediaStateOf('a', { screen: true })
  assert.deepEqual(large(), ['p-a/screen', 'screen'])
  // c has taken the place of a, who was large before.
  assert.deepEqual(keysOf(met), ['p-me', 'p-c', 'p-b', 'p-a'], 'the rest is beside it')
  met.model.stage.get().tiles[1]?.togglePin?.()
  assert.deepEqual(large(), ['p-c', 'pin'])
  met.model.stage.get().large?.togglePin?.()
  assert.deepEqual(large(), ['p-a/screen', 'screen'])
})

test('[RM22] in the speaker view the last other person who spoke is large, never the person themselves', () => {
  const met = joined('a', 'b')
  met.model.stage.get().choose('speaker')
  assert.equal(met.model.stage.get().large?.key, 'p-a')
  met.engine.heard = new Map(Object.entries({ 'p-a': 0, 'p-b': 0.5 }))
  met.clock.pass(100)
  met.engine.heard = new Map(Object.entries({ 'p-a': 0, 'p-b': 0 }))
  met.meter.level = 0.9
  void met.media.set('microphone', true)
  met.clock.pass(5_000)
  assert.equal(met.model.stage.get().large?.key, 'p-b')
})

test('[RM151] the tiles of a person with several devices name the device', () => {
  const met = room()
  const session = (participantId: string, device: DeviceName) => ({ participantId, device, silent: false })
  met.conference.welcome([person('me'), person('a', { sessions: [session('p-a', 'Mac'), session('p-a2', 'iOS')] })])
  const devices = () => met.model.stage.get().tiles.map(({ key, device }) => [key, device])
  assert.deepEqual(devices(), [
    ['p-me', undefined],
    ['p-a', 'Mac'],
    ['p-a2', 'iOS'],
  ])
  met.conference.change([person('a', { sessions: [session('p-a2', 'iOS')] })])
  assert.deepEqual(devices(), [
    ['p-me', undefined],
    ['p-a2', undefined],
  ])
})

test('[RM23] a tile says what is wrong instead of staying black', () => {
  const met = joined('a', 'b')
  const tile = (key: string) => met.model.stage.get().tiles.find((one) => one.participantId === `p-${key}`)
  assert.equal(tile('a')?.media, 'connecting')
  met.engine.show('p-a', { state: 'failed', trouble: 'no-route' })
  met.engine.show('p-b', { state: 'connected', camera: pictureOf('b') })
  assert.deepEqual([tile('a')?.media, tile('a')?.trouble], ['failed', 'no-route'])
  assert.equal(tile('b')?.picture, met.engine.media.get('p-b')?.camera)
  met.conference.setMediaStateOf('b', { video: false })
  assert.equal(tile('b')?.picture, undefined, 'a camera that is off leaves no frozen picture')
  met.conference.put({ grades: { 'p-b': 1 } })
  assert.equal(tile('b')?.grade, 1)
})

test('[RM23] a session that reports no media state, such as a terminal, is not shown as broken', () => {
  const met = room()
  met.conference.welcome([person('me'), person('bot')])
  const tile = met.model.stage.get().tiles[1]
  assert.deepEqual([tile?.media, tile?.trouble], ['connected', undefined])
  assert.deepEqual(met.engine.sessions, [])
})

test('[RM24] only host and co-hosts can put somebody in focus', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a')])
  assert.equal(met.model.stage.get().tiles[1]?.toggleFocus, undefined)
  met.conference.change([person('me', { coHost: true })])
  met.model.stage.get().tiles[1]?.toggleFocus?.()
  met.conference.change([], { focus: 'a' })
  assert.equal(met.model.stage.get().large?.focused, true)
  met.model.stage.get().large?.toggleFocus?.()
  assert.deepEqual(met.conference.controls, [{ type: 'focus', member: 'a' }, { type: 'focus' }])
})

test('[EF2] the person sees themselves among the others, small, or not at all, and the browser remembers it', () => {
  const met = joined('a', 'b')
  const view = () => met.model.stage.get()
  assert.deepEqual([view().selfView, keysOf(met), view().small], ['normal', ['p-me', 'p-a', 'p-b'], undefined])
  view().chooseSelfView('small')
  assert.deepEqual([keysOf(met), view().small?.key, view().small?.mirrored], [['p-a', 'p-b'], 'p-me', true])
  view().chooseSelfView('hidden')
  assert.deepEqual([keysOf(met), view().small, view().alone], [['p-a', 'p-b'], undefined, false])
  assert.equal(met.selfView.read(), 'hidden')
})

test('[EF2] what is sent does not depend on whether the person sees themselves', async () => {
  const met = joined('a')
  await met.media.set('camera', true)
  met.model.stage.get().chooseSelfView('hidden')
  assert.deepEqual(Object.keys(met.engine.tracks), ['camera'])
  assert.equal(met.conference.sentMediaStates.at(-1)?.video, true)
})

test('[EF2] a person who is alone, or has pinned themselves, sees themselves', () => {
  const met = joined('a')
  const view = () => met.model.stage.get()
  view().tiles[0]?.togglePin?.()
  view().chooseSelfView('hidden')
  assert.equal(view().large?.key, 'p-me')
  view().large?.togglePin?.()
  assert.deepEqual([view().large, keysOf(met)], [undefined, ['p-a']])
  met.conference.change([person('a', { status: 6, sessions: [] })])
  assert.deepEqual(keysOf(met), ['p-me'])
})

test('[RM149] a whole screen that the person shares has no picture on their own page; a window has one', async () => {
  for (const [surface, hasPicture] of [
    ['monitor', false],
    ['window', true],
    ['browser', true],
  ] as const) {
    const met = joined('a')
    met.devices.displaySurface = surface
    await met.media.shareScreen()
    const tile = met.model.stage.get().tiles.find(({ key }) => key === 'p-me/screen')
    assert.deepEqual(
      [tile?.picture !== undefined, tile?.wholeScreen],
      [hasPicture, hasPicture ? undefined : true],
      surface,
    )
  }
})
