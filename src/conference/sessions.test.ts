import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RETURN_MS } from './entry.ts'
import { attendStatus, attendance } from './member.ts'
import { ann, APP, at, bob, cat, guest, keyOf, meeting, person, phone, session, user } from './scenario.fixture.ts'
import { personKey } from './identity.ts'

const durationOf = (member: Parameters<typeof attendance>[0], now: number) => {
  const { doneMs, since } = attendance(member)
  return since === undefined ? doneMs : doneMs + Math.max(0, now - since)
}

test('[MS1] rejoining and a second device keep one row', () => {
  const conference = meeting().join(10, bob, 'b1').leave(20, 'b1').join(30, bob, 'b2').join(35, bob, 'b3', 'iOS')
  assert.equal(conference.state.phase === 'running' && conference.state.members.size, 1)
  assert.deepEqual(
    conference.member(keyOf('bob')).sessions.map((open) => open.participantId),
    ['b2', 'b3'],
  )
})

test('[MS2] a guest has a row of their own, without a unionId', () => {
  const conference = meeting().join(10, guest, 'g1')
  assert.deepEqual(conference.member(personKey(guest.person)).person, { kind: 'guest', guestId: 'g1' })
})

test('[MS3] the status follows sessions, then removal, then a leave, then the call', () => {
  const conference = meeting({ invitees: [bob] })
  const status = () => attendStatus(conference.member(keyOf('bob')))
  assert.equal(status(), 1)
  conference.when(1, { type: 'confirm-ring', member: keyOf('bob') })
  assert.equal(status(), 2)
  conference.join(2, bob, 'b1')
  assert.equal(status(), 3)
  conference.leave(3, 'b1')
  assert.equal(status(), 6)
  conference.join(4, bob, 'b2')
  conference.when(5, { type: 'remove', by: APP, targets: [{ member: keyOf('bob') }], forbidRejoin: false })
  assert.equal(status(), 5)
  conference.join(6, bob, 'b3').leave(7, 'b3')
  assert.equal(status(), 6)
})

test('[MS4] a member has a first join and a last leave; a person who never joined has neither', () => {
  const conference = meeting({ invitees: [bob] })
  const { joinedAt, leftAt } = conference.member(keyOf('bob'))
  assert.deepEqual([joinedAt, leftAt, durationOf(conference.member(keyOf('bob')), 99)], [undefined, undefined, 0])
  conference.join(10, bob, 'b1').leave(20, 'b1').join(30, bob, 'b2').leave(50, 'b2')
  assert.deepEqual([conference.member(keyOf('bob')).joinedAt, conference.member(keyOf('bob')).leftAt], [10, 50])
})

test('[MS5] two devices at the same time count once', () => {
  const conference = meeting().join(10, bob, 'b1').join(20, bob, 'b2').leave(30, 'b1')
  assert.equal(durationOf(conference.member(keyOf('bob')), 35), 25)
  conference.leave(40, 'b2').join(100, bob, 'b3')
  assert.equal(durationOf(conference.member(keyOf('bob')), 105), 35)
  conference.leave(110, 'b3')
  assert.equal(durationOf(conference.member(keyOf('bob')), 999), 40)
})

test('[MS5] a lost device adds no time after its last heartbeat', () => {
  const conference = meeting().join(0, bob, 'b1').join(12, bob, 'b2')
  conference.when(20, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(5) })
  // b1 was there from 0 to 5, b2 from 12 on.
  assert.equal(durationOf(conference.member(keyOf('bob')), 20), 13)
})

test('[MS6] a lost session ends at its last heartbeat', () => {
  const conference = meeting().join(10, bob, 'b1')
  conference.when(40, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(25) })
  assert.equal(conference.member(keyOf('bob')).leftAt, 25)
  assert.equal(durationOf(conference.member(keyOf('bob')), 99), 15)
})

test('[MS6] a heartbeat before the join or in the future is clipped', () => {
  const conference = meeting().join(10, bob, 'b1').join(10, bob, 'b2')
  const lost = conference.when(40, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(3) })
  assert.deepEqual(lost, [{ type: 'session-closed', participantId: 'b1', reason: 'lost', leftAt: 10, at: 40 }])
  conference.when(40, { type: 'lose-session', participantId: session('b2'), lastSeenAt: at(77) })
  assert.equal(conference.member(keyOf('bob')).leftAt, 40)
})

test('[MS6] a device lost later, but silent earlier, does not move the leave time back', () => {
  const conference = meeting().join(0, bob, 'b1').join(0, bob, 'b2').leave(20, 'b1')
  conference.when(30, { type: 'lose-session', participantId: session('b2'), lastSeenAt: at(15) })
  assert.equal(conference.member(keyOf('bob')).leftAt, 20)
  assert.equal(durationOf(conference.member(keyOf('bob')), 99), 20)
})

test('[MS19] while a session is silent its duration stands at its last heartbeat, until it resumes', () => {
  const conference = meeting().join(0, bob, 'b1')
  const duration = (now: number) => durationOf(conference.member(keyOf('bob')), now)
  conference.when(20, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(15) })
  assert.deepEqual([duration(20), duration(99)], [15, 15])
  conference.when(30, { type: 'resume', participantId: session('b1') })
  assert.deepEqual([duration(30), duration(40)], [30, 40])
  conference.when(50, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(45) })
  conference.when(60, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(20) })
  assert.equal(conference.member(keyOf('bob')).leftAt, 45, 'an earlier stored heartbeat takes nothing back')
  assert.equal(duration(99), 45)
})

test('[MS19] another device that is not silent still counts', () => {
  const conference = meeting().join(0, bob, 'b1').join(10, bob, 'b2')
  conference.when(20, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(15) })
  assert.equal(durationOf(conference.member(keyOf('bob')), 40), 40)
  conference.when(50, { type: 'fall-silent', participantId: session('b2'), lastSeenAt: at(45) })
  assert.equal(durationOf(conference.member(keyOf('bob')), 99), 45)
  conference.leave(60, 'b1')
  assert.equal(durationOf(conference.member(keyOf('bob')), 99), 60)
})

test('[MS19] a duration that lags behind keeps what the silence before proved', () => {
  const conference = meeting().join(0, bob, 'b1')
  conference.when(20, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(15) })
  conference.when(21, { type: 'resume', participantId: session('b1') })
  const durations = [9, 15, 16, 30].map((provenUntil) => durationOf(conference.member(keyOf('bob')), provenUntil))
  assert.deepEqual(durations, [15, 15, 16, 30])
})

test('[MS19] a duration that lags behind keeps the stays before', () => {
  const conference = meeting().join(0, bob, 'b1').leave(10, 'b1').join(12, bob, 'b2')
  const durations = [8, 12, 13].map((provenUntil) => durationOf(conference.member(keyOf('bob')), provenUntil))
  assert.deepEqual(durations, [10, 10, 11])
})

test('[MS7] a silent session resumes as the same one', () => {
  const conference = meeting().join(10, bob, 'b1')
  conference.when(16, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(12) })
  assert.equal(conference.member(keyOf('bob')).sessions[0]?.silent, true)
  assert.equal(attendStatus(conference.member(keyOf('bob'))), 3)
  assert.deepEqual(conference.when(18, { type: 'resume', participantId: session('b1') }), [
    { type: 'session-resumed', participantId: 'b1', at: 18 },
  ])
  assert.equal(durationOf(conference.member(keyOf('bob')), 20), 10)
})

test('[MS7] an ended or unknown session does not resume', () => {
  const conference = meeting().join(10, bob, 'b1').leave(20, 'b1')
  assert.throws(() => conference.when(21, { type: 'resume', participantId: session('b1') }), { code: 'session-ended' })
  assert.throws(() => conference.when(21, { type: 'resume', participantId: session('zz') }), {
    code: 'session-not-found',
  })
})

test('[MS8] leaving twice, and losing a session that has left, change nothing', () => {
  const conference = meeting().join(10, bob, 'b1').leave(20, 'b1')
  assert.deepEqual(conference.when(30, { type: 'leave', participantId: session('b1') }), [])
  assert.deepEqual(conference.when(40, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(35) }), [])
  assert.deepEqual(conference.when(40, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(12) }), [])
  assert.equal(conference.member(keyOf('bob')).leftAt, 20)
})

test('[MS9] the end of the conference ends sessions and rings at the same moment', () => {
  const conference = meeting({ invitees: [bob, phone] })
    .join(5, ann, 'a1')
    .join(6, guest, 'g1')
  conference.when(50, { type: 'close', by: person('ann') })
  assert.equal(conference.state.phase, 'ended')
  assert.deepEqual([attendStatus(conference.member(keyOf('ann'))), conference.member(keyOf('ann')).leftAt], [6, 50])
  assert.equal(attendStatus(conference.member(keyOf('bob'))), 4)
  assert.equal(conference.state.phase === 'ended' && conference.state.endedAt, 50)
})

test('[MS10] an ended conference refuses every command', () => {
  const conference = meeting()
  conference.when(50, { type: 'close', by: APP })
  assert.throws(() => conference.join(51, bob, 'b1'), { code: 'conference-ended' })
  assert.throws(() => conference.when(51, { type: 'close', by: APP }), { code: 'conference-ended' })
})

test('[MS11] a pass opens one session', () => {
  const conference = meeting().join(10, bob, 'b1')
  assert.throws(() => conference.join(11, bob, 'b1'), { code: 'pass-used' })
  conference.leave(12, 'b1')
  assert.throws(() => conference.join(13, bob, 'b1'), { code: 'pass-used' })
})

test('[MS12] a locked conference admits only its host; open sessions may resume and leave', () => {
  const conference = meeting().join(10, ann, 'a1').join(10, bob, 'b1')
  conference.when(11, { type: 'lock', by: person('ann') })
  assert.deepEqual(conference.when(11, { type: 'lock', by: APP }), [])
  assert.throws(() => conference.join(12, guest, 'g1'), { code: 'conference-locked' })
  assert.throws(() => conference.join(12, cat, 'c1'), { code: 'conference-locked' })
  conference.leave(12, 'a1').join(12, ann, 'a2')
  conference.when(13, { type: 'fall-silent', participantId: session('b1'), lastSeenAt: at(12) })
  assert.equal(conference.when(14, { type: 'resume', participantId: session('b1') }).length, 1)
  conference.leave(15, 'b1')
  conference.when(16, { type: 'unlock', by: APP })
  conference.join(17, guest, 'g1')
})

test('[MS12] a current role opens a locked conference, also to a host of another organization', () => {
  const gus = { ...user('gus'), outside: true }
  const conference = meeting().join(1, ann, 'a1').join(1, bob, 'b1').join(1, cat, 'c1').join(1, gus, 'g1')
  const app = { by: APP } as const
  conference.when(2, { type: 'add-co-hosts', ...app, members: [keyOf('bob'), keyOf('cat')] })
  conference.when(2, { type: 'remove-co-hosts', ...app, members: [keyOf('cat')] })
  conference.when(2, { type: 'hand-over-host', ...app, to: keyOf('gus') })
  conference.when(3, { type: 'lock', ...app })
  for (const open of ['a1', 'b1', 'c1', 'g1']) conference.leave(4, open)
  const locked = { code: 'conference-locked' }
  const late = 5 + RETURN_MS
  assert.throws(() => conference.join(late, ann, 'a2'), locked, 'she is no host any more')
  assert.throws(() => conference.join(late, cat, 'c2'), locked)
  conference.join(late, bob, 'b2').join(late, gus, 'g2')
  const targets = [{ member: keyOf('bob') }]
  conference.when(6, { type: 'remove', ...app, targets, forbidRejoin: true })
  assert.throws(() => conference.join(7, bob, 'b3'), { code: 'banned' })
  conference.when(8, { type: 'change-settings', ...app, settings: { insidersOnly: true, locked: false } })
  assert.throws(() => conference.join(9, gus, 'g3'), locked, 'that is a rule of its own')
})

test('[MS13] a ban holds until an invitation lifts it', () => {
  const conference = meeting().join(10, bob, 'b1')
  const remove = { type: 'remove', by: APP, targets: [{ member: keyOf('bob') }] } as const
  conference.when(20, { ...remove, forbidRejoin: true })
  assert.throws(() => conference.join(21, bob, 'b2'), { code: 'banned' })
  conference.when(22, { type: 'invite', by: APP, invitees: [bob] })
  conference.join(23, bob, 'b3')
  conference.when(24, { ...remove, forbidRejoin: false })
  conference.join(25, bob, 'b4')
})

test('[MS14] rows keep the order of first appearance', () => {
  const conference = meeting({ invitees: [bob] })
    .join(5, ann, 'a1')
    .leave(6, 'a1')
    .join(7, bob, 'b1')
    .join(8, ann, 'a2')
  assert.deepEqual([conference.member(keyOf('bob')).seq, conference.member(keyOf('ann')).seq], [1, 2])
})

test('[MS17] the device is that of the newest open session, or else of the last session', () => {
  const conference = meeting().join(1, bob, 'b1', 'Win').join(2, bob, 'b2', 'iOS')
  assert.equal(conference.member(keyOf('bob')).device, 'iOS')
  conference.leave(3, 'b2')
  assert.equal(conference.member(keyOf('bob')).device, 'Win')
  conference.leave(4, 'b1')
  assert.equal(conference.member(keyOf('bob')).device, 'Win')
})

test('[MS17] [AG2] of two lost devices the device is the one that was heard last, in whatever order they are given up', () => {
  const lose = (given: readonly (readonly [id: string, lastSeenAt: number])[]) => {
    const conference = meeting().join(1, bob, 'b1', 'Win').join(2, bob, 'b2', 'iOS')
    for (const [id, seenAt] of given) {
      conference.when(30, { type: 'lose-session', participantId: session(id), lastSeenAt: at(seenAt) })
    }
    return conference.member(keyOf('bob')).device
  }
  const orders = (win: number, ios: number) => {
    const [b1, b2] = [['b1', win] as const, ['b2', ios] as const]
    return [lose([b1, b2]), lose([b2, b1])]
  }
  assert.deepEqual(orders(20, 15), ['Win', 'Win'])
  assert.deepEqual(orders(15, 20), ['iOS', 'iOS'])
  assert.deepEqual(orders(20, 20), ['iOS', 'iOS'], 'the newer of two that were heard last at the same moment')
})
