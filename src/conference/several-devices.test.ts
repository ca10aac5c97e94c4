import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attendance } from './member.ts'
import { at, bob, cat, keyOf, meeting, session } from './scenario.fixture.ts'

const durationOf = (member: Parameters<typeof attendance>[0], now: number) => {
  const { doneMs, since } = attendance(member)
  return since === undefined ? doneMs : doneMs + Math.max(0, now - since)
}

test('[MS22] a person who moves to a new device ends all their other sessions, without a gap', () => {
  const conference = meeting().join(10, bob, 'b1').join(20, bob, 'b2').join(20, cat, 'c1')
  const events = conference.when(30, {
    type: 'join',
    ...bob,
    participantId: session('b3'),
    device: 'iOS',
    maxSessions: 4,
    movesHere: true,
  })
  assert.deepEqual(
    events.map((event) => [
      event.type,
      'participantId' in event && event.participantId,
      'reason' in event && event.reason,
      'moved' in event && event.moved,
    ]),
    [
      ['session-opened', 'b3', false, false],
      ['session-closed', 'b1', 'replaced', true],
      ['session-closed', 'b2', 'replaced', true],
    ],
  )
  assert.equal(conference.member(keyOf('cat')).sessions.length, 1)
  assert.equal(durationOf(conference.member(keyOf('bob')), 40), 30)
})

test('[MS20] above the limit, the newest session replaces the oldest, and the person has no gap', () => {
  const conference = meeting().join(10, bob, 'b1').join(20, bob, 'b2')
  const joins = (instant: number, id: string) =>
    conference.when(instant, { type: 'join', ...bob, participantId: session(id), device: 'Win', maxSessions: 2 })
  assert.deepEqual(
    joins(30, 'b3').map((event) => [event.type, 'reason' in event && event.reason, 'moved' in event]),
    [
      ['session-opened', false, false],
      ['session-closed', 'replaced', false],
    ],
  )
  const open = () => conference.member(keyOf('bob')).sessions.map(({ participantId }) => participantId)
  assert.deepEqual(open(), ['b2', 'b3'])
  conference.when(41, { type: 'fall-silent', participantId: session('b2'), lastSeenAt: at(35) })
  conference.leave(42, 'b3')
  joins(50, 'b4')
  joins(60, 'b5')
  assert.deepEqual(open(), ['b4', 'b5'])
  conference.leave(70, 'b4').leave(70, 'b5')
  // From 10 to 42 and from 50 to 70: the silent session ended at its last heartbeat.
  assert.equal(durationOf(conference.member(keyOf('bob')), 99), 52)
})
