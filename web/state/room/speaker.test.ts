import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SpeakerWatch } from './speaker.ts'

const levels = (heard: Record<string, number>) => new Map(Object.entries({ ada: 0, bob: 0, ...heard }))

test('[RM20] a large speaker stays for two seconds, however many others talk', () => {
  const watch = new SpeakerWatch()
  assert.equal(watch.update(levels({ ada: 0.3 }), 0).active, 'ada')
  assert.equal(watch.update(levels({ bob: 0.9 }), 100).active, 'ada')
  assert.equal(watch.update(levels({ bob: 0.9 }), 1_999).active, 'ada')
  assert.equal(watch.update(levels({ bob: 0.9 }), 2_000).active, 'bob')
  assert.equal(watch.update(levels({ ada: 0.9 }), 3_999).active, 'bob')
  assert.equal(watch.update(levels({ ada: 0.9 }), 4_700).active, 'ada')
})

test('[RM20] nobody replaces a person who keeps speaking, or who spoke last', () => {
  const watch = new SpeakerWatch()
  for (let at = 0; at <= 5_000; at += 500) watch.update(levels({ ada: 0.1, bob: 0.9 }), at)
  assert.equal(watch.now.active, 'bob')
  assert.equal(watch.update(levels({}), 60_000).active, 'bob')
  assert.equal(watch.update(new Map([['ada', 0]]), 61_000).active, undefined, 'they have left')
})

test('[RM20] the speaking mark outlasts the pause between two words and nothing longer', () => {
  const watch = new SpeakerWatch()
  watch.update(levels({ ada: 0.3, bob: 0.001 }), 0)
  assert.deepEqual(Array.from(watch.now.speaking), ['ada'])
  const before = watch.now
  assert.equal(watch.update(levels({}), 600), before, 'nothing is different')
  assert.equal(watch.update(levels({}), 800).speaking.size, 0)
})
