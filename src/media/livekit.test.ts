import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AccessToken, TokenVerifier } from 'livekit-server-sdk'
import { ann, bob, keyOf, meeting, session } from '../conference/scenario.fixture.ts'
import { memoryTryLimiter } from '../auth/try-limiter.ts'
import { mediaEntry } from '../service/entry/media-entry.ts'
import { EngineHealth } from './engine-health.ts'
import { allEngines } from './engines.ts'
import { liveKitEngine } from './livekit.ts'
import { C1, committed, FakeLiveKit, KEYS } from './livekit.fixture.ts'
import { meshEngine } from './mesh.ts'

const clock = { now: () => Date.now() as never }
const engineOf = () =>
  liveKitEngine(
    { ...KEYS, pageUrl: () => 'wss://media.example', maxAudio: 50 },
    { api: new FakeLiveKit(), health: new EngineHealth(), clock },
  )

test('[LK5] a grant opens the room of the conference for its session, for ten minutes', async () => {
  const scenario = meeting({ details: { engine: 'livekit' } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  scenario.when(3, { type: 'mute', member: keyOf('bob') })
  const grant = await engineOf().grant({ conference: committed(scenario), participantId: session('b1') })
  assert.ok(grant.engine === 'livekit')
  const { token, expiresAt, ...rest } = grant
  assert.deepEqual(rest, { engine: 'livekit', url: 'wss://media.example', maxAudio: 50 })
  const { sub, exp = 0, video } = await new TokenVerifier(KEYS.apiKey, KEYS.apiSecret).verify(token)
  assert.equal(sub, 'b1')
  assert.ok(Math.abs(exp * 1_000 - expiresAt) < 2_000 && Math.abs(expiresAt - Date.now() - 600_000) < 2_000)
  assert.deepEqual(video, {
    roomJoin: true,
    room: C1,
    canSubscribe: true,
    canPublish: true,
    canPublishSources: ['camera', 'screen_share', 'screen_share_audio'],
    canPublishData: false,
  })
})

test('[LK5] a session that is not in the roster may neither send nor receive', async () => {
  const scenario = meeting({ details: { engine: 'livekit' } }).join(1, ann, 'a1')
  const grant = await engineOf().grant({ conference: committed(scenario), participantId: session('b1') })
  assert.ok(grant.engine === 'livekit')
  const { video } = await new TokenVerifier(KEYS.apiKey, KEYS.apiSecret).verify(grant.token)
  assert.deepEqual([video?.canPublish, video?.canSubscribe], [false, false])
})

test('[LK24] a token connects while its session is open, and only if this server has made it', async () => {
  const scenario = meeting({ details: { engine: 'livekit' } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  const { rooms, grant } = engineOf()
  const { token } = (await grant({ conference: committed(scenario), participantId: session('b1') })) as {
    token: string
  }
  const findCommitted = async (id: string) => (id === C1 ? committed(scenario) : undefined)
  const limiter = memoryTryLimiter({ failures: 20, windowMs: 10_000 })
  const mayConnect = mediaEntry({ rooms, conductor: { findCommitted }, limiter })
  const sign = (secret: string, ttl: number, room: string = C1) => {
    const made = new AccessToken(KEYS.apiKey, secret, { identity: 'b1', ttl })
    made.addGrant({ roomJoin: true, room })
    return made.toJwt()
  }
  assert.deepEqual([await mayConnect(token), await mayConnect(await sign(KEYS.apiSecret, 60))], [true, true])
  const others = [sign('another-secret-of-at-least-32-characters', 60), sign(KEYS.apiSecret, -60)]
  const wrong = ['', 'x', ...(await Promise.all([...others, sign(KEYS.apiSecret, 60, 'c2')]))]
  for (const each of wrong) assert.equal(await mayConnect(each), false, each)
  scenario.when(3, { type: 'remove', targets: [{ member: keyOf('bob') }], forbidRejoin: false })
  assert.equal(await mayConnect(token), false)
})

test('[LK26] a session connects to the LiveKit server at most 20 times in 10 s', async () => {
  const scenario = meeting({ details: { engine: 'livekit' } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  const { rooms, grant } = engineOf()
  const tokenOf = async (name: string) => {
    const given = await grant({ conference: committed(scenario), participantId: session(name) })
    return given.engine === 'livekit' ? given.token : assert.fail()
  }
  let now = 0
  const limiter = memoryTryLimiter({ failures: 20, windowMs: 10_000, now: () => now })
  const mayConnect = mediaEntry({ rooms, conductor: { findCommitted: async () => committed(scenario) }, limiter })
  const [a1, b1] = [await tokenOf('a1'), await tokenOf('b1')]
  for (let times = 1; times <= 20; times += 1) assert.equal(await mayConnect(b1), true)
  assert.deepEqual([await mayConnect(b1), await mayConnect(a1)], [false, true])
  now = 10_001
  assert.equal(await mayConnect(b1), true)
})

test('[LK6] new conferences use LiveKit with its own limits, and a mesh keeps the limits of a mesh', () => {
  const mesh = meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8 }, clock)
  const media = allEngines({ mesh, livekit: engineOf() })
  assert.equal(media.engine, 'livekit')
  assert.deepEqual(media.limits({ engine: 'livekit' }), { maxVideo: Infinity, maxAudio: 50 })
  assert.deepEqual(media.limits({ engine: 'mesh' }), { maxVideo: 4, maxAudio: 8 })
})
