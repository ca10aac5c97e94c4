import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Said } from '../../contract/signaling/types.ts'
import { enter } from './peer.fixture.ts'
import { C1, openTestServer } from './test-server.fixture.ts'

test('[CH1] a chat message reaches everyone in the meeting with its sender and its time', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using gus = await enter(server, 'Gus', { guest: true })
  assert.deepEqual(gus.welcome.said, [])
  assert.equal(await gus.ask('say', { text: '  one\ntwo 🎉 ' }), true)
  const said = await ann.next('said')
  assert.deepEqual(said, await gus.next('said'))
  const { id, from, ...line } = said
  assert.deepEqual(line, { nick: 'Gus', text: 'one\ntwo 🎉', at: server.now() })
  assert.equal(from, 'm2')
  assert.equal(typeof id, 'number')
})

test('[CH1] a person who joins receives the last 200 messages, oldest first, with rising numbers', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  for (let line = 1; line <= 203; line += 1) {
    if (line % 5 === 0) server.advance(5_000)
    assert.equal(await ann.ask('say', { text: `line ${line}` }), true)
  }
  using bob = await enter(server, 'bob')
  const { said } = bob.welcome
  assert.deepEqual([said.length, said[0]?.text, said.at(-1)?.text], [200, 'line 4', 'line 203'])
  const ids = said.map(({ id }: Said) => id)
  assert.deepEqual(
    ids,
    [...new Set(ids)].sort((one, other) => one - other),
  )
})

test('[CH6] messages of many guests do not push the messages of other people out of the list', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  assert.equal(await ann.ask('say', { text: 'Hello' }), true)
  for (let guest = 0; guest < 41; guest += 1) {
    using gus = await enter(server, `Gus ${guest}`, { guest: true })
    for (let line = 0; line < 5; line += 1) assert.equal(await gus.ask('say', { text: `${guest}.${line}` }), true)
  }
  using bob = await enter(server, 'bob')
  const texts = bob.welcome.said.map(({ text }: Said) => text)
  assert.deepEqual([texts.length, texts[0], texts[1], texts.at(-1)], [101, 'Hello', '21.0', '40.4'])
})

test('[CH2] a message has 1 to 2000 characters and no control characters except line breaks and tabs', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  for (const text of ['x'.repeat(2_000), 'a\tb\nc']) assert.equal(await ann.ask('say', { text }), true)
  for (const text of ['', ' \n ', 'x'.repeat(2_001), 'a\u0000b', 'a\u001b[2J', '\ud83c', '\u3164', 7]) {
    assert.equal(await ann.ask('say', { text }), 'malformed')
  }
})

test('[CH7] while the chat is closed nobody can send messages or reactions; earlier messages stay', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  await bob.ask('say', { text: 'before' })
  await ann.ask('control', { type: 'set-chat', allowed: false })
  for (const peer of [ann, bob]) {
    assert.equal(await peer.ask('say', { text: 'closed' }), 'not-permitted')
    assert.equal(await peer.ask('react', '👍'), 'not-permitted')
  }
  using cat = await enter(server, 'cat')
  assert.deepEqual(
    cat.welcome.said.map(({ text }: Said) => text),
    ['before'],
  )
  await ann.ask('control', { type: 'set-chat', allowed: true })
  assert.equal(await bob.ask('say', { text: 'open' }), true)
})

test('[CH3] a person may send five messages in five seconds; other people are not limited by it', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  for (let line = 0; line < 5; line += 1) assert.equal(await ann.ask('say', { text: 'hi' }), true)
  server.advance(4_999)
  assert.equal(await ann.ask('say', { text: 'hi' }), 'too-fast')
  assert.equal(await bob.ask('say', { text: 'hi' }), true)
  assert.equal(await ann.ask('react', '👍'), true)
  server.advance(1)
  assert.equal(await ann.ask('say', { text: 'hi' }), true)
})

test('[CH3] all devices of a person share one pace, also a device that joins again', async () => {
  await using server = await openTestServer()
  using phone = await enter(server, 'ann')
  using laptop = await enter(server, 'ann')
  for (const device of [phone, laptop, phone, laptop, phone])
    assert.equal(await device.ask('say', { text: 'hi' }), true)
  for (const device of [phone, laptop]) assert.equal(await device.ask('say', { text: 'hi' }), 'too-fast')
  laptop.socket.emit('leave')
  await laptop.next('closed')
  using again = await enter(server, 'ann')
  assert.equal(await again.ask('say', { text: 'hi' }), 'too-fast')
})

test('[CH4] a reaction reaches everyone in the meeting; a person may send five in five seconds', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  assert.equal(await bob.ask('react', '❤️'), true)
  assert.deepEqual(await ann.next('reacted'), { from: bob.welcome.participantId, nick: 'bob', reaction: '❤️' })
  for (let more = 0; more < 4; more += 1) await bob.ask('react', '👏')
  assert.equal(await bob.ask('react', '👏'), 'too-fast')
  assert.equal(await ann.ask('react', '💣'), 'malformed')
})

test('[CH5] chat messages are deleted when the conference ends', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  await ann.ask('say', { text: 'off the record' })
  assert.equal(server.chat.list(C1).length, 1)
  ann.socket.emit('control', { type: 'close' })
  await ann.next('closed')
  assert.deepEqual(server.chat.list(C1), [])
})
