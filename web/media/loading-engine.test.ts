import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TestClock } from '../../client/test-clock.fixture.ts'
import type { MediaGrant } from '../../contract/signaling/media.ts'
import { TestEngine } from '../state/room/media.fixture.ts'
import { settle } from '../state/room/room.fixture.ts'
import { LoadingEngine } from './loading-engine.ts'

const grant: MediaGrant = { engine: 'livekit', url: '', token: '', expiresAt: 0, maxAudio: 100 }

/** An engine whose code is loaded when the test says so. */
function loading() {
  const clock = new TestClock()
  const loads: { resolve: (engine: TestEngine) => void; reject: (error: Error) => void }[] = []
  let changes = 0
  const engine = new LoadingEngine({
    load: () => new Promise((resolve, reject) => void loads.push({ resolve, reject })),
    wait: (ms, act) => clock.wait(ms, act),
    changed: () => void (changes += 1),
  })
  const loaded = new TestEngine({ send: () => undefined, changed: () => undefined, renewGrant: async () => undefined })
  return { clock, engine, loads, loaded, changes: () => changes }
}

test('[LP7] what the page decides while the code is loading is done when it is loaded', async () => {
  const { engine, loads, loaded, changes } = loading()
  const sight = { cameras: new Set(['a']), screens: new Set<string>() }
  const tracks = { camera: {} as MediaStreamTrack }
  const sessions = [{ participantId: 'a', audible: true, sharing: false, hasPlace: true }]
  engine.join(grant, 'me')
  engine.setTracks(tracks)
  engine.setPeers(sessions)
  engine.setInSight(sight)
  assert.deepEqual([engine.connection(), engine.peers().size, await engine.measure()], ['connecting', 0, {}])
  loads[0]?.resolve(loaded)
  await settle()
  assert.deepEqual([loaded.joins, loaded.tracks, loaded.sessions, loaded.sight], [['me'], tracks, sessions, sight])
  assert.deepEqual([engine.connection(), changes()], ['connected', 1])
})

test('[LP7] code that cannot be loaded is requested again, and the page is interrupted meanwhile', async () => {
  const { clock, engine, loads } = loading()
  loads[0]?.reject(new Error('offline'))
  await settle()
  assert.equal(engine.connection(), 'interrupted')
  clock.pass(3_000)
  assert.equal(loads.length, 2)
  engine.close()
})

test('[LP7] an engine that is loaded after the end is closed at once', async () => {
  const { engine, loads, loaded } = loading()
  engine.close()
  loads[0]?.resolve(loaded)
  await settle()
  assert.deepEqual([loaded.closed, loaded.joins], [true, []])
})
