import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enter, EVERYTHING_OFF as off } from './peer.fixture.ts'
import { C1, openTestServer, type TestServer } from './test-server.fixture.ts'

const BOB = 'm2'
const speaking = { ...off, audio: true }
const filmed = { ...off, video: true }
const sharing = { ...off, screen: true }

const idOf = ({ welcome }: { welcome: { participantId: string } }) => welcome.participantId
const sentBy = (server: TestServer, peer: Parameters<typeof idOf>[0]) => server.mediaStates.list(C1)[idOf(peer)]

test('[ST8] a camera can come on as soon as another goes off, and only cameras count', async () => {
  await using server = await openTestServer({ media: { maxVideo: 2, maxAudio: 8 } })
  using _host = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  using phone = await enter(server, 'cat', { device: 'iOS' })
  assert.equal(await bob.ask('stage', filmed), true)
  assert.equal(await cat.ask('stage', filmed), true)
  assert.equal(await phone.ask('stage', { ...filmed, audio: true }), 'media-full')
  assert.deepEqual(sentBy(server, phone), speaking)
  assert.equal(await cat.ask('stage', { ...filmed, audio: true }), true, 'a camera that is on stays on')
  assert.equal(await bob.ask('stage', off), true)
  assert.equal(await phone.ask('stage', { ...filmed, audio: true }), true)
  assert.equal(await bob.ask('stage', filmed), 'media-full')
})

test('[ST20] a person of the organization gets the camera that a guest turned on last; guests keep half', async () => {
  await using server = await openTestServer({ media: { maxVideo: 3, maxAudio: 12 } })
  using ann = await enter(server, 'ann')
  using first = await enter(server, 'Gus', { guest: true })
  using second = await enter(server, 'Gai', { guest: true })
  using last = await enter(server, 'Gil', { guest: true })
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  for (const guest of [last, first, second]) assert.equal(await guest.ask('stage', filmed), true)
  assert.equal(await last.ask('stage', { ...filmed, audio: true }), true)
  assert.equal(await bob.ask('stage', filmed), true)
  const on = [first, second, last, bob].map((peer) => sentBy(server, peer)?.video)
  assert.deepEqual(on, [true, false, true, true])
  assert.equal(await second.ask('stage', filmed), 'media-full')
  assert.equal(await cat.ask('stage', filmed), 'media-full', 'guests keep half of the cameras')
  let staged = await ann.next('stage')
  while (staged.participantId !== idOf(second) || staged.stage.video) staged = await ann.next('stage')
  assert.deepEqual(staged.turnedOff, { part: 'video', full: true })
  await ann.ask('control', { type: 'set-co-host', member: 'm3', on: true })
  assert.equal(await second.ask('stage', filmed), true, 'a co-host is not limited')
})

test('[ST20] also while host and co-hosts have more cameras on than the limit', async () => {
  await using server = await openTestServer({ media: { maxVideo: 2, maxAudio: 12 } })
  using ann = await enter(server, 'ann')
  using first = await enter(server, 'Gus', { guest: true })
  using last = await enter(server, 'Gai', { guest: true })
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  for (const peer of [first, last, ann, bob]) assert.equal(await peer.ask('stage', filmed), true)
  const on = [first, last, ann, bob].map((peer) => sentBy(server, peer)?.video)
  assert.deepEqual(on, [true, false, true, true])
  assert.equal(await cat.ask('stage', filmed), 'media-full', 'guests keep half of the cameras')
  assert.equal(await bob.ask('stage', { ...filmed, audio: true }), true)
  assert.equal(sentBy(server, first)?.video, true, 'a camera that is on already takes none')
})

test('[ST21] the server says who can turn on no further camera, at the welcome and when that changes', async () => {
  await using server = await openTestServer({ media: { maxVideo: 3, maxAudio: 12 } })
  using ann = await enter(server, 'ann')
  const guests = [await enter(server, 'Gus', { guest: true }), await enter(server, 'Gai', { guest: true })] as const
  using third = await enter(server, 'Gil', { guest: true })
  const next = async () => (await ann.next('cameras')).full
  for (const guest of [...guests, third]) assert.equal(await guest.ask('stage', filmed), true)
  assert.equal(await next(), 'outside', 'a person of the organization gets a camera of a guest')
  using bob = await enter(server, 'bob')
  assert.equal(bob.welcome.camerasFull, 'outside')
  assert.equal(await bob.ask('stage', filmed), true)
  assert.equal(await next(), 'everyone')
  using cat = await enter(server, 'cat')
  assert.equal(cat.welcome.camerasFull, 'everyone')
  assert.equal(await bob.ask('stage', off), true)
  assert.equal(await next(), 'nobody')
  assert.equal(await third.ask('stage', filmed), true)
  assert.equal(await next(), 'outside')
  guests[0].socket.emit('leave')
  assert.equal(await next(), 'nobody', 'also if a session ends')
  for (const guest of guests) guest[Symbol.dispose]()
})

test('[ST13] a session without an audio place sends nothing, and gets the place that becomes free', async () => {
  await using server = await openTestServer({ media: { maxVideo: 2, maxAudio: 2 } })
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  const places = [idOf(ann), idOf(bob)]
  assert.deepEqual(cat.welcome.snapshot?.conference.audioPlaces, places)
  for (const state of [speaking, filmed, sharing]) assert.equal(await cat.ask('stage', state), 'media-full')
  assert.equal(await cat.ask('stage', { ...off, hand: 1 }), true)
  bob.socket.emit('leave')
  assert.deepEqual((await cat.next('change')).conference.audioPlaces, [idOf(ann), idOf(cat)])
  assert.equal(await cat.ask('stage', speaking), true)
})

test('[ST14] a person of the organization takes the place of the last guest, whose media are turned off', async () => {
  await using server = await openTestServer({ media: { maxVideo: 2, maxAudio: 4 } })
  using _host = await enter(server, 'ann')
  using first = await enter(server, 'Gus', { guest: true })
  using _second = await enter(server, 'Gai', { guest: true })
  using last = await enter(server, 'Gil', { guest: true })
  assert.equal(await first.ask('stage', speaking), true)
  assert.equal(await last.ask('stage', { audio: true, video: true, screen: true, hand: 1 }), true)
  using bob = await enter(server, 'bob')
  assert.equal(await bob.ask('stage', speaking), true)
  assert.deepEqual(sentBy(server, first), speaking, 'they joined first')
  const { hand: _, ...kept } = sentBy(server, last) ?? assert.fail('their hand is up')
  assert.deepEqual(kept, off)
  assert.equal(await last.ask('stage', speaking), 'media-full')
})

test('[ST15] a session that joined without sound takes no place and sends nothing', async () => {
  await using server = await openTestServer({ media: { maxVideo: 2, maxAudio: 2 } })
  using ann = await enter(server, 'ann', { withoutSound: true })
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  assert.equal(await ann.ask('stage', speaking), 'media-full', 'not even the host')
  assert.equal(await cat.ask('stage', speaking), true)
  const { members, conference } = cat.welcome.snapshot ?? assert.fail('no snapshot')
  assert.deepEqual(conference.audioPlaces, [idOf(bob), idOf(cat)])
  assert.deepEqual(
    members.map(({ sessions }) => sessions[0]?.withoutSound),
    [true, undefined, undefined],
  )
})

test('[ST6] host and co-hosts may start to send in a meeting of any size', async () => {
  await using server = await openTestServer({ media: { maxVideo: 1, maxAudio: 1 } })
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  await ann.ask('control', { type: 'set-co-host', member: BOB, on: true })
  const everything = { audio: true, video: true, screen: true }
  assert.equal(await ann.ask('stage', everything), true)
  assert.equal(await bob.ask('stage', everything), true)
  assert.equal(await cat.ask('stage', everything), 'media-full')
  await ann.ask('control', { type: 'set-co-host', member: BOB, on: false })
  assert.deepEqual(sentBy(server, bob), off)
  assert.equal(await bob.ask('stage', everything), 'media-full')
})
