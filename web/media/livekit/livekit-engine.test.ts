import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectionState, RoomEvent, Track } from 'livekit-client'
import { settle } from '../../state/room/room.fixture.ts'
import { engine, peer } from './rooms.fixture.ts'

const { Camera, Microphone, ScreenShare, ScreenShareAudio } = Track.Source
const ALL = [Microphone, Camera, ScreenShare, ScreenShareAudio] as const
const sight = (cameras: readonly string[], screens: readonly string[] = []) => ({
  cameras: new Set(cameras),
  screens: new Set(screens),
})

/** `a`, `b` and `c` are in the meeting. */
async function joined() {
  const met = engine()
  met.room.connected()
  await settle()
  met.engine.setPeers([peer('a'), peer('b'), peer('c')])
  for (const id of ['a', 'b', 'c']) met.room.arrive(id, ...ALL)
  return met
}

test('[LP3] a page receives everyone’s sound, and the pictures that it shows, or showed just before', async () => {
  const met = await joined()
  const sounds = ['a', 'b', 'c'].flatMap((id) => [`${id} microphone`, `${id} screen_share_audio`])
  const pictures = () => met.room.subscriptions().filter((each) => !sounds.includes(each))
  assert.deepEqual([sounds.every((each) => met.room.subscriptions().includes(each)), pictures()], [true, []])
  met.engine.setInSight(sight(['a'], ['b']))
  assert.deepEqual(pictures(), ['a camera', 'b screen_share'])
  met.clock.pass(100)
  met.engine
    .peers()
    .get('a')
    ?.camera?.showIn({} as HTMLVideoElement)
  met.engine.setInSight(sight(['b']))
  met.engine.setInSight(sight(['b']))
  assert.deepEqual(
    pictures(),
    ['a camera', 'b camera'],
    'the screen never was in an element, so nothing would pause it',
  )
  met.engine.setInSight(sight(['c']))
  assert.deepEqual(pictures(), ['c camera'])
})

test('[LP3] nothing of people without an audio place or outside the roster is received', async () => {
  const met = await joined()
  met.room.arrive('stranger', Microphone)
  met.engine.setPeers([peer('a', { hasPlace: false }), peer('b')])
  assert.deepEqual(met.room.subscriptions(), ['b microphone', 'b screen_share_audio'])
  assert.deepEqual(met.engine.peers().get('a'), { state: 'failed', trouble: 'full' })
})

test('[LP4] only who may be heard is played, and counts as loud', async () => {
  const met = await joined()
  met.clock.pass(100)
  const ada = met.room.remoteParticipants.get('a')
  assert.ok(ada)
  Object.assign(ada, { isSpeaking: true, audioLevel: 0.4 })
  const heard = () => [met.engine.peers().get('a')?.sound !== undefined, met.engine.levels().get('a')]
  assert.deepEqual(heard(), [true, 0.4])
  assert.equal(met.engine.peers().get('a')?.screenSound, undefined, 'no screen is shared')
  met.engine.setPeers([peer('a', { audible: false, sharing: true })])
  assert.deepEqual(heard(), [false, 0])
  assert.ok(met.engine.peers().get('a')?.screenSound)
})

test('[LP4] while nothing is different, nothing is drawn again', async () => {
  const met = await joined()
  met.clock.pass(100)
  const [before, changes] = [met.engine.peers(), met.changes()]
  met.engine.setPeers([peer('a'), peer('b'), peer('c')])
  met.room.emit(RoomEvent.TrackSubscribed)
  met.clock.pass(100)
  assert.deepEqual([met.engine.peers() === before, met.changes()], [true, changes])
})

test('[LP6] somebody who is missing at the media server is connecting, or interrupted if they were there', async () => {
  const met = await joined()
  met.engine.setPeers([peer('a'), peer('d')])
  met.clock.pass(100)
  assert.deepEqual(
    [met.engine.peers().get('d')?.state, met.engine.peers().get('a')?.state],
    ['connecting', 'connected'],
  )
  met.room.remoteParticipants.delete('a')
  met.room.emit(RoomEvent.ParticipantDisconnected)
  met.clock.pass(100)
  assert.deepEqual(met.engine.peers().get('a'), { state: 'connected', trouble: 'interrupted' })
  met.room.emit(RoomEvent.Reconnecting)
  assert.deepEqual(met.engine.peers().get('a'), { state: 'connected' }, 'the page says that everything is interrupted')
})

test('[LP6] a lost connection is made again, with a new grant each time', async () => {
  const met = engine([undefined])
  assert.equal(met.engine.connection(), 'connecting')
  met.room.connected()
  await settle()
  assert.equal(met.engine.connection(), 'connected')
  met.room.emit(RoomEvent.Reconnecting)
  assert.equal(met.engine.connection(), 'interrupted')
  met.room.emit(RoomEvent.Disconnected)
  met.clock.pass(500)
  await settle()
  assert.deepEqual([met.asked(), met.rooms.length], [1, 1], 'the server gave no grant')
  met.engine.join(met.grantOf('second'), 'me')
  assert.deepEqual([met.rooms.length, met.room.tokens], [2, ['second']], 'the welcome brings one')
  met.clock.pass(60_000)
  await settle()
  assert.equal(met.rooms.length, 2, 'nothing else is tried meanwhile')
  met.room.failed()
  await settle()
  assert.equal(met.engine.connection(), 'interrupted')
})

test('[LP6] once the media server is back, a connection that LiveKit still tries to resume is made new at once', async () => {
  const first = engine()
  const met = engine([first.grantOf('2')])
  met.room.connected()
  await settle()
  met.engine.retryNow()
  await settle()
  assert.deepEqual([met.engine.connection(), met.rooms.length], ['connected', 1], 'it is not lost')
  met.room.state = ConnectionState.SignalReconnecting
  met.room.emit(RoomEvent.SignalReconnecting)
  assert.equal(met.engine.connection(), 'connected', 'sound and pictures may still arrive')
  met.engine.retryNow()
  await settle()
  assert.deepEqual([met.engine.connection(), met.rooms.length, met.room.tokens], ['interrupted', 2, ['2']])
  met.room.connected()
  await settle()
  assert.equal(met.engine.connection(), 'connected')
})

test('[LP6] pauses between attempts grow, and are long if another page has taken over', async () => {
  const first = engine()
  const grants = [first.grantOf('2'), first.grantOf('3')]
  const met = engine(grants)
  const attempts = async (ms: number) => {
    met.clock.pass(ms)
    await settle()
    return met.rooms.length
  }
  met.room.failed()
  await settle()
  assert.equal(await attempts(500), 2)
  met.room.failed()
  await settle()
  assert.deepEqual([await attempts(500), await attempts(500)], [2, 3])
  met.room.connected()
  await settle()
  met.room.emit(RoomEvent.Disconnected, 2) // DUPLICATE_IDENTITY
  const asked = met.asked()
  await attempts(7_000)
  assert.equal(met.asked(), asked)
  await attempts(1_000)
  assert.equal(met.asked(), asked + 1)
})

test('[LP6] when the media server is back, a lost connection is made at once, and another is kept', async () => {
  const [second] = [engine().grantOf('second')]
  const met = engine([second])
  met.room.connected()
  await settle()
  met.engine.retryNow()
  await settle()
  assert.deepEqual([met.asked(), met.rooms.length], [0, 1])
  met.room.emit(RoomEvent.Reconnecting)
  met.engine.retryNow()
  await settle()
  assert.deepEqual([met.rooms[0]?.closed, met.room.tokens], [true, ['second']])
})

test('[LP6] a page that comes back as another session connects as that one; a closed one tries no more', async () => {
  const met = engine()
  met.room.connected()
  await settle()
  const [before] = met.rooms
  met.engine.join(met.grantOf('again'), 'me')
  assert.equal(met.rooms.length, 1, 'a resume keeps the connection')
  met.engine.join(met.grantOf('other'), 'me2')
  assert.deepEqual([before?.closed, met.rooms.length, met.room.tokens], [true, 2, ['other']])
  met.engine.close()
  assert.equal(met.room.closed, true)
  met.clock.pass(60_000)
  await settle()
  assert.deepEqual([met.asked(), met.rooms.length], [0, 2])
})

test('[LP15] over the LiveKit server of our server no STUN server is used, over another one those that it names', async () => {
  const met = engine()
  assert.deepEqual(met.room.iceServers, [])
  met.engine.join({ ...met.grantOf('other'), url: 'wss://media.example' }, 'me2')
  assert.deepEqual([met.rooms.length, met.room.iceServers], [2, undefined])
})
