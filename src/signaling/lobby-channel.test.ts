import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { attendStatus } from '../conference/member.ts'
import { enter, Peer } from './peer.fixture.ts'
import { C1, keyOf, openTestServer, person, type TestServer } from './test-server.fixture.ts'

const call = (server: TestServer, ...names: string[]) =>
  server.ask({ type: 'invite', inviter: 'Ann', invitees: names.map(person) })
const answer = (peer: Peer, words: Record<string, unknown>) =>
  peer.socket.timeout(5_000).emitWithAck('answer', { conferenceId: C1, device: 'Mac', ...words })
const status = async (server: TestServer, name: string) => attendStatus(await server.member(name))

test('[IN1] a call rings on all devices of the called person and on no other', async () => {
  await using server = await openTestServer()
  using desk = await Peer.inLobby(server, 'bob')
  using mobile = await Peer.inLobby(server, 'bob')
  using cat = await Peer.inLobby(server, 'cat')
  await Promise.all([desk.connected(), mobile.connected(), cat.connected()])
  await call(server, 'bob')
  for (const peer of [desk, mobile]) {
    assert.deepEqual(await peer.next('ring'), { conferenceId: C1, title: 'Weekly sync', inviter: 'Ann' })
  }
  assert.deepEqual(cat.rest(), [])
})

test('[IN2] a device that connects during a call rings too', async () => {
  await using server = await openTestServer()
  await call(server, 'bob')
  using bob = await Peer.inLobby(server, 'bob')
  assert.equal((await bob.next('ring')).conferenceId, C1)
})

test('[IN3] a call counts as ringing once a device has confirmed that it rings', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using mute = await Peer.inLobby(server, 'bob', { acknowledges: false })
  await mute.connected()
  await call(server, 'bob')
  await mute.next('ring')
  assert.deepEqual((await ann.next('change')).members[0]?.status, 1)
  using bob = await Peer.inLobby(server, 'bob')
  await bob.next('ring')
  assert.deepEqual((await ann.next('change')).members[0]?.status, 2)
})

test('[IN4] accepting returns a ticket and stops the ring on every device', async () => {
  await using server = await openTestServer()
  using desk = await Peer.inLobby(server, 'bob')
  using mobile = await Peer.inLobby(server, 'bob')
  await Promise.all([desk.connected(), mobile.connected()])
  await call(server, 'bob')
  await Promise.all([desk.next('ring'), mobile.next('ring')])
  const accepted = await answer(desk, { answer: 'accept' })
  assert.deepEqual(await mobile.next('ringEnded'), { conferenceId: C1, reason: 'accepted' })
  using bob = Peer.inConference(server, { ticket: accepted.ticket })
  await bob.next('welcome')
  const { sessions } = await server.member('bob')
  assert.deepEqual(
    sessions.map(({ device }) => device),
    ['Mac'],
  )
  assert.deepEqual(mobile.rest(), [])
})

test('[IN5] declining stops the ring on every device', async () => {
  await using server = await openTestServer()
  using desk = await Peer.inLobby(server, 'bob')
  using mobile = await Peer.inLobby(server, 'bob')
  await Promise.all([desk.connected(), mobile.connected()])
  await call(server, 'bob')
  await Promise.all([desk.next('ring'), mobile.next('ring')])
  assert.deepEqual(await answer(desk, { answer: 'decline' }), { ok: true })
  for (const peer of [desk, mobile]) {
    assert.deepEqual(await peer.next('ringEnded'), { conferenceId: C1, reason: 'declined' })
  }
  assert.equal(await status(server, 'bob'), 4)
})

const remove = {
  type: 'remove',
  by: { kind: 'app', clientId: 'app' },
  targets: [{ member: keyOf('bob') }],
  forbidRejoin: false,
} as const
for (const [reason, end] of [
  ['joined', async (server: TestServer) => void (await enter(server, 'bob'))[Symbol.dispose]()],
  ['removed', (server: TestServer) => server.ask(remove)],
  [
    'cancelled',
    (server: TestServer) =>
      server.ask({ type: 'cancel-ring', by: { kind: 'app', clientId: 'app' }, member: keyOf('bob') }),
  ],
  [
    'timed-out',
    (server: TestServer) => server.ask({ type: 'time-out-ring', member: keyOf('bob'), since: server.now() as EpochMs }),
  ],
  ['conference-ended', (server: TestServer) => server.ask({ type: 'close', by: { kind: 'app', clientId: 'app' } })],
] as const) {
  test(`[IN6] a ring that ends in another way stops with its reason: ${reason}`, async () => {
    await using server = await openTestServer()
    using bob = await Peer.inLobby(server, 'bob')
    await bob.connected()
    await call(server, 'bob')
    await bob.next('ring')
    await end(server)
    assert.deepEqual(await bob.next('ringEnded'), { conferenceId: C1, reason })
  })
}

test('[IN7] an answer to a ring that is over or never existed is refused', async () => {
  await using server = await openTestServer()
  using bob = await Peer.inLobby(server, 'bob')
  for (const word of ['accept', 'decline']) {
    assert.deepEqual(await answer(bob, { answer: word }), { ok: false, code: 'ring-over' })
  }
  const nowhere = await answer(bob, { answer: 'accept', conferenceId: 'f'.repeat(24) })
  assert.deepEqual(nowhere, { ok: false, code: 'conference-not-found' })
})

test('[IN8] accepting a call into a locked conference is refused, and the ring continues', async () => {
  await using server = await openTestServer()
  using bob = await Peer.inLobby(server, 'bob')
  await bob.connected()
  await call(server, 'bob')
  await bob.next('ring')
  await server.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  assert.deepEqual(await answer(bob, { answer: 'accept' }), { ok: false, code: 'conference-locked' })
  assert.deepEqual(bob.rest(), [])
})

test('[IN9] the lobby admits only signed-in people', async () => {
  await using server = await openTestServer()
  const ticket = await server.ticket('bob')
  for (const [auth, code] of [
    [{ version: 2, person: 'forged' }, 'signed-out'],
    [{ version: 2, person: ticket }, 'signed-out'],
    [{ version: 2 }, 'malformed'],
    [{ version: 3, person: 'x' }, 'version-unsupported'],
  ] as const) {
    using peer = new Peer(server.url, '/lobby', auth)
    assert.equal(await peer.refusal(), code)
  }
})

test('[IN10] an unknown answer is refused as malformed, and one without a callback harms nothing', async () => {
  await using server = await openTestServer()
  using bob = await Peer.inLobby(server, 'bob')
  await bob.connected()
  bob.socket.emit('answer')
  bob.socket.emit('answer', { conferenceId: C1 }, 'no function')
  assert.deepEqual(await answer(bob, { answer: 'perhaps' }), { ok: false, code: 'malformed' })
})

test('[SG41] an answer to a call whose id has a control character is malformed', async () => {
  await using server = await openTestServer()
  using bob = await Peer.inLobby(server, 'bob')
  await bob.connected()
  for (const word of ['accept', 'decline']) {
    const answered = await answer(bob, { conferenceId: `${C1}\0`, answer: word })
    assert.deepEqual(answered, { ok: false, code: 'malformed' })
  }
})

test('[IN11] a call that ends while a device connects does not ring on it', async () => {
  await using server = await openTestServer()
  await call(server, 'bob')
  const { listPending } = server.ringing
  const listed = Promise.withResolvers<void>()
  server.ringing.listPending = async (unionId) => {
    const pending = await listPending.call(server.ringing, unionId)
    await server.ask({ type: 'cancel-ring', by: { kind: 'app', clientId: 'app' }, member: keyOf('bob') })
    listed.resolve()
    return pending
  }
  using bob = await Peer.inLobby(server, 'bob')
  await listed.promise
  await answer(bob, { answer: 'perhaps' })
  assert.deepEqual(bob.rest(), [])
})

test('[IN12] a person who is called again after a ring is over is rung again', async () => {
  await using server = await openTestServer()
  using bob = await Peer.inLobby(server, 'bob')
  await bob.connected()
  for (let time = 0; time < 2; time += 1) {
    await call(server, 'bob')
    await bob.next('ring')
    await answer(bob, { answer: 'decline' })
    await bob.next('ringEnded')
  }
})

test('[IN13] a server that stops stores that a device rings', async () => {
  await using server = await openTestServer()
  const { confirm } = server.ringing
  const [confirmed, stopping] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  server.ringing.confirm = async (...ring) => {
    confirmed.resolve()
    await stopping.promise
    await confirm.apply(server.ringing, ring)
  }
  using bob = await Peer.inLobby(server, 'bob')
  await bob.connected()
  await call(server, 'bob')
  await confirmed.promise
  const stopped = server.stop()
  await bob.next('disconnect')
  await setImmediate()
  stopping.resolve()
  await stopped
  assert.equal(await status(server, 'bob'), 2)
})

const BOB = { organizationId: 'acme' as OrganizationId, userId: 'bob' }
/** Bob's page, connected, and the end of its web session. */
async function openPage(server: TestServer) {
  const { webSessions } = server.store
  const at = server.now() as EpochMs
  const session = { ...BOB, id: 's1', tokenHash: 'h1', proof: 'provider', browser: 'Firefox' } as const
  await webSessions.insert({ ...session, openedAt: at, lastSeenAt: at }, 50)
  const user = { ...BOB, unionId: 'bob' as UnionId, name: 'bob', admin: false }
  const token = await server.signIn.tokenOf(user, session.id)
  const peer = new Peer(server.url, '/lobby', { version: SIGNALING_VERSION, person: token })
  await peer.connected()
  return { peer, signOut: () => webSessions.delete(BOB, session.id) }
}

test('[WS15] a page that is no longer signed in is not rung, and its connection closes', async () => {
  await using server = await openTestServer()
  const { peer, signOut } = await openPage(server)
  using page = peer
  using terminal = await Peer.inLobby(server, 'bob')
  await terminal.connected()
  await call(server, 'bob')
  await Promise.all([page.next('ring'), terminal.next('ring')])
  await answer(terminal, { answer: 'decline' })
  await page.next('ringEnded')
  await signOut()
  await call(server, 'bob')
  assert.equal(await page.next('disconnect'), 'transport close')
  assert.deepEqual(page.rest(), [])
  await terminal.next('ring')
})

test('[WS15] a page that is no longer signed in cannot answer a call that rang there before', async () => {
  for (const word of ['accept', 'decline']) {
    await using server = await openTestServer()
    const { peer, signOut } = await openPage(server)
    using page = peer
    await call(server, 'bob')
    await page.next('ring')
    await signOut()
    assert.deepEqual(await answer(page, { answer: word }), { ok: false, code: 'signed-out' })
    assert.equal(await page.next('disconnect'), 'transport close')
    assert.ok([1, 2].includes(await status(server, 'bob')))
  }
})
