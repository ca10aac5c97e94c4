import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { attendStatus } from '../conference/member.ts'
import { enter, Peer } from './peer.fixture.ts'
import { C1, keyOf, openStage, person, type Stage } from './test-server.fixture.ts'

const call = (stage: Stage, ...names: string[]) =>
  stage.ask({ type: 'invite', inviter: 'Ann', invitees: names.map(person) })
const answer = (peer: Peer, words: Record<string, unknown>) =>
  peer.socket.timeout(5_000).emitWithAck('answer', { conferenceId: C1, device: 'Mac', ...words })
const status = async (stage: Stage, name: string) => attendStatus(await stage.member(name))

test('[IN1] everybody who is called hears it on all his devices, and nobody else does', async () => {
  await using stage = await openStage()
  using desk = await Peer.inLobby(stage, 'bob')
  using mobile = await Peer.inLobby(stage, 'bob')
  using cat = await Peer.inLobby(stage, 'cat')
  await Promise.all([desk.connected(), mobile.connected(), cat.connected()])
  await call(stage, 'bob')
  for (const peer of [desk, mobile]) {
    assert.deepEqual(await peer.next('ring'), { conferenceId: C1, title: 'Weekly sync', inviter: 'Ann' })
  }
  assert.deepEqual(cat.rest(), [])
})

test('[IN2] a device that comes while a call goes on rings, too', async () => {
  await using stage = await openStage()
  await call(stage, 'bob')
  using bob = await Peer.inLobby(stage, 'bob')
  assert.equal((await bob.next('ring')).conferenceId, C1)
})

test('[IN3] the call has reached someone once a device of his says that it rings', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using mute = await Peer.inLobby(stage, 'bob', { acknowledges: false })
  await mute.connected()
  await call(stage, 'bob')
  await mute.next('ring')
  assert.deepEqual((await ann.next('change')).members[0]?.status, 1)
  using bob = await Peer.inLobby(stage, 'bob')
  await bob.next('ring')
  assert.deepEqual((await ann.next('change')).members[0]?.status, 2)
})

test('[IN4] accepting gives the way in and stops the ring on every device', async () => {
  await using stage = await openStage()
  using desk = await Peer.inLobby(stage, 'bob')
  using mobile = await Peer.inLobby(stage, 'bob')
  await Promise.all([desk.connected(), mobile.connected()])
  await call(stage, 'bob')
  await Promise.all([desk.next('ring'), mobile.next('ring')])
  const accepted = await answer(desk, { answer: 'accept' })
  assert.deepEqual(await mobile.next('ringEnded'), { conferenceId: C1, reason: 'accepted' })
  using bob = Peer.inConference(stage, { ticket: accepted.ticket })
  await bob.next('welcome')
  const { sessions } = await stage.member('bob')
  assert.deepEqual(
    sessions.map(({ device }) => device),
    ['Mac'],
  )
  assert.deepEqual(mobile.rest(), [])
})

test('[IN5] declining stops the ring on every device', async () => {
  await using stage = await openStage()
  using desk = await Peer.inLobby(stage, 'bob')
  using mobile = await Peer.inLobby(stage, 'bob')
  await Promise.all([desk.connected(), mobile.connected()])
  await call(stage, 'bob')
  await Promise.all([desk.next('ring'), mobile.next('ring')])
  assert.deepEqual(await answer(desk, { answer: 'decline' }), { ok: true })
  for (const peer of [desk, mobile]) {
    assert.deepEqual(await peer.next('ringEnded'), { conferenceId: C1, reason: 'declined' })
  }
  assert.equal(await status(stage, 'bob'), 4)
})

const remove = {
  type: 'remove',
  by: { kind: 'app', clientId: 'app' },
  targets: [{ member: keyOf('bob') }],
  forbidRejoin: false,
} as const
for (const [reason, end] of [
  ['joined', async (stage: Stage) => void (await enter(stage, 'bob'))[Symbol.dispose]()],
  ['removed', (stage: Stage) => stage.ask(remove)],
  [
    'cancelled',
    (stage: Stage) => stage.ask({ type: 'cancel-ring', by: { kind: 'app', clientId: 'app' }, member: keyOf('bob') }),
  ],
  [
    'timed-out',
    (stage: Stage) => stage.ask({ type: 'time-out-ring', member: keyOf('bob'), since: stage.now() as EpochMs }),
  ],
  ['conference-ended', (stage: Stage) => stage.ask({ type: 'close', by: { kind: 'app', clientId: 'app' } })],
] as const) {
  test(`[IN6] a ring that ends by itself or by others stops and says why: ${reason}`, async () => {
    await using stage = await openStage()
    using bob = await Peer.inLobby(stage, 'bob')
    await bob.connected()
    await call(stage, 'bob')
    await bob.next('ring')
    await end(stage)
    assert.deepEqual(await bob.next('ringEnded'), { conferenceId: C1, reason })
  })
}

test('[IN7] an answer to a ring that is over, or never was, is refused', async () => {
  await using stage = await openStage()
  using bob = await Peer.inLobby(stage, 'bob')
  for (const word of ['accept', 'decline']) {
    assert.deepEqual(await answer(bob, { answer: word }), { ok: false, code: 'ring-over' })
  }
  const nowhere = await answer(bob, { answer: 'accept', conferenceId: 'f'.repeat(24) })
  assert.deepEqual(nowhere, { ok: false, code: 'conference-not-found' })
})

test('[IN8] accepting a call into a locked conference is refused, and the ring goes on', async () => {
  await using stage = await openStage()
  using bob = await Peer.inLobby(stage, 'bob')
  await bob.connected()
  await call(stage, 'bob')
  await bob.next('ring')
  await stage.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  assert.deepEqual(await answer(bob, { answer: 'accept' }), { ok: false, code: 'conference-locked' })
  assert.deepEqual(bob.rest(), [])
})

test('[IN9] the lobby is for people who have signed in', async () => {
  await using stage = await openStage()
  const ticket = await stage.ticket('bob')
  for (const [auth, code] of [
    [{ version: 1, person: 'forged' }, 'signed-out'],
    [{ version: 1, person: ticket }, 'signed-out'],
    [{ version: 1 }, 'malformed'],
    [{ version: 2, person: 'x' }, 'version-unsupported'],
  ] as const) {
    using peer = new Peer(stage.url, '/lobby', auth)
    assert.equal(await peer.refusal(), code)
  }
})

test('[IN10] an answer that is none is refused as malformed, and one without a listener harms nothing', async () => {
  await using stage = await openStage()
  using bob = await Peer.inLobby(stage, 'bob')
  await bob.connected()
  bob.socket.emit('answer')
  bob.socket.emit('answer', { conferenceId: C1 }, 'no function')
  assert.deepEqual(await answer(bob, { answer: 'perhaps' }), { ok: false, code: 'malformed' })
})

test('[SG41] an answer to a call whose id has a control character is malformed', async () => {
  await using stage = await openStage()
  using bob = await Peer.inLobby(stage, 'bob')
  await bob.connected()
  for (const word of ['accept', 'decline']) {
    const answered = await answer(bob, { conferenceId: `${C1}\0`, answer: word })
    assert.deepEqual(answered, { ok: false, code: 'malformed' })
  }
})

test('[IN11] a call that ends while a device is being let in does not ring on it', async () => {
  await using stage = await openStage()
  await call(stage, 'bob')
  const { listPending } = stage.ringing
  const listed = Promise.withResolvers<void>()
  stage.ringing.listPending = async (unionId) => {
    const pending = await listPending.call(stage.ringing, unionId)
    await stage.ask({ type: 'cancel-ring', by: { kind: 'app', clientId: 'app' }, member: keyOf('bob') })
    listed.resolve()
    return pending
  }
  using bob = await Peer.inLobby(stage, 'bob')
  await listed.promise
  await answer(bob, { answer: 'perhaps' })
  assert.deepEqual(bob.rest(), [])
})

test('[IN12] whoever is called again after a ring is over hears it again', async () => {
  await using stage = await openStage()
  using bob = await Peer.inLobby(stage, 'bob')
  await bob.connected()
  for (let time = 0; time < 2; time += 1) {
    await call(stage, 'bob')
    await bob.next('ring')
    await answer(bob, { answer: 'decline' })
    await bob.next('ringEnded')
  }
})

const BOB = { organizationId: 'acme' as OrganizationId, userId: 'bob' }
/** Bob's page, connected, and the end of its web session. */
async function openPage(stage: Stage) {
  const { webSessions } = stage.store
  const at = stage.now() as EpochMs
  const session = { ...BOB, id: 's1', tokenHash: 'h1', proof: 'provider', browser: 'Firefox' } as const
  await webSessions.insert({ ...session, openedAt: at, lastSeenAt: at }, 50)
  const user = { ...BOB, unionId: 'bob' as UnionId, name: 'bob', admin: false }
  const token = await stage.signIn.tokenOf(user, session.id)
  const peer = new Peer(stage.url, '/lobby', { version: SIGNALING_VERSION, person: token })
  await peer.connected()
  return { peer, signOut: () => webSessions.delete(BOB, session.id) }
}

test('[WS15] a page that is no longer signed in hears of no call, and its connection closes', async () => {
  await using stage = await openStage()
  const { peer, signOut } = await openPage(stage)
  using page = peer
  using terminal = await Peer.inLobby(stage, 'bob')
  await terminal.connected()
  await call(stage, 'bob')
  await Promise.all([page.next('ring'), terminal.next('ring')])
  await answer(terminal, { answer: 'decline' })
  await page.next('ringEnded')
  await signOut()
  await call(stage, 'bob')
  assert.equal(await page.next('disconnect'), 'transport close')
  assert.deepEqual(page.rest(), [])
  await terminal.next('ring')
})

test('[WS15] a page that is no longer signed in answers no call that rang there before', async () => {
  for (const word of ['accept', 'decline']) {
    await using stage = await openStage()
    const { peer, signOut } = await openPage(stage)
    using page = peer
    await call(stage, 'bob')
    await page.next('ring')
    await signOut()
    assert.deepEqual(await answer(page, { answer: word }), { ok: false, code: 'signed-out' })
    assert.equal(await page.next('disconnect'), 'transport close')
    assert.ok([1, 2].includes(await status(stage, 'bob')))
  }
})
