import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MediaGrant } from '../../contract/signaling/media.ts'
import type { Refused } from '../../contract/signaling/types.ts'
import type { EpochMs } from '../conference/identity.ts'
import { EngineHealth } from '../media/engine-health.ts'
import { liveKitEngine } from '../media/livekit.ts'
import { FakeLiveKit, KEYS } from '../media/livekit.fixture.ts'
import { enter, EVERYTHING_OFF, type Peer } from './peer.fixture.ts'
import { openTestServer } from './test-server.fixture.ts'

type Answer = { ok: true; grant: MediaGrant } | Refused

/** What the server answers to a request for a new grant. */
const renewed = (peer: Peer) => peer.socket.timeout(5_000).emitWithAck('mediaGrant') as Promise<Answer>

function testEngine() {
  const settings = { ...KEYS, pageUrl: () => 'wss://media.example', maxAudio: 50 }
  const clock = { now: () => Date.now() as EpochMs }
  return liveKitEngine(settings, { api: new FakeLiveKit(), health: new EngineHealth(), clock })
}

test('[LK2] without the engine of the conference, people are in and may send, and the welcome says that there is none', async () => {
  await using server = await openTestServer({ engine: 'livekit', media: { maxVideo: 1, maxAudio: 1 } })
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using guest = await enter(server, 'Gus', { guest: true })
  assert.deepEqual([ann.welcome.media, bob.welcome.media], [{ engine: 'none' }, { engine: 'none' }])
  const on = { ...EVERYTHING_OFF, audio: true, video: true }
  for (const peer of [ann, bob, guest]) assert.equal(await peer.ask('stage', on), true)
})

test('[LK4] a session gets a new grant over the connection that it has', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  server.advance(60_000)
  const { media } = ann.welcome
  assert.deepEqual(await renewed(ann), {
    ok: true,
    grant: { ...media, expiresAt: media.engine === 'mesh' && media.expiresAt + 60_000 },
  })
})

test('[LK13] everyone in a meeting is told that its engine stopped and is back, also who joins in between', async () => {
  const livekit = testEngine()
  await using server = await openTestServer({ engine: 'livekit', livekit })
  using ann = await enter(server, 'ann')
  assert.deepEqual([ann.welcome.media.engine, ann.welcome.mediaDown], ['livekit', undefined])
  livekit.health.report('down')
  livekit.health.report('down')
  assert.equal(await ann.next('media'), 'down')
  using bob = await enter(server, 'bob')
  assert.equal(bob.welcome.mediaDown, true)
  livekit.health.report('up')
  assert.deepEqual([await ann.next('media'), await bob.next('media')], ['up', 'up'])
})

test('[LK13] a meeting with another engine is not told', async () => {
  const livekit = testEngine()
  await using server = await openTestServer({ livekit })
  using ann = await enter(server, 'ann')
  assert.equal(ann.welcome.media.engine, 'mesh')
  livekit.health.report('down')
  await ann.ask('say', 'so that anything sent before has arrived')
  assert.ok(!ann.rest().includes('media'))
})
