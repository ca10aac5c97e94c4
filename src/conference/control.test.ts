import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import type { Newcomer } from './event.ts'
import { personKey } from './identity.ts'
import { evolve } from './evolve.ts'
import { attendStatus } from './member.ts'
import {
  ann,
  APP,
  at,
  bob,
  cat,
  guest,
  keyOf,
  meeting,
  person,
  phone,
  type Scenario,
  session,
  user,
} from './scenario.fixture.ts'

const hostOf = (conference: Scenario) => conference.state.phase === 'running' && conference.state.host
const statusOf = (conference: Scenario, name: string) => attendStatus(conference.member(keyOf(name)))

test('[HR1] the creator is host before they join', () => {
  assert.equal(hostOf(meeting().join(10, bob, 'b1')), keyOf('ann'))
})

test('[HR2] a co-host in the conference succeeds the host before people who joined earlier', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
  conference.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('cat')] })
  conference.leave(5, 'a1').when(20, { type: 'succeed-host' })
  assert.equal(hostOf(conference), keyOf('cat'))
})

test('[HR2] without a co-host the person who joined first succeeds the host; a guest never does', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, guest, 'g1').join(3, cat, 'c1').join(4, bob, 'b1')
  conference.leave(5, 'a1').when(20, { type: 'succeed-host' })
  assert.equal(hostOf(conference), keyOf('cat'))
})

test('[HR3] a host who is in the conference, or who is not to be succeeded, stays host', () => {
  const inside = meeting().join(1, ann, 'a1').join(2, bob, 'b1').leave(3, 'a1').join(4, ann, 'a2')
  assert.deepEqual(inside.when(20, { type: 'succeed-host' }), [])
  const conference = meeting({ details: { autoTransferHost: false } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
    .leave(3, 'a1')
  assert.deepEqual(conference.when(20, { type: 'succeed-host' }), [])
})

test('[HR4] in an empty conference nobody becomes host until somebody joins', () => {
  const conference = meeting().join(1, ann, 'a1').leave(3, 'a1')
  assert.deepEqual(conference.when(20, { type: 'succeed-host' }), [])
  conference.join(30, bob, 'b1').when(31, { type: 'succeed-host' })
  assert.equal(hostOf(conference), keyOf('bob'))
})

test('[HR5] the host may also be co-host, and giving a role twice changes nothing', () => {
  const conference = meeting().join(1, ann, 'a1')
  const add = { type: 'add-co-hosts', by: APP, members: [keyOf('ann'), keyOf('ann')] } as const
  assert.equal(conference.when(2, add).length, 1)
  assert.deepEqual(conference.when(3, add), [])
  assert.deepEqual([conference.member(keyOf('ann')).coHost, hostOf(conference)], [true, keyOf('ann')])
  assert.equal(conference.when(4, { ...add, type: 'remove-co-hosts' }).length, 1)
})

test('[HR6] the host role can be handed over only to a person in the conference', () => {
  const conference = meeting({ invitees: [bob] }).join(1, ann, 'a1')
  const handOver = { type: 'hand-over-host', by: person('ann'), to: keyOf('bob') } as const
  assert.throws(() => conference.when(2, handOver), { code: 'member-not-found' })
  conference.join(3, bob, 'b1')
  assert.deepEqual(conference.when(4, handOver), [
    { type: 'host-changed', from: keyOf('ann'), to: keyOf('bob'), at: 4 },
  ])
  assert.deepEqual(conference.when(5, { ...handOver, by: APP }), [])
})

test('[HR7] each role may do what the table says, and an app may do everything', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
  conference.when(4, { type: 'add-co-hosts', by: person('ann'), members: [keyOf('bob')] })
  const asks = (by: Actor) =>
    ({
      close: { type: 'close', by },
      handOver: { type: 'hand-over-host', by, to: keyOf('cat') },
      coHosts: { type: 'add-co-hosts', by, members: [keyOf('cat')] },
      lock: { type: 'lock', by },
      remove: { type: 'remove', by, targets: [{ member: keyOf('cat') }], forbidRejoin: false },
    }) as const
  const refused = { code: 'not-permitted' }
  for (const ask of Object.values(asks(person('cat')))) assert.throws(() => conference.when(5, ask), refused)
  const { close, handOver, coHosts } = asks(person('bob'))
  for (const ask of [close, handOver, coHosts]) assert.throws(() => conference.when(5, ask), refused)
  assert.equal(conference.when(6, asks(person('bob')).lock).length, 1)
  const removeHost = { type: 'remove', targets: [{ member: keyOf('ann') }], forbidRejoin: false } as const
  assert.throws(() => conference.when(7, { ...removeHost, by: person('bob') }), refused)
  assert.equal(conference.when(8, { ...removeHost, by: APP }).length, 2)
  assert.equal(conference.when(9, asks(APP).close).at(-1)?.type, 'conference-ended')
})

test('[HR8] if one person to remove is unknown, nobody is removed', () => {
  const conference = meeting().join(1, bob, 'b1')
  const remove = { type: 'remove', by: APP, forbidRejoin: false } as const
  assert.throws(
    () => conference.when(2, { ...remove, targets: [{ member: keyOf('bob') }, { member: keyOf('zoe') }] }),
    {
      code: 'member-not-found',
    },
  )
  assert.equal(statusOf(conference, 'bob'), 3)
})

test('[HR9] removing one session keeps the other, and a ban is on the person', () => {
  const conference = meeting().join(1, bob, 'b1').join(2, bob, 'b2')
  const remove = { type: 'remove', by: APP } as const
  const target = (participantId: string) => [{ member: keyOf('bob'), participantId: session(participantId) }]
  conference.when(3, { ...remove, targets: target('b1'), forbidRejoin: true })
  assert.equal(statusOf(conference, 'bob'), 3)
  assert.throws(() => conference.join(4, bob, 'b3'), { code: 'banned' })
  assert.throws(() => conference.when(5, { ...remove, targets: target('b1'), forbidRejoin: false }), {
    code: 'session-not-found',
  })
  conference.when(6, { ...remove, targets: target('b2'), forbidRejoin: false })
  assert.equal(statusOf(conference, 'bob'), 5)
})

test('[HR10] removing a called person ends the call, and a person who has left is removed like any other', () => {
  const conference = meeting({ invitees: [bob] })
    .join(1, cat, 'c1')
    .leave(2, 'c1')
  const remove = { type: 'remove', by: APP, forbidRejoin: false } as const
  conference.when(3, { ...remove, targets: [{ member: keyOf('bob') }] })
  assert.equal(statusOf(conference, 'bob'), 5)
  assert.deepEqual(conference.when(4, { type: 'time-out-ring', member: keyOf('bob'), since: at(0) }), [])
  assert.equal(statusOf(conference, 'cat'), 6)
  conference.when(5, { ...remove, targets: [{ member: keyOf('cat') }] })
  assert.equal(statusOf(conference, 'cat'), 5)
  assert.deepEqual(conference.when(6, { ...remove, targets: [{ member: keyOf('cat') }] }), [], 'they are removed')
  assert.equal(conference.when(7, { ...remove, targets: [{ member: keyOf('cat') }], forbidRejoin: true }).length, 1)
})

test('[RG1] a call goes from status 1 to 2 to 4', () => {
  const member = keyOf('bob')
  for (const end of [
    { type: 'decline-ring', member },
    { type: 'cancel-ring', by: APP, member },
  ] as const) {
    const conference = meeting({ invitees: [bob] })
    assert.equal(statusOf(conference, 'bob'), 1)
    conference.when(1, { type: 'confirm-ring', member: keyOf('bob') })
    assert.deepEqual(conference.when(2, { type: 'confirm-ring', member: keyOf('bob') }), [])
    assert.equal(statusOf(conference, 'bob'), 2)
    conference.when(3, end)
    assert.equal(statusOf(conference, 'bob'), 4)
    assert.throws(() => conference.when(4, end), { code: 'member-not-found' })
  }
})

test("[RG8] a call names the inviter, except a creator's call to themselves", () => {
  const conference = meeting({ inviteCreator: true, invitees: [bob] })
  const callerOf = (name: string) => {
    const { call } = conference.member(keyOf(name))
    return call.state === 'calling' ? call.inviter : call.state
  }
  assert.deepEqual([callerOf('ann'), callerOf('bob')], [undefined, 'Ann'])
})

test('[RG2] inviting a person who is in the conference or being called changes nothing', () => {
  const conference = meeting({ invitees: [bob] }).join(1, cat, 'c1')
  assert.deepEqual(conference.when(2, { type: 'invite', by: APP, invitees: [bob, cat] }), [])
})

test('[SG30] a call lifts a ban only if the host, a co-host or an app invites', () => {
  const banned = () => {
    const conference = meeting().join(1, bob, 'b1').join(2, cat, 'c1')
    conference.when(3, {
      type: 'remove',
      by: APP,
      targets: [{ member: keyOf('bob') }],
      forbidRejoin: true,
    })
    return conference
  }
  const call = { type: 'invite', invitees: [bob] } as const
  const byCat = person('cat')
  assert.throws(() => banned().when(4, { ...call, by: byCat }), { code: 'not-permitted' })
  banned().when(4, { ...call, by: APP })
  const conference = banned()
  conference.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('cat')] })
  conference.when(5, { ...call, by: byCat })
  assert.equal(statusOf(conference, 'bob'), 1)
})

test('[RG3] only its own timeout ends a call', () => {
  const conference = meeting({ invitees: [bob] })
  conference.when(1, { type: 'decline-ring', member: keyOf('bob') })
  conference.when(5, { type: 'invite', by: APP, invitees: [bob], inviter: 'Ann' })
  assert.deepEqual(conference.when(60, { type: 'time-out-ring', member: keyOf('bob'), since: at(0) }), [])
  conference.when(65, { type: 'time-out-ring', member: keyOf('bob'), since: at(5) })
  assert.equal(statusOf(conference, 'bob'), 4)
})

test('[RG4] accepting stops the ring; a person who then does not join has failed to join', () => {
  const conference = meeting({ invitees: [bob] })
  conference.when(1, { type: 'accept-ring', member: keyOf('bob') })
  assert.equal(statusOf(conference, 'bob'), 2)
  const member = keyOf('bob')
  const notFound = { code: 'member-not-found' }
  assert.throws(() => conference.when(2, { type: 'decline-ring', member }), notFound)
  assert.throws(() => conference.when(2, { type: 'cancel-ring', by: APP, member }), notFound)
  conference.when(60, { type: 'time-out-ring', member: keyOf('bob'), since: at(0) })
  assert.equal(statusOf(conference, 'bob'), 4)
})

test('[RG5] [MS2] without telephony the call of a telephone fails at once, and it has a row', () => {
  const conference = meeting()
  conference.when(1, { type: 'invite', by: APP, invitees: [phone] })
  const member = conference.member(personKey(phone.person))
  assert.deepEqual([attendStatus(member), member.call], [4, { state: 'failed', reason: 'no-telephony' }])
})

test('[HC24] [RG2] a person named twice in one invitation is called once, with the last name given', () => {
  const conference = meeting()
  const events = conference.when(1, {
    type: 'invite',
    by: APP,
    invitees: [bob, phone, { ...bob, nick: 'Bobby' }],
  })
  assert.deepEqual(
    events.map((event) => event.type === 'member-invited' && event.nick),
    ['Bobby', 'Desk', false],
  )
})

test('[RG5] with telephony a telephone is called like a person', () => {
  const conference = meeting()
  conference.when(1, { type: 'invite', by: APP, invitees: [phone], telephony: true })
  const member = conference.member(personKey(phone.person))
  assert.deepEqual([attendStatus(member), member.call], [1, { state: 'calling', since: 1 }])
})

test('[RG7] if the lock refuses one invitee, nobody is called', () => {
  const conference = meeting({ invitees: [bob] })
    .join(1, ann, 'a1')
    .join(1, cat, 'c1')
  conference.when(2, { type: 'add-co-hosts', by: APP, members: [keyOf('cat')] })
  conference.leave(2, 'c1').when(3, { type: 'lock', by: APP })
  const call = (invitees: Newcomer[], by: Actor = APP) => conference.when(4, { type: 'invite', by, invitees })
  const locked = { code: 'conference-locked' }
  for (const by of [APP, person('ann')] as const) {
    assert.throws(() => call([cat, user('dan')], by), locked)
    assert.throws(() => call([phone], by), locked)
  }
  assert.equal(statusOf(conference, 'cat'), 6, 'she was called with others')
  assert.deepEqual(call([ann, bob]), [], 'one is inside, and the other is being called')
  conference.when(5, { type: 'cancel-ring', by: APP, member: keyOf('bob') })
  assert.throws(() => call([bob]), locked)
  assert.equal(call([cat]).length, 1, 'a co-host comes in')
  conference.when(6, { type: 'unlock', by: APP })
  assert.equal(call([bob, phone]).length, 3)
})

test('[DU1] an empty conference ends, unless somebody has joined since', () => {
  const conference = meeting().join(1, bob, 'b1').leave(2, 'b1').join(3, bob, 'b2')
  assert.deepEqual(conference.when(9, { type: 'end-if-empty', since: at(2) }), [])
  conference.leave(10, 'b2')
  assert.deepEqual(conference.when(11, { type: 'end-if-empty', since: at(2) }), [])
  assert.deepEqual(conference.when(12, { type: 'end-if-empty', since: at(10) }), [
    { type: 'conference-ended', reason: 'empty', endedAt: 10, at: 12 },
  ])
  assert.equal(conference.state.phase === 'ended' && conference.state.endedAt, 10)
})

test('[DU1] the last leave of an empty conference is its end, even if that was noticed later', () => {
  const conference = meeting().join(1, bob, 'b1').join(1, cat, 'c1')
  conference.when(20, { type: 'lose-session', participantId: session('b1'), lastSeenAt: at(8) })
  conference.when(25, { type: 'lose-session', participantId: session('c1'), lastSeenAt: at(6) })
  conference.when(99, { type: 'end-if-empty', since: at(25) })
  assert.equal(conference.state.phase === 'ended' && conference.state.endedAt, 8)
})

test('[DU1] [DU2] logs of before ended at the moment of the timeout, and still do', () => {
  const { state } = meeting().join(1, bob, 'b1').leave(2, 'b1')
  const ended = evolve(state, { type: 'conference-ended', reason: 'empty', at: at(302) })
  assert.equal(ended.phase === 'ended' && ended.endedAt, 302)
})

test('[DU2] a conference that nobody joined ends as never entered', () => {
  assert.deepEqual(meeting().when(99, { type: 'end-if-empty', since: at(0) }), [
    { type: 'conference-ended', reason: 'never-entered', endedAt: 0, at: 99 },
  ])
})
