import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { attendStatus } from '../conference/member.ts'
import type { ParticipantId } from '../conference/identity.ts'
import { enter, Peer } from './peer.fixture.ts'
import { keyOf, openTestServer, person } from './test-server.fixture.ts'
import type { Snapshot } from '../../contract/signaling/types.ts'

const removeBob = {
  type: 'remove',
  by: { kind: 'app', clientId: 'app' },
  targets: [{ member: keyOf('bob') }],
  forbidRejoin: false,
} as const

test('[SG1] a ticket opens a session, and its welcome has the whole roster', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const { participantId, snapshot, ...welcome } = ann.welcome
  assert.deepEqual([welcome.version, welcome.leaveWindowMs, typeof welcome.resumeToken], [2, 14_000, 'string'])
  assert.deepEqual(snapshot?.conference.title, 'Weekly sync')
  assert.deepEqual(
    snapshot?.members.map(({ key, nick, status, host, sessions }) => ({ key, nick, status, host, sessions })),
    [
      {
        key: 'm1',
        nick: 'ann',
        status: 3,
        host: true,
        sessions: [{ participantId, device: 'Mac', silent: false }],
      },
    ],
  )
})

test('[SG3] a refused connection is told the reason', async () => {
  await using server = await openTestServer()
  using stranger = Peer.inConference(server, { ticket: 'forged' })
  assert.equal(await stranger.refusal(), 'pass-invalid')
  using shapeless = Peer.inConference(server, { ticket: 7 })
  assert.equal(await shapeless.refusal(), 'malformed')
  using newer = Peer.inConference(server, { version: 3, hello: 'there' })
  assert.equal(await newer.refusal(), 'version-unsupported')
  using nowhere = new Peer(server.url, '/', { version: 1 })
  assert.equal(await nowhere.refusal(), 'malformed')
  const late = await server.ticket('bob')
  await server.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  using bob = Peer.inConference(server, { ticket: late })
  assert.equal(await bob.refusal(), 'conference-locked')
})

test('[SG4] everyone in the meeting receives each change once, with the members that changed', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const joined = await ann.next('change')
  assert.deepEqual(
    joined.members.map(({ key, status }) => [key, status]),
    [['m2', 3]],
  )
  await server.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  const [first, second] = await Promise.all([ann.next('change'), bob.next('change')])
  assert.deepEqual(first, second)
  assert.deepEqual([first.conference.locked, first.members], [true, []])
  assert.deepEqual([ann.rest(), bob.rest()], [[], []])
})

test('[SG5] each change gives the number of the change before it, beginning with the snapshot', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  let { seq } = ann.welcome.snapshot as Snapshot
  for (const type of ['lock', 'unlock', 'lock'] as const) {
    await server.ask({ type, by: { kind: 'app', clientId: 'app' } })
    const change = await ann.next('change')
    assert.deepEqual([change.previous, change.seq], [seq, seq + 1])
    ;({ seq } = change)
  }
})

test('[SG6] people who join at the same moment are reported in one change', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const names = Array.from({ length: 50 }, (_, index) => `guest ${index}`)
  await Promise.all(
    names.map((name) =>
      server.ask({ type: 'join', ...person(name), device: 'Win', participantId: name as ParticipantId }),
    ),
  )
  const change = await ann.next('change')
  assert.equal(change.members.length, 50)
  assert.equal(change.seq - change.previous, 50)
})

test('[SG7] a resume continues the same session, with the roster only if something was missed', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const { resumeToken: resume, participantId, snapshot } = ann.welcome
  ann.cut()
  using again = Peer.inConference(server, { resume, seq: snapshot?.seq })
  const same = await again.next('welcome')
  assert.deepEqual([same.participantId, same.snapshot], [participantId, undefined])
  again.cut()
  await server.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  using later = Peer.inConference(server, { resume, seq: snapshot?.seq })
  const welcome = await later.next('welcome')
  assert.deepEqual([welcome.participantId, welcome.snapshot?.conference.locked], [participantId, true])
  assert.equal((await server.member('ann')).sessions.length, 1)
})

test('[SG8] a session that continues over a new connection closes the old one and stays open', async () => {
  await using server = await openTestServer()
  using former = await enter(server, 'ann')
  using latter = Peer.inConference(server, { resume: former.welcome.resumeToken, seq: 0 })
  await latter.next('welcome')
  assert.deepEqual(await former.next('closed'), { reason: 'replaced' })
  assert.equal(await former.next('disconnect'), 'io server disconnect')
  assert.equal((await server.member('ann')).sessions.length, 1)
})

for (const [how, go] of [
  ['leaves', (peer: Peer) => peer.socket.emit('leave')],
  ['closes its connection in order, as a closed page does', (peer: Peer) => peer.socket.disconnect()],
] as const) {
  test(`[SG9] a person who ${how} has left at once`, async () => {
    await using server = await openTestServer()
    using ann = await enter(server, 'ann')
    using bob = await enter(server, 'bob')
    await ann.next('change')
    server.advance(7_000)
    go(bob)
    const { members } = await ann.next('change')
    assert.deepEqual(
      members.map(({ key, status, leaveTime, sessions }) => [key, status, leaveTime, sessions]),
      [['m2', 6, server.now(), []]],
    )
  })
}

test('[SG9] a client that leaves is notified and disconnected', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  ann.socket.emit('leave')
  assert.deepEqual(await ann.next('closed'), { reason: 'left' })
  assert.equal(await ann.next('disconnect'), 'io server disconnect')
})

test('[SG39] a page that goes away has left after five seconds; if it is back before, its session continues', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  await ann.next('change')
  const wait = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      server.advance(1_000)
      ann.socket.emit('still here')
      await once(server.beats, ann.welcome.participantId)
      await server.presence.sweep()
    }
  }
  const goAway = async (peer: Peer) => {
    const away = once(server.beats, `${bob.welcome.participantId} is away`)
    peer.socket.emit('away')
    peer.cut()
    await away
  }
  await goAway(bob)
  await wait(4)
  using again = Peer.inConference(server, { resume: bob.welcome.resumeToken, seq: 0 })
  assert.equal((await again.next('welcome')).participantId, bob.welcome.participantId)
  await wait(4)
  assert.equal(attendStatus(await server.member('bob')), 3)
  const lastSeenAt = server.now()
  await goAway(again)
  await wait(4)
  assert.equal(attendStatus(await server.member('bob')), 3)
  await wait(1)
  const bobNow = await server.member('bob')
  assert.deepEqual([attendStatus(bobNow), bobNow.leftAt], [6, lastSeenAt])
})

test('[SG39] a page that says it goes away and stays is still in the meeting', async () => {
  await using server = await openTestServer({ pingIntervalMs: 20 })
  using ann = await enter(server, 'ann')
  ann.socket.emit('away')
  for (let second = 0; second < 12; second += 2) {
    server.advance(2_000)
    await once(server.beats, ann.welcome.participantId)
    await server.presence.sweep()
  }
  assert.equal(attendStatus(await server.member('ann')), 3)
})

test('[SG10] a broken connection ends no session; silence does, at the last heartbeat', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  const lastSeenAt = server.now()
  bob.cut()
  await ann.next('change')
  for (let second = 0; second < 15; second += 1) {
    server.advance(1_000)
    ann.socket.emit('still here')
    await once(server.beats, ann.welcome.participantId)
    await server.presence.sweep()
  }
  const bobNow = await server.member('bob')
  assert.deepEqual([attendStatus(bobNow), bobNow.leftAt], [6, lastSeenAt])
  assert.equal(attendStatus(await server.member('ann')), 3)
  using late = Peer.inConference(server, { resume: bob.welcome.resumeToken, seq: 0 })
  assert.equal(await late.refusal(), 'session-ended')
})

test('[SG11] the answers to pings are heartbeats, even if the page sends nothing', async () => {
  await using server = await openTestServer({ pingIntervalMs: 20 })
  using ann = await enter(server, 'ann')
  for (let second = 0; second < 16; second += 2) {
    server.advance(2_000)
    await once(server.beats, ann.welcome.participantId)
    await server.presence.sweep()
  }
  assert.deepEqual(
    (await server.member('ann')).sessions.map(({ silent }) => silent),
    [false],
  )
})

test('[SG12] a removed person is notified on all devices, and the others receive the change', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using phone = await enter(server, 'bob', { device: 'iOS' })
  using desk = await enter(server, 'bob', { device: 'Win' })
  await Promise.all([ann.next('change'), phone.next('change')])
  await ann.next('change')
  await server.ask(removeBob)
  for (const peer of [phone, desk]) {
    assert.deepEqual(await peer.next('closed'), { reason: 'removed' })
    assert.equal(await peer.next('disconnect'), 'io server disconnect')
  }
  const { members } = await ann.next('change')
  assert.deepEqual(
    members.map(({ key, status }) => [key, status]),
    [['m2', 5]],
  )
})

test('[SG12] a banned person is told that they may not rejoin', async () => {
  await using server = await openTestServer()
  using bob = await enter(server, 'bob')
  await server.ask({ ...removeBob, forbidRejoin: true })
  assert.deepEqual(await bob.next('closed'), { reason: 'banned' })
})

test('[SG13] the end of a conference closes every session in it', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using guest = await enter(server, 'Gus', { guest: true })
  await server.ask({ type: 'close', by: { kind: 'app', clientId: 'app' } })
  for (const peer of [ann, guest]) assert.deepEqual(await peer.next('closed'), { reason: 'conference-ended' })
})

test('[SG14] anyone in the meeting can request the whole roster', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const answer = await ann.socket.timeout(5_000).emitWithAck('snapshot')
  assert.deepEqual(answer, { ok: true, snapshot: ann.welcome.snapshot })
})

test('[SG15] a client is told why its session ended while its connection was being admitted', async () => {
  await using server = await openTestServer()
  const ticket = await server.ticket('bob')
  const { resumeToken: resume } = await server.admission.enter(ticket)
  const resumed = server.admission.resume.bind(server.admission)
  server.admission.resume = async (token) => {
    const entry = await resumed(token)
    await server.ask(removeBob)
    return entry
  }
  using bob = Peer.inConference(server, { resume, seq: 0 })
  assert.deepEqual(await bob.next('closed'), { reason: 'removed' })
})
