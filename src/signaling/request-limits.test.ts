import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enter, type Peer } from './peer.fixture.ts'
import { keyOf, openTestServer } from './test-server.fixture.ts'

test('[HC29] a member calls the same person at most 10 times in 10 minutes', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const call = (peer: Peer, ...unionIds: string[]) => peer.ask('control', { type: 'invite', unionIds })
  const called = async () => (await server.member('cat')).call.state
  for (let round = 0; round < 10; round += 1) {
    assert.equal(await call(bob, 'cat'), true)
    assert.equal(await called(), 'calling')
    await server.ask({ type: 'decline-ring', member: keyOf('cat') })
  }
  assert.equal(await call(bob, 'cat'), 'too-fast')
  assert.equal(await called(), 'failed')
  assert.equal(await call(ann, 'cat'), true, 'others may call')
  server.advance(10 * 60_000)
  assert.equal(await call(bob, 'cat'), true)
})

test('[HC30] a member without a role takes at most 10 new names in 10 minutes', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const rename = (peer: Peer, nick: string) => peer.ask('control', { type: 'rename', member: 'm2', nick })
  for (let round = 1; round <= 10; round += 1) assert.equal(await rename(bob, `Bob ${round}`), true)
  assert.equal(await rename(bob, 'Robert'), 'too-fast')
  assert.equal((await server.member('bob')).nick, 'Bob 10')
  for (let round = 1; round <= 11; round += 1) assert.equal(await rename(ann, `Bob ${round}`), true)
  server.advance(10 * 60_000)
  assert.equal(await rename(bob, 'Robert'), true)
})
