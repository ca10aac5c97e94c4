import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { Control } from '../../contract/signaling/control.ts'
import type { MemberView } from '../../contract/signaling/types.ts'
import { enter, Peer } from './peer.fixture.ts'
import { C1, keyOf, openTestServer, person, type TestServer } from './test-server.fixture.ts'

// Members are numbered in the order in which they join.
const ANN = 'm1'
const BOB = 'm2'
const CAT = 'm3'

/** Ann, who is host, and Bob, who both know that the other is in. */
async function meet(server: TestServer) {
  const ann = await enter(server, 'ann')
  const bob = await enter(server, 'bob')
  await ann.next('change')
  return { ann, bob }
}

const asked = (peer: Peer, control: Control) => peer.ask('control', control)
const loadCommitted = (server: TestServer) => server.conductor.loadCommitted(C1)

type Outcome = (server: TestServer) => Promise<unknown>
const bobIs: (what: keyof MemberView & ('nick' | 'coHost' | 'audio')) => Outcome = (what) => async (server) =>
  (await server.member('bob'))[what]
const headIs: (what: 'locked' | 'sharing' | 'focus' | 'host' | 'audioPolicy') => Outcome = (what) => async (server) =>
  (await loadCommitted(server)).head[what]

const stateIs: (what: 'waitingRoom' | 'muteOnJoin' | 'chat') => Outcome = (what) => async (server) =>
  (await loadCommitted(server)).state[what]

const ORDERS: readonly (readonly [Control, Outcome, unknown])[] = [
  [{ type: 'mute', member: BOB }, bobIs('audio'), 'muted'],
  [{ type: 'unmute', member: BOB }, bobIs('audio'), 'allowed'],
  [{ type: 'mute-all', force: true }, headIs('audioPolicy'), 'barred'],
  [{ type: 'unmute-all' }, bobIs('audio'), 'allowed'],
  [{ type: 'set-locked', locked: true }, headIs('locked'), true],
  [{ type: 'set-locked', locked: false }, headIs('locked'), false],
  [{ type: 'set-sharing', who: 'hosts' }, headIs('sharing'), 'hosts'],
  [{ type: 'set-waiting-room', on: true }, stateIs('waitingRoom'), true],
  [{ type: 'set-mute-on-join', who: 'crowd' }, stateIs('muteOnJoin'), 'crowd'],
  [{ type: 'set-chat', allowed: false }, stateIs('chat'), false],
  [{ type: 'focus', member: BOB }, headIs('focus'), keyOf('bob')],
  [{ type: 'focus' }, headIs('focus'), undefined],
  [{ type: 'rename', member: BOB, nick: ' Robert ' }, bobIs('nick'), 'Robert'],
  [{ type: 'set-co-host', member: BOB, on: true }, bobIs('coHost'), true],
  [{ type: 'set-co-host', member: BOB, on: false }, bobIs('coHost'), false],
  [{ type: 'hand-over-host', member: BOB }, headIs('host'), keyOf('bob')],
]

test('[SG28] what the host asks for is done and reported to everyone in the meeting', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  for (const [control, outcome, expected] of ORDERS) {
    assert.equal(await asked(ann, control), true, control.type)
    assert.equal(await outcome(server), expected, control.type)
    assert.deepEqual(await ann.next('change'), await bob.next('change'))
  }
})

test('[SG42] waiting and admitted people are shown; host and co-hosts admit several with one request', async () => {
  await using server = await openTestServer({ waitingRoom: true })
  using ann = await enter(server, 'ann')
  const knock = (name: string) => server.ask({ type: 'knock', ...person(name) })
  for (const name of ['bob', 'cat']) await knock(name)
  const shown = async () => {
    const [member] = (await ann.next('change')).members
    return [member?.key, member?.waiting, member?.letIn, member?.status]
  }
  assert.deepEqual(
    [await shown(), await shown()],
    [
      [BOB, true, undefined, 1],
      [CAT, true, undefined, 1],
    ],
  )
  const order: Control = { type: 'let-in', members: [BOB, CAT] }
  assert.equal(await asked(ann, { type: 'let-in', members: [BOB, 'm9'] }), 'member-not-found')
  assert.equal(await asked(ann, order), true)
  const { members } = await ann.next('change')
  assert.deepEqual(
    members.map(({ key, waiting, letIn }) => [key, waiting, letIn]),
    [
      [BOB, undefined, true],
      [CAT, undefined, true],
    ],
  )
  using bob = await enter(server, 'bob')
  assert.equal(await asked(bob, order), 'not-permitted')
})

test('[SG28] what a role does not allow is refused and changes nothing', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  const { version } = (await loadCommitted(server)).head
  for (const [control] of ORDERS.filter(([{ type }]) => type !== 'rename')) {
    const onAnn = 'member' in control && control.member !== undefined ? { ...control, member: ANN } : control
    assert.equal(await asked(bob, onAnn), 'not-permitted', control.type)
  }
  const others: readonly Control[] = [
    { type: 'rename', member: ANN, nick: 'Anna' },
    { type: 'remove', member: ANN, forbidRejoin: false },
    { type: 'cancel-ring', member: CAT },
    { type: 'close' },
  ]
  for (const control of others) assert.equal(await asked(bob, control), 'not-permitted', control.type)
  assert.equal((await loadCommitted(server)).head.version, version)
})

test('[SG28] a host removes people, cancels a ring and ends the meeting', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  await asked(ann, { type: 'invite', unionIds: ['cat'] })
  assert.equal(await asked(ann, { type: 'cancel-ring', member: CAT }), true)
  assert.deepEqual((await server.member('cat')).call, { state: 'failed', reason: 'cancelled' })
  const { participantId } = bob.welcome
  assert.equal(await asked(ann, { type: 'remove', member: BOB, participantId, forbidRejoin: true }), true)
  assert.deepEqual(await bob.next('closed'), { reason: 'banned' })
  assert.equal((await server.member('bob')).banned, true)
  ann.socket.emit('control', { type: 'close' })
  assert.deepEqual(await ann.next('closed'), { reason: 'conference-ended' })
})

test('[SG29] a request that names someone who is not there, or has an invalid name, is refused', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  for (const [control, code] of [
    [{ type: 'mute', member: 'm9' }, 'member-not-found'],
    [{ type: 'mute', member: BOB, participantId: 'none' }, 'session-not-found'],
    [{ type: 'invite', unionIds: ['nobody'] }, 'user-not-found'],
    [{ type: 'rename', member: BOB, nick: '\u202eboB' }, 'malformed'],
    [{ type: 'rename', member: BOB, nick: '  ' }, 'malformed'],
    [{ type: 'mute' }, 'malformed'],
    [{ type: 'explode' }, 'malformed'],
    ['close', 'malformed'],
  ] as const) {
    assert.equal(await ann.ask('control', control), code)
  }
})

test('[SG29] a request before the welcome is refused', async () => {
  await using server = await openTestServer()
  const ready = Promise.withResolvers<void>()
  const loadNow = server.conductor.loadCommitted.bind(server.conductor)
  const ticket = await server.ticket('ann')
  server.conductor.loadCommitted = async (id) => {
    await ready.promise
    return loadNow(id)
  }
  using ann = Peer.inConference(server, { ticket })
  await ann.connected()
  assert.equal(await ann.ask('control', { type: 'close' }), 'malformed')
  ready.resolve()
  await ann.next('welcome')
})

test('[SG30] people of the organization call their colleagues, who see the caller', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  using cat = await Peer.inLobby(server, 'cat')
  await cat.connected()
  assert.equal(await asked(bob, { type: 'invite', unionIds: ['cat', 'cat'] }), true)
  assert.deepEqual(await cat.next('ring'), { conferenceId: C1, title: 'Weekly sync', inviter: 'bob' })
})

test('[SG30] guests cannot call, and only hosts can call a banned person', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  using gus = await enter(server, 'Gus', { guest: true })
  assert.equal(await asked(gus, { type: 'invite', unionIds: ['cat'] }), 'not-permitted')
  using cat = await enter(server, 'cat')
  assert.equal(await asked(ann, { type: 'remove', member: 'm4', forbidRejoin: true }), true)
  await cat.next('closed')
  assert.equal(await asked(bob, { type: 'invite', unionIds: ['cat'] }), 'not-permitted')
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), true)
  assert.equal((await server.member('cat')).banned, false)
})

test('[RG7] [SG30] a call into a locked meeting is refused with the reason', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  using cat = await Peer.inLobby(server, 'cat', { acknowledges: false })
  await cat.connected()
  assert.equal(await asked(ann, { type: 'set-locked', locked: true }), true)
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), 'conference-locked')
  assert.deepEqual(cat.rest(), [])
  assert.equal(await asked(ann, { type: 'set-locked', locked: false }), true)
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), true)
})

test('[SG31] when the host unmutes someone, only the devices that are meant are asked to unmute', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using desk = await enter(server, 'bob')
  using phone = await enter(server, 'bob', { device: 'iOS' })
  await asked(ann, { type: 'unmute', member: BOB })
  assert.deepEqual(await desk.next('askedToUnmute'), { by: 'ann' })
  assert.deepEqual(await phone.next('askedToUnmute'), { by: 'ann' })
  await asked(ann, { type: 'unmute', member: BOB, participantId: phone.welcome.participantId })
  assert.deepEqual(await phone.next('askedToUnmute'), { by: 'ann' })
  // The answer comes after everything that was sent to it before.
  await desk.ask('react', '👍')
  assert.equal(desk.rest().includes('askedToUnmute'), false)
  assert.equal(ann.rest().includes('askedToUnmute'), false)
})

test('[SG41] an id with a control character, or an unknown key, is malformed', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const { version } = (await loadCommitted(server)).head
  const given: readonly Record<string, unknown>[] = [
    { type: 'invite', unionIds: ['b\0ob'] },
    { type: 'mute', member: 'm2\0' },
    { type: 'mute', member: ANN, participantId: '\u007f' },
    { type: 'cancel-ring', member: 'm\u0085' },
    ...ORDERS.map(([control]) => ({ ...control, more: true })),
    { type: 'unmute-self', more: true },
    { type: 'close', more: true },
  ]
  for (const control of given) assert.equal(await ann.ask('control', control), 'malformed', String(control['type']))
  assert.equal(await ann.ask('say', { text: 'Hello', more: true }), 'malformed')
  assert.equal((await loadCommitted(server)).head.version, version)
})

test('[SG34] the welcome has link and passcode for people of the organization and the host, not for guests', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const { head } = await loadCommitted(server)
  const invitation = { link: server.admission.externalLink(head), passcode: head.passcode }
  assert.deepEqual([ann.welcome.invitation, bob.welcome.invitation], [invitation, invitation])
  using gus = await enter(server, 'Gus', { guest: true })
  assert.equal('invitation' in gus.welcome, false)
  const { members = [] } = gus.welcome.snapshot ?? {}
  const key = members.find(({ nick }) => nick === 'Gus')?.key ?? ''
  await asked(ann, { type: 'hand-over-host', member: key })
  using again = Peer.inConference(server, { resume: gus.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await again.next('welcome')).invitation, invitation)
})

test('[SG35] a person who was removed while their connection was lost is told so when they resume', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  bob.cut()
  for (const forbidRejoin of [false, true]) {
    assert.equal(await asked(ann, { type: 'remove', member: BOB, forbidRejoin }), true)
    using again = Peer.inConference(server, { resume: bob.welcome.resumeToken, seq: 0 })
    assert.deepEqual(await again.next('closed'), { reason: forbidRejoin ? 'banned' : 'removed' })
    assert.equal(await again.next('disconnect'), 'io server disconnect')
    assert.equal((await server.member('bob')).sessions.length, 0)
  }
})

test('[SG36] measurements are passed on for storage; everyone receives the grades at most every ten seconds', async () => {
  await using server = await openTestServer()
  const { ann, bob } = await meet(server)
  using _ann = ann
  using _bob = bob
  const [a, b] = [ann.welcome.participantId, bob.welcome.participantId]
  ann.socket.emit('quality', { lostRate: 0.5, roundTripTime: 40 })
  assert.deepEqual(await bob.next('quality'), { [a]: 3 })
  bob.socket.emit('quality', { lostRate: 12 })
  await once(server.beats, b)
  server.advance(10_000)
  ann.socket.emit('quality', { roundTripTime: 300 })
  assert.deepEqual(await bob.next('quality'), { [a]: 2, [b]: 1 })
  assert.deepEqual(
    server.measured.map(({ participantId, lostRate }) => [participantId, lostRate]),
    [
      [a, 0.5],
      [b, 12],
      [a, undefined],
    ],
  )
  bob.socket.emit('leave')
  await bob.next('disconnect')
  await server.settled()
  server.advance(10_000)
  ann.socket.emit('quality', {})
  await ann.next('quality')
  await ann.next('quality')
  assert.deepEqual(await ann.next('quality'), {})
})
