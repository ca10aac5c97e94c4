import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle } from '../room/room.fixture.ts'
import { entry, found } from './entry.fixture.ts'

test('[PG51] a person who is in the meeting already moves here, or joins without sound', async () => {
  for (const [press, way] of [
    ['join', { movesHere: true }],
    ['joinWithoutSound', { withoutSound: true }],
  ] as const) {
    const met = entry()
    met.server.answer = { ...found, nick: 'Ada', alreadyInside: true }
    await settle()
    assert.equal(met.view().alreadyInside, true)
    met.view()[press]?.()
    await settle()
    assert.deepEqual([met.entered, met.ways], [['in'], [way]])
  }
})

test('[PG51] a person whose other devices have all lost the connection is not asked, and replaces them', async () => {
  const met = entry()
  met.server.answer = { ...found, nick: 'Ada', returns: true }
  await settle()
  assert.deepEqual([met.view().alreadyInside, met.view().joinWithoutSound], [undefined, undefined])
  met.view().join?.()
  await settle()
  assert.deepEqual(met.ways, [{ movesHere: true }])
})

test('[PG51] anybody else is not asked', async () => {
  const met = entry()
  met.server.answer = { ...found, nick: 'Ada' }
  await settle()
  assert.deepEqual([met.view().alreadyInside, met.view().joinWithoutSound], [undefined, undefined])
  met.view().join?.()
  await settle()
  assert.deepEqual(met.ways, [{}])
})
