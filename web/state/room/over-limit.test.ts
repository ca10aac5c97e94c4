import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room } from './room.fixture.ts'

test('[RM96] a person whose media reach nobody sees that while it lasts, and is not marked as speaking', async () => {
  const met = room()
  met.conference.welcome([person('me')])
  await met.media.set('microphone', true)
  const own = () => met.model.own.get()
  const others = ['a', 'b', 'c', 'd', 'e']
  met.conference.change(others.map((key) => person(key)))
  const tile = () => met.model.stage.get().tiles.find(({ isSelf }) => isSelf)
  const shown = () => [own().cutOff, own().microphone.on, tile()?.speaking, tile()?.trouble]
  met.meter.level = 0.9
  met.engine.show('p-a', { state: 'connected' })
  for (const key of others.slice(1)) met.engine.show(`p-${key}`, { state: 'failed', trouble: 'full' })
  met.clock.pass(100)
  assert.deepEqual(shown(), [false, true, true, undefined], 'one is connected from before')
  met.engine.show('p-a', { state: 'failed', trouble: 'full' })
  met.clock.pass(100)
  assert.deepEqual(shown(), [true, true, false, 'full'])
  const before = met.conference.sentMediaStates.length
  met.conference.change([person('e', { status: 6, sessions: [] })])
  assert.deepEqual(shown(), [false, true, true, undefined])
  const again = met.conference.sentMediaStates.slice(before)
  assert.deepEqual(
    again.map(({ audio }) => audio),
    [true],
    'what was refused before is said again',
  )
})
