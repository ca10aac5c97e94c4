import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AccessToken, TrackSource } from 'livekit-server-sdk'
import {
  ann,
  bob,
  cat,
  guest,
  keyOf,
  meeting,
  session,
  type Scenario,
  type TestIntent,
} from '../conference/scenario.fixture.ts'
import type { LiveKitParticipant } from './livekit-api.ts'
import { findPermission } from './livekit-permission.ts'
import { C1, committed, FakeLiveKit, KEYS, lastChange, tokens, webhooks } from './livekit.fixture.ts'
import { LiveKitRooms } from './livekit-rooms.ts'

const { CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO } = TrackSource
const SCREEN = [SCREEN_SHARE, SCREEN_SHARE_AUDIO]
const EVERYTHING = [MICROPHONE, CAMERA, ...SCREEN]
const limits = { maxVideo: Infinity, maxAudio: 100 }

/** Ann, who is host, and Bob are in. The LiveKit server knows what their tokens allow. */
function met(maxAudio = 100) {
  const scenario = meeting({ details: { engine: 'livekit' } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  const server = new FakeLiveKit()
  const rooms = new LiveKitRooms(server, { limits: { ...limits, maxAudio }, webhooks, tokens })
  let now = 2
  const grant = (name: string) => {
    const permission = findPermission(committed(scenario).state, session(name), { ...limits, maxAudio })
    if (permission) rooms.granted({ conferenceId: C1, participantId: session(name), permission })
    return permission
  }
  for (const name of ['a1', 'b1']) grant(name)
  return {
    scenario,
    server,
    rooms,
    grant,
    /** Does something and applies it. @returns the calls that the LiveKit server got */
    async after(intent: TestIntent, options: { isOwn?: boolean } = {}) {
      const events = scenario.when((now += 1), intent)
      await rooms.apply(lastChange(scenario, { count: events.length, ...options }))
      return server.take()
    },
    repair: (shown: Scenario | undefined = scenario) => rooms.repair(C1, async () => shown && committed(shown)),
  }
}

const inRoom = (identity: string, part: Partial<LiveKitParticipant> = {}): LiveKitParticipant => ({
  identity,
  isPerson: true,
  permission: { canSubscribe: true, canPublish: true, canPublishSources: EVERYTHING, canPublishData: false },
  tracks: [],
  ...part,
})

test('[LK8] a mute takes away the microphone, and an unmute gives it back', async () => {
  const { after } = met()
  const without = [CAMERA, ...SCREEN]
  assert.deepEqual(await after({ type: 'mute', member: keyOf('bob') }), [['set', C1, 'b1', true, without]])
  assert.deepEqual(await after({ type: 'unmute', member: keyOf('bob') }), [['set', C1, 'b1', true, EVERYTHING]])
  const oneDevice = { type: 'mute', member: keyOf('bob'), participantId: session('b1') } as const
  assert.deepEqual(await after(oneDevice), [['set', C1, 'b1', true, without]])
})

test('[LK8] muting everyone concerns everyone but host and co-hosts, and each is told once', async () => {
  const { after, scenario, grant } = met()
  scenario.join(3, cat, 'c1').join(3, guest, 'g1')
  for (const name of ['c1', 'g1']) grant(name)
  const calls = await after({ type: 'mute-all', force: true })
  assert.deepEqual(calls.map(([, , identity]) => identity).toSorted(), ['b1', 'c1', 'g1'])
  assert.deepEqual(await after({ type: 'rename', member: keyOf('bob'), nick: 'Robert' }), [])
})

test('[LK8] only host and co-hosts may share while sharing is limited', async () => {
  const { after } = met()
  assert.deepEqual(await after({ type: 'set-sharing', who: 'hosts' }), [['set', C1, 'b1', true, [MICROPHONE, CAMERA]]])
  assert.deepEqual(await after({ type: 'add-co-hosts', members: [keyOf('bob')] }), [
    ['set', C1, 'b1', true, EVERYTHING],
  ])
})

test('[LK8] a session without an audio place may neither send nor receive, until a place is free', async () => {
  const { after, scenario, grant, rooms, server } = met(2)
  scenario.join(3, cat, 'c1')
  assert.deepEqual(grant('c1'), {
    canSubscribe: false,
    canPublish: false,
    canPublishSources: [],
    canPublishData: false,
  })
  scenario.leave(4, 'b1')
  await rooms.apply(lastChange(scenario))
  assert.deepEqual(server.take(), [
    ['remove', C1, 'b1'],
    ['set', C1, 'c1', true, EVERYTHING],
  ])
  assert.deepEqual(await after({ type: 'lock' }), [])
})

test('[LK8] what another server has written is applied by that server', async () => {
  const { after } = met()
  assert.deepEqual(await after({ type: 'mute', member: keyOf('bob') }, { isOwn: false }), [])
})

test('[LK8] what another server has sent to LiveKit is taken back if this server undoes it', async () => {
  const { after } = met()
  await after({ type: 'mute', member: keyOf('bob') }, { isOwn: false })
  assert.deepEqual(await after({ type: 'unmute', member: keyOf('bob') }), [['set', C1, 'b1', true, EVERYTHING]])
})

test('[LK9] a stopped camera or share is muted, and the person may turn it on again', async () => {
  const { after, server } = met()
  const tracks = [
    { sid: 'T1', source: CAMERA, muted: false },
    { sid: 'T2', source: MICROPHONE, muted: false },
    { sid: 'T3', source: SCREEN_SHARE, muted: false },
    { sid: 'T4', source: SCREEN_SHARE_AUDIO, muted: false },
  ]
  server.participants = [inRoom('a1'), inRoom('b1', { tracks })]
  assert.deepEqual(await after({ type: 'stop-video', member: keyOf('bob') }), [['mute', C1, 'b1', 'T1']])
  assert.deepEqual(await after({ type: 'stop-screen', member: keyOf('bob') }), [
    ['mute', C1, 'b1', 'T3'],
    ['mute', C1, 'b1', 'T4'],
  ])
})

test('[LK10] a session that ends is removed, and the end of the conference closes the room', async () => {
  const { after } = met()
  assert.deepEqual(await after({ type: 'remove', targets: [{ member: keyOf('bob') }], forbidRejoin: true }), [
    ['remove', C1, 'b1'],
  ])
  assert.deepEqual(await after({ type: 'close' }), [['delete', C1]])
})

test('[LK11] a room that agrees with the roster is left alone', async () => {
  const { repair, server } = met()
  server.participants = [inRoom('a1'), inRoom('b1', { tracks: [{ sid: 'T', source: MICROPHONE, muted: false }] })]
  assert.deepEqual([await repair(), server.take()], [0, []])
})

test('[LK11] who is not in the roster is removed, and permissions that differ are set', async () => {
  const { repair, server, scenario } = met()
  scenario.when(3, { type: 'mute', member: keyOf('bob') })
  const recorder = inRoom('recorder', { isPerson: false })
  server.participants = [inRoom('a1'), inRoom('b1'), inRoom('ghost'), recorder]
  assert.equal(await repair(), 2)
  assert.deepEqual(server.take(), [
    ['set', C1, 'b1', true, [CAMERA, ...SCREEN]],
    ['remove', C1, 'ghost'],
  ])
})

test('[LK11] a track whose source is not allowed any more is muted', async () => {
  const { repair, server, scenario } = met()
  scenario.when(3, { type: 'mute', member: keyOf('bob') })
  const canPublishSources = [...SCREEN, CAMERA]
  const permission = { canSubscribe: true, canPublish: true, canPublishSources, canPublishData: false } as const
  server.participants = [inRoom('b1', { permission, tracks: [{ sid: 'T', source: MICROPHONE, muted: false }] })]
  assert.deepEqual([await repair(), server.take()], [1, [['mute', C1, 'b1', 'T']]])
})

test('[LK11] the room of a conference that has ended is closed, and that of another program stays', async () => {
  const { rooms, repair, server, scenario } = met()
  server.participants = [inRoom('b1')]
  assert.deepEqual([await rooms.repair(C1, async () => undefined), server.take()], [0, []])
  scenario.when(3, { type: 'close' })
  assert.deepEqual([await repair(), server.take()], [1, [['delete', C1]]])
})

test('[LK11] a change that is applied while a room is read is not repaired again', async () => {
  const { rooms, server, scenario } = met()
  server.participants = [inRoom('b1')]
  const repairs = await rooms.repair(C1, async () => {
    scenario.when(3, { type: 'mute', member: keyOf('bob') })
    await rooms.apply(lastChange(scenario))
    return committed(scenario)
  })
  assert.deepEqual([repairs, server.take()], [0, [['set', C1, 'b1', true, [CAMERA, ...SCREEN]]]])
})

/** A webhook as LiveKit signs it: the token has the hash of the body. */
async function signed(event: string, secret = KEYS.apiSecret) {
  const body = JSON.stringify({ event, room: { name: C1 }, id: 'EV_1', createdAt: '1800000000' })
  const token = new AccessToken(KEYS.apiKey, secret, { ttl: 60 })
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  token.sha256 = Buffer.from(hash).toString('base64')
  return { body, authorization: await token.toJwt() }
}

test('[LK12] a signed webhook names the room to compare if somebody joined or published', async () => {
  const { rooms } = met()
  const named = await Promise.all(
    ['participant_joined', 'track_published', 'participant_left', 'room_finished'].map(async (event) =>
      rooms.readReport(await signed(event)),
    ),
  )
  assert.deepEqual(named, [C1, C1, undefined, undefined])
})

test('[LK12] a webhook without the right signature is refused', async () => {
  const { rooms } = met()
  const { body, authorization } = await signed('participant_joined')
  await assert.rejects(rooms.readReport({ body, authorization: undefined }))
  await assert.rejects(rooms.readReport({ body: body.replace(C1, 'c2'), authorization }))
  await assert.rejects(rooms.readReport(await signed('participant_joined', 'another-secret-of-32-characters-')))
})
