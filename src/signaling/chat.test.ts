import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Said } from '../../contract/signaling/types.ts'
import { enter } from './peer.fixture.ts'
import { C1, openStage } from './test-server.fixture.ts'

test('[CH1] a line is told to everybody inside, with who said it and when', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using gus = await enter(stage, 'Gus', { guest: true })
  assert.deepEqual(gus.welcome.said, [])
  assert.equal(await gus.ask('say', { text: '  one\ntwo 🎉 ' }), true)
  const said = await ann.next('said')
  assert.deepEqual(said, await gus.next('said'))
  const { id, from, ...line } = said
  assert.deepEqual(line, { nick: 'Gus', text: 'one\ntwo 🎉', at: stage.now() })
  assert.match(from, /^guest:/)
  assert.equal(typeof id, 'number')
})

test('[CH1] whoever comes in is told the last 200 lines, oldest first, under rising numbers', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  for (let line = 1; line <= 203; line += 1) {
    if (line % 5 === 0) stage.advance(5_000)
    assert.equal(await ann.ask('say', { text: `line ${line}` }), true)
  }
  using bob = await enter(stage, 'bob')
  const { said } = bob.welcome
  assert.deepEqual([said.length, said[0]?.text, said.at(-1)?.text], [200, 'line 4', 'line 203'])
  const ids = said.map(({ id }: Said) => id)
  assert.deepEqual(
    ids,
    [...new Set(ids)].sort((one, other) => one - other),
  )
})

test('[CH2] a line has 1 to 2000 characters, and no control character but ends of lines', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  assert.equal(await ann.ask('say', { text: 'x'.repeat(2_000) }), true)
  for (const text of ['', ' \n ', 'x'.repeat(2_001), 'a\u0000b', 'a\tb', 'a\u001b[2J', '\ud83c', 7]) {
    assert.equal(await ann.ask('say', { text }), 'malformed')
  }
})

test('[CH3] a session says five lines in five seconds; one more is refused, and others go on', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  for (let line = 0; line < 5; line += 1) assert.equal(await ann.ask('say', { text: 'hi' }), true)
  stage.advance(4_999)
  assert.equal(await ann.ask('say', { text: 'hi' }), 'too-fast')
  assert.equal(await bob.ask('say', { text: 'hi' }), true)
  assert.equal(await ann.ask('react', '👍'), true)
  stage.advance(1)
  assert.equal(await ann.ask('say', { text: 'hi' }), true)
})

test('[CH4] a reaction is told to everybody inside, five in five seconds of each session', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  assert.equal(await bob.ask('react', '❤️'), true)
  assert.deepEqual(await ann.next('reacted'), { from: bob.welcome.participantId, nick: 'bob', reaction: '❤️' })
  for (let more = 0; more < 4; more += 1) await bob.ask('react', '👏')
  assert.equal(await bob.ask('react', '👏'), 'too-fast')
  assert.equal(await ann.ask('react', '💣'), 'malformed')
})

test('[CH5] what was said is forgotten when the conference ends', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  await ann.ask('say', { text: 'off the record' })
  assert.equal(stage.chat.list(C1).length, 1)
  ann.socket.emit('control', { type: 'close' })
  await ann.next('closed')
  assert.deepEqual(stage.chat.list(C1), [])
})
