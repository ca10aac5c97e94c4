import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId, UnionId } from '../conference/identity.ts'
import { enter } from './peer.fixture.ts'
import { C1, openTestServer } from './test-server.fixture.ts'

test('[SG32] a signal reaches one session of the same conference, with its sender', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  const signal = { description: { type: 'offer', sdp: 'v=0\r\n'.repeat(10_000) } }
  ann.socket.emit('signal', { to: bob.welcome.participantId, signal })
  assert.deepEqual(await bob.next('signal'), { from: ann.welcome.participantId, signal })
  await cat.ask('react', '👍')
  assert.equal(cat.rest().includes('signal'), false)
})

test('[SG32] a signal to another conference, to nobody or of another shape is dropped', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const elsewhere = '65a1b2c300000000000000c2' as ConferenceId
  const { head } = await server.conductor.loadCommitted(C1)
  await server.conductor.execute(elsewhere, {
    type: 'create',
    by: { kind: 'app', clientId: 'app' },
    details: {
      ...head,
      creator: { unionId: 'bob' as UnionId, nick: 'Bob' },
      roomCode: '42731905567',
      autoTransferHost: true,
    },
    invitees: [],
    inviteCreator: false,
  })
  using bob = await enter(server, 'bob', { conference: elsewhere })
  const to = bob.welcome.participantId
  ann.socket.emit('signal', { to, signal: { reset: true } })
  ann.socket.emit('signal', { to: 'nobody', signal: { reset: true } })
  ann.socket.emit('signal', { to, signal: { run: 'this' } })
  ann.socket.emit('signal', { to: ann.welcome.participantId, signal: { reset: true, run: 'this' } })
  await ann.ask('react', '👍')
  await bob.ask('react', '👍')
  assert.deepEqual(bob.rest(), ['reacted'])
  assert.equal(ann.rest().includes('signal'), false)
})

test('[SG32] a signal arrives with every key of the contract', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  for (const signal of [
    { description: { type: 'answer', sdp: 'v=0' } },
    { candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: null, usernameFragment: 'u' } },
    { candidate: { candidate: '' } },
    { reset: true },
  ]) {
    ann.socket.emit('signal', { to: bob.welcome.participantId, signal })
    assert.deepEqual(await bob.next('signal'), { from: ann.welcome.participantId, signal })
  }
})

for (const [where, signal] of [
  ['beside a reset', '{"reset":true,"x":DEEP}'],
  ['in a description', '{"description":{"type":"offer","sdp":"v=0","x":DEEP}}'],
  ['in a candidate', '{"candidate":{"candidate":"c","x":DEEP}}'],
] as const) {
  test(`[SG21] a signal that is nested too deeply ${where} is dropped and ends nothing`, async () => {
    await using server = await openTestServer()
    using ann = await enter(server, 'ann')
    using gus = await enter(server, 'Gus', { guest: true })
    const deep = signal.replace('DEEP', '['.repeat(40_000) + ']'.repeat(40_000))
    gus.socket.io.engine.write(`2/conference,["signal",{"to":"${ann.welcome.participantId}","signal":${deep}}]`)
    assert.equal(await gus.ask('react', '👍'), true)
    await ann.next('reacted')
    assert.equal(ann.rest().includes('signal'), false)
  })
}

test('[SG33] a page that joins a mesh of eight may send everything this takes at once', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const to = bob.welcome.participantId
  for (let other = 0; other < 7; other += 1) {
    ann.socket.emit('signal', { to, signal: { description: { type: 'offer', sdp: 'x'.repeat(12_000) } } })
    for (let candidate = 0; candidate < 40; candidate += 1) {
      ann.socket.emit('signal', { to, signal: { candidate: { candidate: 'candidate:1 1 udp 2122260223 192.0.2.1' } } })
    }
  }
  assert.equal(await ann.ask('react', '👍'), true)
  assert.equal(ann.socket.connected, true)
})
