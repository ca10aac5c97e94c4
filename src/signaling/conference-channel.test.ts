import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { attendStatus } from '../conference/member.ts'
import type { ParticipantId } from '../conference/identity.ts'
import { enter, Peer } from './peer.fixture.ts'
import { keyOf, openStage, person } from './test-server.fixture.ts'
import type { Snapshot } from '../../contract/signaling/types.ts'

const removeBob = {
  type: 'remove',
  by: { kind: 'app', clientId: 'app' },
  targets: [{ member: keyOf('bob') }],
  forbidRejoin: false,
} as const

test('[SG1] a ticket opens a session, which is welcomed with the whole roster', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const { participantId, snapshot, ...welcome } = ann.welcome
  assert.deepEqual([welcome.version, welcome.leaveWindowMs, typeof welcome.resumeToken], [1, 14_000, 'string'])
  assert.deepEqual(snapshot?.conference.title, 'Weekly sync')
  assert.deepEqual(
    snapshot?.members.map(({ key, nick, status, host, sessions }) => ({ key, nick, status, host, sessions })),
    [
      {
        key: 'user:ann',
        nick: 'ann',
        status: 3,
        host: true,
        sessions: [{ participantId, device: 'Mac', silent: false }],
      },
    ],
  )
})

test('[SG2] a ticket opens one session: shown again it is refused', async () => {
  await using stage = await openStage()
  const ticket = await stage.ticket('ann')
  using first = Peer.inConference(stage, { ticket })
  await first.next('welcome')
  using second = Peer.inConference(stage, { ticket })
  assert.equal(await second.refusal(), 'pass-used')
  assert.equal((await stage.member('ann')).sessions.length, 1)
})

test('[SG3] a connection that may not be is refused with the reason', async () => {
  await using stage = await openStage()
  using stranger = Peer.inConference(stage, { ticket: 'forged' })
  assert.equal(await stranger.refusal(), 'pass-invalid')
  using shapeless = Peer.inConference(stage, { ticket: 7 })
  assert.equal(await shapeless.refusal(), 'malformed')
  using newer = Peer.inConference(stage, { version: 2, hello: 'there' })
  assert.equal(await newer.refusal(), 'version-unsupported')
  using nowhere = new Peer(stage.url, '/', { version: 1 })
  assert.equal(await nowhere.refusal(), 'malformed')
  const late = await stage.ticket('bob')
  await stage.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  using bob = Peer.inConference(stage, { ticket: late })
  assert.equal(await bob.refusal(), 'conference-locked')
})

test('[SG4] everybody inside is told each change once, with the members that changed', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  const joined = await ann.next('change')
  assert.deepEqual(
    joined.members.map(({ key, status }) => [key, status]),
    [['user:bob', 3]],
  )
  await stage.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  const [first, second] = await Promise.all([ann.next('change'), bob.next('change')])
  assert.deepEqual(first, second)
  assert.deepEqual([first.conference.locked, first.members], [true, []])
  assert.deepEqual([ann.rest(), bob.rest()], [[], []])
})

test('[SG5] each change names the one before it, from the snapshot on', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  let { seq } = ann.welcome.snapshot as Snapshot
  for (const type of ['lock', 'unlock', 'lock'] as const) {
    await stage.ask({ type, by: { kind: 'app', clientId: 'app' } })
    const change = await ann.next('change')
    assert.deepEqual([change.previous, change.seq], [seq, seq + 1])
    ;({ seq } = change)
  }
})

test('[SG6] people who come in at the same moment are told of in one change', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const names = Array.from({ length: 50 }, (_, index) => `guest ${index}`)
  await Promise.all(
    names.map((name) =>
      stage.ask({ type: 'join', ...person(name), device: 'Win', participantId: name as ParticipantId }),
    ),
  )
  const change = await ann.next('change')
  assert.equal(change.members.length, 50)
  assert.equal(change.seq - change.previous, 50)
})

test('[SG7] a resume goes on with the same session, with the roster only if something was missed', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const { resumeToken: resume, participantId, snapshot } = ann.welcome
  ann.cut()
  using again = Peer.inConference(stage, { resume, seq: snapshot?.seq })
  const same = await again.next('welcome')
  assert.deepEqual([same.participantId, same.snapshot], [participantId, undefined])
  again.cut()
  await stage.ask({ type: 'lock', by: { kind: 'app', clientId: 'app' } })
  using later = Peer.inConference(stage, { resume, seq: snapshot?.seq })
  const welcome = await later.next('welcome')
  assert.deepEqual([welcome.participantId, welcome.snapshot?.conference.locked], [participantId, true])
  assert.equal((await stage.member('ann')).sessions.length, 1)
})

test('[SG8] a session that goes on over another connection closes the former one and stays', async () => {
  await using stage = await openStage()
  using former = await enter(stage, 'ann')
  using latter = Peer.inConference(stage, { resume: former.welcome.resumeToken, seq: 0 })
  await latter.next('welcome')
  assert.deepEqual(await former.next('closed'), { reason: 'replaced' })
  assert.equal(await former.next('disconnect'), 'io server disconnect')
  assert.equal((await stage.member('ann')).sessions.length, 1)
})

for (const [how, go] of [
  ['leaves', (peer: Peer) => peer.socket.emit('leave')],
  ['closes its connection in order, as a page does that is closed', (peer: Peer) => peer.socket.disconnect()],
] as const) {
  test(`[SG9] whoever ${how} is out at once`, async () => {
    await using stage = await openStage()
    using ann = await enter(stage, 'ann')
    using bob = await enter(stage, 'bob')
    await ann.next('change')
    stage.advance(7_000)
    go(bob)
    const { members } = await ann.next('change')
    assert.deepEqual(
      members.map(({ key, status, leaveTime, sessions }) => [key, status, leaveTime, sessions]),
      [['user:bob', 6, stage.now(), []]],
    )
  })
}

test('[SG9] whoever leaves is told so, and disconnected', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  ann.socket.emit('leave')
  assert.deepEqual(await ann.next('closed'), { reason: 'left' })
  assert.equal(await ann.next('disconnect'), 'io server disconnect')
})

test('[SG39] a page that goes away is out after five seconds, and in the same session if it is back before', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  await ann.next('change')
  const wait = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      stage.advance(1_000)
      ann.socket.emit('still here')
      await once(stage.beats, ann.welcome.participantId)
      await stage.presence.sweep()
    }
  }
  const goAway = async (peer: Peer) => {
    const away = once(stage.beats, `${bob.welcome.participantId} is away`)
    peer.socket.emit('away')
    peer.cut()
    await away
  }
  await goAway(bob)
  await wait(4)
  using again = Peer.inConference(stage, { resume: bob.welcome.resumeToken, seq: 0 })
  assert.equal((await again.next('welcome')).participantId, bob.welcome.participantId)
  await wait(4)
  assert.equal(attendStatus(await stage.member('bob')), 3)
  const lastSeenAt = stage.now()
  await goAway(again)
  await wait(4)
  assert.equal(attendStatus(await stage.member('bob')), 3)
  await wait(1)
  const bobNow = await stage.member('bob')
  assert.deepEqual([attendStatus(bobNow), bobNow.leftAt], [6, lastSeenAt])
})

test('[SG39] a page that says so and stays is in', async () => {
  await using stage = await openStage({ pingIntervalMs: 20 })
  using ann = await enter(stage, 'ann')
  ann.socket.emit('away')
  for (let second = 0; second < 12; second += 2) {
    stage.advance(2_000)
    await once(stage.beats, ann.welcome.participantId)
    await stage.presence.sweep()
  }
  assert.equal(attendStatus(await stage.member('ann')), 3)
})

test('[SG10] a connection that breaks off ends no session; its silence does, at its last proof of life', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using bob = await enter(stage, 'bob')
  const lastSeenAt = stage.now()
  bob.cut()
  await ann.next('change')
  for (let second = 0; second < 15; second += 1) {
    stage.advance(1_000)
    ann.socket.emit('still here')
    await once(stage.beats, ann.welcome.participantId)
    await stage.presence.sweep()
  }
  const bobNow = await stage.member('bob')
  assert.deepEqual([attendStatus(bobNow), bobNow.leftAt], [6, lastSeenAt])
  assert.equal(attendStatus(await stage.member('ann')), 3)
  using late = Peer.inConference(stage, { resume: bob.welcome.resumeToken, seq: 0 })
  assert.equal(await late.refusal(), 'session-ended')
})

test('[SG11] the answers to heartbeats prove that a session lives, though its page says nothing', async () => {
  await using stage = await openStage({ pingIntervalMs: 20 })
  using ann = await enter(stage, 'ann')
  for (let second = 0; second < 16; second += 2) {
    stage.advance(2_000)
    await once(stage.beats, ann.welcome.participantId)
    await stage.presence.sweep()
  }
  assert.deepEqual(
    (await stage.member('ann')).sessions.map(({ silent }) => silent),
    [false],
  )
})

test('[SG12] whoever is removed is told so on all his devices, and the others are told of him', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using phone = await enter(stage, 'bob', { device: 'iOS' })
  using desk = await enter(stage, 'bob', { device: 'Win' })
  await Promise.all([ann.next('change'), phone.next('change')])
  await ann.next('change')
  await stage.ask(removeBob)
  for (const peer of [phone, desk]) {
    assert.deepEqual(await peer.next('closed'), { reason: 'removed' })
    assert.equal(await peer.next('disconnect'), 'io server disconnect')
  }
  const { members } = await ann.next('change')
  assert.deepEqual(
    members.map(({ key, status }) => [key, status]),
    [['user:bob', 5]],
  )
})

test('[SG12] whoever is removed for good is told that he may not come back', async () => {
  await using stage = await openStage()
  using bob = await enter(stage, 'bob')
  await stage.ask({ ...removeBob, forbidRejoin: true })
  assert.deepEqual(await bob.next('closed'), { reason: 'banned' })
})

test('[SG13] the end of a conference closes every session in it', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  using guest = await enter(stage, 'Gus', { guest: true })
  await stage.ask({ type: 'close', by: { kind: 'app', clientId: 'app' } })
  for (const peer of [ann, guest]) assert.deepEqual(await peer.next('closed'), { reason: 'conference-ended' })
})

test('[SG14] the whole roster is given to whoever asks for it', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const answer = await ann.socket.timeout(5_000).emitWithAck('snapshot')
  assert.deepEqual(answer, { ok: true, snapshot: ann.welcome.snapshot })
})

test('[SG15] a session that ended while its connection was being let in is told why', async () => {
  await using stage = await openStage()
  const ticket = await stage.ticket('bob')
  const { resumeToken: resume } = await stage.admission.enter(ticket)
  const resumed = stage.admission.resume.bind(stage.admission)
  stage.admission.resume = async (token) => {
    const entry = await resumed(token)
    await stage.ask(removeBob)
    return entry
  }
  using bob = Peer.inConference(stage, { resume, seq: 0 })
  assert.deepEqual(await bob.next('closed'), { reason: 'removed' })
})
