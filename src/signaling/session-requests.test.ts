import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { Control } from '../../contract/signaling/control.ts'
import type { MemberView } from '../../contract/signaling/types.ts'
import { enter, Peer } from './peer.fixture.ts'
import { C1, keyOf, openStage, person, type Stage } from './test-server.fixture.ts'

const ANN = keyOf('ann')
const BOB = keyOf('bob')

/** Ann, who is host, and Bob, who both know that the other is in. */
async function meet(stage: Stage) {
  const ann = await enter(stage, 'ann')
  const bob = await enter(stage, 'bob')
  await ann.next('change')
  return { ann, bob }
}

const asked = (peer: Peer, control: Control) => peer.ask('control', control)
const loadCommitted = (stage: Stage) => stage.conductor.loadCommitted(C1)

type Outcome = (stage: Stage) => Promise<unknown>
const bobIs: (what: keyof MemberView & ('nick' | 'coHost' | 'audio')) => Outcome = (what) => async (stage) =>
  (await stage.member('bob'))[what]
const headIs: (what: 'locked' | 'sharing' | 'focus' | 'host' | 'audioPolicy') => Outcome = (what) => async (stage) =>
  (await loadCommitted(stage)).head[what]

const ORDERS: readonly (readonly [Control, Outcome, unknown])[] = [
  [{ type: 'mute', member: BOB }, bobIs('audio'), 'muted'],
  [{ type: 'unmute', member: BOB }, bobIs('audio'), 'allowed'],
  [{ type: 'mute-all', force: true }, headIs('audioPolicy'), 'barred'],
  [{ type: 'unmute-all' }, bobIs('audio'), 'allowed'],
  [{ type: 'set-locked', locked: true }, headIs('locked'), true],
  [{ type: 'set-locked', locked: false }, headIs('locked'), false],
  [{ type: 'set-sharing', who: 'hosts' }, headIs('sharing'), 'hosts'],
  [{ type: 'focus', member: BOB }, headIs('focus'), BOB],
  [{ type: 'focus' }, headIs('focus'), undefined],
  [{ type: 'rename', member: BOB, nick: ' Robert ' }, bobIs('nick'), 'Robert'],
  [{ type: 'set-co-host', member: BOB, on: true }, bobIs('coHost'), true],
  [{ type: 'set-co-host', member: BOB, on: false }, bobIs('coHost'), false],
  [{ type: 'hand-over-host', member: BOB }, headIs('host'), BOB],
]

test('[SG28] what the host asks for is done, and everybody inside is told of it', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  for (const [control, outcome, expected] of ORDERS) {
    assert.equal(await asked(ann, control), true, control.type)
    assert.equal(await outcome(stage), expected, control.type)
    assert.deepEqual(await ann.next('change'), await bob.next('change'))
  }
})

test('[SG42] who asks to be let in, and who has been, is shown; host and co-hosts let several in by one order', async () => {
  await using stage = await openStage({ waitingRoom: true })
  using ann = await enter(stage, 'ann')
  const knock = (name: string) => stage.ask({ type: 'knock', ...person(name) })
  for (const name of ['bob', 'cat']) await knock(name)
  const shown = async () => {
    const [member] = (await ann.next('change')).members
    return [member?.key, member?.waiting, member?.letIn, member?.status]
  }
  assert.deepEqual(
    [await shown(), await shown()],
    [
      [BOB, true, undefined, 1],
      [keyOf('cat'), true, undefined, 1],
    ],
  )
  const order: Control = { type: 'let-in', members: [BOB, keyOf('cat')] }
  assert.equal(await asked(ann, { type: 'let-in', members: [BOB, keyOf('nobody')] }), 'member-not-found')
  assert.equal(await asked(ann, order), true)
  const { members } = await ann.next('change')
  assert.deepEqual(
    members.map(({ key, waiting, letIn }) => [key, waiting, letIn]),
    [
      [BOB, undefined, true],
      [keyOf('cat'), undefined, true],
    ],
  )
  using bob = await enter(stage, 'bob')
  assert.equal(await asked(bob, order), 'not-permitted')
})

test('[SG28] what a role does not allow is refused, and nothing happens', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  const { version } = (await loadCommitted(stage)).head
  for (const [control] of ORDERS.filter(([{ type }]) => type !== 'rename')) {
    const onAnn = 'member' in control && control.member !== undefined ? { ...control, member: ANN } : control
    assert.equal(await asked(bob, onAnn), 'not-permitted', control.type)
  }
  const others: readonly Control[] = [
    { type: 'rename', member: ANN, nick: 'Anna' },
    { type: 'remove', member: ANN, forbidRejoin: false },
    { type: 'cancel-ring', member: keyOf('cat') },
    { type: 'close' },
  ]
  for (const control of others) assert.equal(await asked(bob, control), 'not-permitted', control.type)
  assert.equal((await loadCommitted(stage)).head.version, version)
})

test('[SG28] removing, ending a ring and ending the meeting are done on the same word', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  await asked(ann, { type: 'invite', unionIds: ['cat'] })
  assert.equal(await asked(ann, { type: 'cancel-ring', member: keyOf('cat') }), true)
  assert.deepEqual((await stage.member('cat')).call, { state: 'failed', reason: 'cancelled' })
  const { participantId } = bob.welcome
  assert.equal(await asked(ann, { type: 'remove', member: BOB, participantId, forbidRejoin: true }), true)
  assert.deepEqual(await bob.next('closed'), { reason: 'banned' })
  assert.equal((await stage.member('bob')).banned, true)
  ann.socket.emit('control', { type: 'close' })
  assert.deepEqual(await ann.next('closed'), { reason: 'conference-ended' })
})

test('[SG29] who or what a control names must be there, and a name must be one', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  for (const [control, code] of [
    [{ type: 'mute', member: 'user:nobody' }, 'member-not-found'],
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

test('[SG29] nothing can be asked before the welcome', async () => {
  await using stage = await openStage()
  const ready = Promise.withResolvers<void>()
  const loadNow = stage.conductor.loadCommitted.bind(stage.conductor)
  const ticket = await stage.ticket('ann')
  stage.conductor.loadCommitted = async (id) => {
    await ready.promise
    return loadNow(id)
  }
  using ann = Peer.inConference(stage, { ticket })
  await ann.connected()
  assert.equal(await ann.ask('control', { type: 'close' }), 'malformed')
  ready.resolve()
  await ann.next('welcome')
})

test('[SG30] people of the organisation call their colleagues, who see who calls', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  using cat = await Peer.inLobby(stage, 'cat')
  await cat.connected()
  assert.equal(await asked(bob, { type: 'invite', unionIds: ['cat', 'cat'] }), true)
  assert.deepEqual(await cat.next('ring'), { conferenceId: C1, title: 'Weekly sync', inviter: 'bob' })
})

test('[SG30] a guest calls nobody, and only hosts call back whom they banned', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  using gus = await enter(stage, 'Gus', { guest: true })
  assert.equal(await asked(gus, { type: 'invite', unionIds: ['cat'] }), 'not-permitted')
  using cat = await enter(stage, 'cat')
  assert.equal(await asked(ann, { type: 'remove', member: keyOf('cat'), forbidRejoin: true }), true)
  await cat.next('closed')
  assert.equal(await asked(bob, { type: 'invite', unionIds: ['cat'] }), 'not-permitted')
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), true)
  assert.equal((await stage.member('cat')).banned, false)
})

test('[RG7] [SG30] nobody is called into a locked meeting, and whoever calls is told why', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  using cat = await Peer.inLobby(stage, 'cat')
  await cat.connected()
  assert.equal(await asked(ann, { type: 'set-locked', locked: true }), true)
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), 'conference-locked')
  assert.deepEqual(cat.rest(), [])
  assert.equal(await asked(ann, { type: 'set-locked', locked: false }), true)
  assert.equal(await asked(ann, { type: 'invite', unionIds: ['cat'] }), true)
})

test('[SG31] whom the host lets unmute is asked to, on the devices meant and on no other', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using desk = await enter(stage, 'bob')
  using phone = await enter(stage, 'bob', { device: 'iOS' })
  await asked(ann, { type: 'unmute', member: BOB })
  assert.deepEqual(await desk.next('askedToUnmute'), { by: 'ann' })
  assert.deepEqual(await phone.next('askedToUnmute'), { by: 'ann' })
  await asked(ann, { type: 'unmute', member: BOB, participantId: phone.welcome.participantId })
  assert.deepEqual(await phone.next('askedToUnmute'), { by: 'ann' })
  // Its own answer comes after whatever else was on the way to it.
  await desk.ask('react', '👍')
  assert.equal(desk.rest().includes('askedToUnmute'), false)
  assert.equal(ann.rest().includes('askedToUnmute'), false)
})

test('[SG41] an id with a control character, or a key that the contract does not know, is malformed', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const { version } = (await loadCommitted(stage)).head
  const given: readonly Record<string, unknown>[] = [
    { type: 'invite', unionIds: ['b\0ob'] },
    { type: 'mute', member: 'user:bob\0' },
    { type: 'mute', member: ANN, participantId: '\u007f' },
    { type: 'cancel-ring', member: 'user:\u0085' },
    ...ORDERS.map(([control]) => ({ ...control, more: true })),
    { type: 'unmute-self', more: true },
    { type: 'close', more: true },
  ]
  for (const control of given) assert.equal(await ann.ask('control', control), 'malformed', String(control['type']))
  assert.equal(await ann.ask('say', { text: 'Hello', more: true }), 'malformed')
  assert.equal((await loadCommitted(stage)).head.version, version)
})

test('[SG34] people of the organisation, and the host, learn how others come in; guests do not', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  const { head } = await loadCommitted(stage)
  const invitation = { link: stage.admission.externalLink(head), passcode: head.passcode }
  assert.deepEqual([ann.welcome.invitation, bob.welcome.invitation], [invitation, invitation])
  using gus = await enter(stage, 'Gus', { guest: true })
  assert.equal('invitation' in gus.welcome, false)
  const { members = [] } = gus.welcome.snapshot ?? {}
  const key = members.find(({ nick }) => nick === 'Gus')?.key ?? ''
  await asked(ann, { type: 'hand-over-host', member: key })
  using again = Peer.inConference(stage, { resume: gus.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await again.next('welcome')).invitation, invitation)
})

test('[SG35] whoever was removed while his connection was lost hears it when he comes back', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  bob.cut()
  for (const forbidRejoin of [false, true]) {
    assert.equal(await asked(ann, { type: 'remove', member: BOB, forbidRejoin }), true)
    using again = Peer.inConference(stage, { resume: bob.welcome.resumeToken, seq: 0 })
    assert.deepEqual(await again.next('closed'), { reason: forbidRejoin ? 'banned' : 'removed' })
    assert.equal(await again.next('disconnect'), 'io server disconnect')
    assert.equal((await stage.member('bob')).sessions.length, 0)
  }
})

test('[SG36] what a session measured is kept, and told to all as grades, every ten seconds at most', async () => {
  await using stage = await openStage()
  const { ann, bob } = await meet(stage)
  using _ann = ann
  using _bob = bob
  const [a, b] = [ann.welcome.participantId, bob.welcome.participantId]
  ann.socket.emit('quality', { lostRate: 0.5, roundTripTime: 40 })
  assert.deepEqual(await bob.next('quality'), { [a]: 3 })
  bob.socket.emit('quality', { lostRate: 12 })
  await once(stage.beats, b)
  stage.advance(10_000)
  ann.socket.emit('quality', { roundTripTime: 300 })
  assert.deepEqual(await bob.next('quality'), { [a]: 2, [b]: 1 })
  assert.deepEqual(
    stage.measured.map(({ participantId, lostRate }) => [participantId, lostRate]),
    [
      [a, 0.5],
      [b, 12],
      [a, undefined],
    ],
  )
  bob.socket.emit('leave')
  await bob.next('disconnect')
  stage.advance(10_000)
  ann.socket.emit('quality', {})
  await ann.next('quality')
  await ann.next('quality')
  assert.deepEqual(await ann.next('quality'), {})
})
