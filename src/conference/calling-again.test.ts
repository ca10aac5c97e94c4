import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attendStatus } from './member.ts'
import { APP, bob, keyOf, meeting, type Scenario } from './scenario.fixture.ts'

const statusOf = (conference: Scenario, name: string) => attendStatus(conference.member(keyOf(name)))

for (const past of [6, 5] as const) {
  /** Bob was in from 1 to 2, and is called at 3. */
  const calledAgain = () => {
    const conference = meeting().join(1, bob, 'b1')
    if (past === 6) conference.leave(2, 'b1')
    else conference.when(2, { type: 'remove', by: APP, targets: [{ member: keyOf('bob') }], forbidRejoin: true })
    assert.equal(statusOf(conference, 'bob'), past)
    conference.when(3, { type: 'invite', by: APP, invitees: [bob] })
    return conference
  }

  test(`[RG6] [MS3] a person of status ${past} who is called again has 1, then 2, then 4, and keeps their past`, () => {
    const conference = calledAgain()
    const { stays } = conference.member(keyOf('bob'))
    assert.equal(statusOf(conference, 'bob'), 1)
    conference.when(4, { type: 'confirm-ring', member: keyOf('bob') })
    assert.equal(statusOf(conference, 'bob'), 2)
    conference.when(5, { type: 'decline-ring', member: keyOf('bob') })
    assert.equal(statusOf(conference, 'bob'), 4)
    const member = conference.member(keyOf('bob'))
    assert.deepEqual([member.joinedAt, member.leftAt, member.stays], [1, 2, stays])
    conference.when(9, { type: 'close', by: APP })
    assert.equal(statusOf(conference, 'bob'), 4)
  })

  test(`[RG6] a person of status ${past} who accepts a call is in, and has left afterwards`, () => {
    const conference = calledAgain().join(5, bob, 'b2')
    assert.equal(statusOf(conference, 'bob'), 3)
    conference.leave(6, 'b2')
    assert.deepEqual([statusOf(conference, 'bob'), conference.member(keyOf('bob')).joinedAt], [6, 1])
  })

  test(`[MS9] a call that the end of the conference cuts off leaves a person of status ${past} as before`, () => {
    const conference = calledAgain()
    conference.when(4, { type: 'confirm-ring', member: keyOf('bob') })
    conference.when(9, { type: 'close', by: APP })
    assert.equal(statusOf(conference, 'bob'), past)
  })
}

test('[MS9] a call that the end of the conference cuts off has failed for a person who never joined', () => {
  const conference = meeting({ invitees: [bob] })
  conference.when(1, { type: 'remove', by: APP, targets: [{ member: keyOf('bob') }], forbidRejoin: false })
  conference.when(2, { type: 'invite', by: APP, invitees: [bob] })
  conference.when(9, { type: 'close', by: APP })
  assert.equal(statusOf(conference, 'bob'), 4)
})

test('[HC25] the nick of an invitation is only for a person who was never in', () => {
  const conference = meeting()
  const nick = () => conference.member(keyOf('bob')).nick
  const invite = (instant: number, name: string) =>
    conference.when(instant, { type: 'invite', by: APP, invitees: [{ ...bob, nick: name }] })
  invite(1, 'Guest of honor')
  assert.equal(nick(), 'Guest of honor')
  conference.when(2, { type: 'decline-ring', member: keyOf('bob') })
  invite(3, 'Speaker')
  assert.equal(nick(), 'Speaker')
  conference.join(4, bob, 'b1').leave(5, 'b1')
  assert.equal(nick(), 'bob')
  assert.equal(invite(6, 'Late').length, 1)
  assert.equal(nick(), 'bob')
})
