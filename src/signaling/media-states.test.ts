import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParticipantId } from '../conference/identity.ts'
import { EVERYTHING_OFF, enter, Peer } from './peer.fixture.ts'
import { C1, openTestServer } from './test-server.fixture.ts'

const BOB = 'm2'
const off = EVERYTHING_OFF
const speaking = { ...off, audio: true }
const filmed = { ...off, video: true }
const sharing = { ...off, screen: true }

const idOf = ({ welcome }: { welcome: { participantId: string } }) => welcome.participantId

test('[ST1] a media state is reported to everyone in the meeting and to everyone who joins', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  assert.deepEqual(bob.welcome.stages, {})
  const sent = { ...off, audio: true, video: true }
  assert.equal(await ann.ask('stage', sent), true)
  for (const peer of [ann, bob]) {
    assert.deepEqual(await peer.next('stage'), { participantId: idOf(ann), stage: sent })
  }
  using cat = await enter(server, 'cat')
  assert.deepEqual(cat.welcome.stages, { [idOf(ann)]: sent })
  assert.equal(await ann.ask('stage', sent), true) // nothing new, so nothing is sent
  await ann.ask('stage', off)
  assert.deepEqual(await cat.next('stage'), { participantId: idOf(ann), stage: off })
})

test('[ST1] a media state of another shape is malformed', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  for (const given of [{ audio: true }, { ...off, smell: true }, { ...off, hand: -1 }, 'loud']) {
    assert.equal(await ann.ask('stage', given), 'malformed')
  }
})

test('[ST2] a media state survives a lost connection and disappears with its session', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  await bob.ask('stage', speaking)
  bob.cut()
  using again = Peer.inConference(server, { resume: bob.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await again.next('welcome')).stages, { [idOf(bob)]: speaking })
  again.socket.emit('leave')
  await again.next('disconnect')
  await ann.next('change')
  using cat = await enter(server, 'cat')
  assert.deepEqual(cat.welcome.stages, {})
})

test('[ST3] a person who may not unmute is refused sound, and the rest is applied', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  await ann.ask('control', { type: 'mute-all', force: true })
  assert.equal(await bob.ask('stage', { ...speaking, video: true }), 'muted-by-host')
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: filmed })
  assert.equal(await bob.ask('control', { type: 'unmute-self' }), 'muted-by-host')
  assert.equal((await server.member('bob')).audio, 'barred')
})

test('[ST4] a media state never undoes a mute by the host, no matter when it arrives; unmute-self does', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const both = { ...speaking, video: true }
  await bob.ask('stage', speaking)
  for (const order of [
    { type: 'mute', member: BOB },
    { type: 'mute', member: BOB, participantId: idOf(bob) },
    { type: 'mute-all', force: false },
  ]) {
    await ann.ask('control', order)
    server.advance(60_000)
    server.presence.beat(C1, bob.welcome.participantId as ParticipantId)
    const before = await server.member('bob')
    assert.equal(await bob.ask('stage', both), 'muted-by-host', order.type)
    assert.deepEqual(await server.member('bob'), before)
    assert.equal(await bob.ask('control', { type: 'unmute-self' }), true)
    assert.equal(await bob.ask('stage', both), true)
    assert.equal((await server.member('bob')).audio, 'allowed')
  }
})

for (const [how, order] of [
  ['a person', { type: 'mute', member: BOB }],
  ['one device', { type: 'mute', member: BOB, participantId: 'theirs' }],
  ['everybody', { type: 'mute-all', force: false }],
] as const) {
  test(`[ST5] when the host mutes ${how}, the server turns the sound off and sends the roster change first`, async () => {
    await using server = await openTestServer()
    using ann = await enter(server, 'ann')
    using bob = await enter(server, 'bob')
    using cat = await enter(server, 'cat')
    await ann.ask('stage', speaking)
    await bob.ask('stage', { ...speaking, video: true })
    for (let seen = 0; seen < 2; seen += 1) await cat.next('stage')
    const heard: string[] = []
    cat.socket.onAny((name: string) => heard.push(name))
    const control = 'participantId' in order ? { ...order, participantId: idOf(bob) } : order
    assert.equal(await ann.ask('control', control), true)
    assert.deepEqual(await cat.next('stage'), { participantId: idOf(bob), stage: filmed })
    assert.deepEqual(heard, ['change', 'stage'])
    using late = Peer.inConference(server, { resume: cat.welcome.resumeToken, seq: 0 })
    const { stages } = await late.next('welcome')
    // The host is not muted.
    assert.deepEqual(stages, { [idOf(ann)]: speaking, [idOf(bob)]: filmed })
  })
}

test('[ST7] several people may share a screen; when only hosts may, the other shares end', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  await ann.ask('control', { type: 'set-co-host', member: 'm3', on: true })
  for (const peer of [ann, bob, cat]) assert.equal(await peer.ask('stage', sharing), true)
  for (let seen = 0; seen < 3; seen += 1) await cat.next('stage')
  await ann.ask('control', { type: 'set-sharing', who: 'hosts' })
  assert.deepEqual(await cat.next('stage'), { participantId: idOf(bob), stage: off })
  assert.equal(await bob.ask('stage', { ...sharing, audio: true }), 'sharing-limited')
  assert.deepEqual(await cat.next('stage'), { participantId: idOf(bob), stage: speaking })
  await ann.ask('control', { type: 'set-co-host', member: 'm3', on: false })
  assert.deepEqual(await cat.next('stage'), { participantId: idOf(cat), stage: off })
  await ann.ask('control', { type: 'hand-over-host', member: BOB })
  assert.deepEqual(await cat.next('stage'), { participantId: idOf(ann), stage: off })
  assert.equal(await bob.ask('stage', sharing), true)
})

test('[ST11] a stopped camera stays off until its session has reported it as off', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const both = { ...filmed, audio: true }
  await bob.ask('stage', both)
  await ann.next('stage')
  assert.equal(await bob.ask('control', { type: 'stop-video', member: 'm1' }), 'not-permitted')
  assert.equal(
    await ann.ask('control', { type: 'stop-video', member: BOB, participantId: idOf(ann) }),
    'session-not-found',
  )
  assert.equal(await ann.ask('control', { type: 'stop-video', member: BOB }), true)
  const turnedOff = { part: 'video', by: 'ann' }
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: speaking, turnedOff })
  // Sent before the page knew of the stop, or by a page that repeats what it sends.
  for (let sent = 0; sent < 2; sent += 1) assert.equal(await bob.ask('stage', both), 'stopped-by-host')
  using late = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await late.next('welcome')).stages, { [idOf(bob)]: speaking })
  assert.equal(await bob.ask('stage', speaking), true)
  assert.equal(await bob.ask('stage', both), true)
  assert.deepEqual(await late.next('stage'), { participantId: idOf(bob), stage: both })
})

test('[ST11] one of several devices can be stopped', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using phone = await enter(server, 'bob', { device: 'iOS' })
  for (const peer of [bob, phone]) {
    await peer.ask('stage', filmed)
    await ann.next('stage')
  }
  await ann.ask('control', { type: 'stop-video', member: BOB, participantId: idOf(phone) })
  assert.equal((await ann.next('stage')).participantId, idOf(phone))
  assert.equal(await bob.ask('stage', { ...filmed, audio: true }), true)
})

test('[ST19] a share that was stopped stays off until its session has reported it as off; a mute leaves it on', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const both = { ...sharing, audio: true }
  await bob.ask('stage', both)
  await ann.next('stage')
  assert.equal(await ann.ask('control', { type: 'mute', member: BOB }), true)
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: sharing }, 'a mute is of the microphone')
  assert.equal(await bob.ask('control', { type: 'stop-screen', member: 'm1' }), 'not-permitted')
  assert.equal(await ann.ask('control', { type: 'stop-screen', member: BOB }), true)
  const turnedOff = { part: 'screen', by: 'ann' }
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: off, turnedOff })
  for (let sent = 0; sent < 2; sent += 1) assert.equal(await bob.ask('stage', sharing), 'share-stopped-by-host')
  assert.equal(await bob.ask('stage', off), true)
  assert.equal(await bob.ask('stage', sharing), true)
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: sharing })
})

test('[ST12] a lowered hand stays down until its session has reported it as down; other hands stay up', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  const raised = { ...off, hand: 1 }
  for (const peer of [bob, cat]) {
    await peer.ask('stage', raised)
    await ann.next('stage')
  }
  await ann.ask('control', { type: 'lower-hands', member: BOB })
  const turnedOff = { part: 'hand', by: 'ann' }
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: off, turnedOff })
  assert.equal(await bob.ask('stage', { ...raised, audio: true }), true)
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(bob), stage: speaking })
  await ann.ask('control', { type: 'lower-hands' })
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(cat), stage: off, turnedOff })
  await cat.ask('stage', off)
  await cat.ask('stage', raised)
  assert.equal((await ann.next('stage')).stage.hand, server.now())
})

test("[ST9] a raised hand has the server's time at which it went up", async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const raisedAt = server.now()
  await ann.ask('stage', { ...off, hand: 7 })
  assert.equal((await ann.next('stage')).stage.hand, raisedAt)
  server.advance(5_000)
  await ann.ask('stage', { ...speaking, hand: 9 })
  assert.equal((await ann.next('stage')).stage.hand, raisedAt)
  await ann.ask('stage', speaking)
  assert.deepEqual(await ann.next('stage'), { participantId: idOf(ann), stage: speaking })
})

test('[ST10] the requests of one session are processed in their order', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const loadCommitted = server.conductor.loadCommitted.bind(server.conductor)
  const slow = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  server.conductor.loadCommitted = async (id) => {
    server.conductor.loadCommitted = loadCommitted
    begun.resolve()
    await slow.promise // only the first request takes long
    return loadCommitted(id)
  }
  const answers = Promise.all([bob.ask('stage', speaking), bob.ask('stage', off)])
  await begun.promise
  await ann.ask('react', '👍') // its answer comes after the second request could have been processed
  slow.resolve()
  assert.deepEqual(await answers, [true, true])
  using again = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await again.next('welcome')).stages, { [idOf(bob)]: off })
})

test('[ST10] controls that are sent without waiting are executed in their order', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const loadCommitted = server.conductor.loadCommitted.bind(server.conductor)
  let requests = 0
  server.conductor.loadCommitted = async (id) => {
    const isFirst = (requests += 1) === 1
    if (isFirst) await new Promise((resolve) => void setTimeout(resolve, 50)) // a store may take longer for one request
    return loadCommitted(id)
  }
  const nicks = ['One', 'Two', 'Three']
  const answers = nicks.map((nick) => ann.ask('control', { type: 'rename', member: 'm1', nick }))
  assert.deepEqual(await Promise.all(answers), [true, true, true])
  assert.equal((await server.member('ann')).nick, 'Three')
})

test('[ST18] a person turns on at most 30 parts in 10 seconds; turning off is always applied', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const raised = { ...off, hand: 0 }
  for (let round = 0; round < 10; round += 1) {
    assert.equal(await bob.ask('stage', { ...raised, audio: true, video: true }), true)
    if (round < 9) assert.equal(await bob.ask('stage', off), true)
  }
  assert.equal(await bob.ask('stage', { ...raised, audio: true, video: true, screen: true }), 'too-fast')
  assert.equal(await bob.ask('stage', off), true)
  for (const tried of [raised, speaking, filmed, sharing]) assert.equal(await bob.ask('stage', tried), 'too-fast')
  assert.equal(await ann.ask('stage', speaking), true)
  assert.deepEqual(server.mediaStates.list(C1)[idOf(bob)], off)
  server.advance(10_000)
  assert.equal(await bob.ask('stage', speaking), true)
})
