import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room } from './room.fixture.ts'

/** A meeting with eight others, on pages of four tiles. */
function large() {
  const met = room()
  const others = Array.from('abcdefgh')
  met.conference.welcome([person('me'), ...others.map((key) => person(key))])
  for (const key of others) met.conference.setMediaStateOf(key, { audio: true, video: true })
  const view = () => met.model.stage.get()
  view().fit(4)
  const keys = () =>
    view()
      .tiles.map(({ nick }) => nick)
      .join(' ')
  /** These people speak now, for long enough that the last speaker is replaced. */
  const speak = (...nicks: readonly string[]) => {
    met.engine.heard = new Map(others.map((key) => [`p-${key}`, nicks.includes(key) ? 0.5 : 0]))
    met.clock.pass(3_000)
  }
  return { ...met, view, keys, speak }
}

test('[RM159] who speaks comes to the first page, and changes places with the person who was silent longest', () => {
  const { keys, speak, view } = large()
  assert.equal(keys(), 'me a b c')
  speak('g')
  assert.equal(keys(), 'me a b g', 'nobody has spoken yet, so the last one goes')
  speak('a')
  speak('f')
  assert.equal(keys(), 'me a f g', 'b has never spoken')
  speak('h')
  assert.equal(keys(), 'me a f h', 'g spoke before a and f')
  view().nextPage?.()
  assert.equal(keys(), 'd e b c', 'the others stay where they are')
})

test('[RM159] nobody who speaks, is pinned or is the person themselves gives way', () => {
  const { keys, speak, view } = large()
  view().fit(2)
  speak('a')
  speak('a', 'e')
  assert.equal(keys(), 'me a')
  view().fit(4)
  assert.equal(keys(), 'me a b c')
})

test('[RM159] nothing moves while the person looks at another page', () => {
  const { keys, speak, view } = large()
  view().nextPage?.()
  speak('h')
  assert.equal(keys(), 'd e f g')
  view().previousPage?.()
  assert.equal(keys(), 'me a b h', 'who speaks is there when they turn back')
})

test('[RM159] beside the large speaker, the one before takes the place of the new one', () => {
  const { keys, speak, view } = large()
  view().choose('speaker')
  const shown = () => `${view().large?.nick}: ${keys()}`
  speak('b')
  assert.equal(shown(), 'b: me a c d')
  speak('c')
  assert.equal(shown(), 'c: me a b d', 'only one tile is another')
  speak('h')
  assert.equal(shown(), 'h: me a b c', 'the last speaker stays in sight, instead of one who never spoke')
})
