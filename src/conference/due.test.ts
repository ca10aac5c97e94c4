import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_TIMEOUTS, dueAfter, dueIntent, type Due } from './due.ts'
import { ann, APP, bob, guest, keyOf, meeting, type Scenario, type TestIntent } from './scenario.fixture.ts'

const WAITS = { ringTimeoutMs: 60, leaveWindowMs: 15, emptyMs: 300, neverEnteredMs: 1_800 }

const dueOf = (conference: Scenario, instant: number, ask: TestIntent): readonly Due[] =>
  conference.when(instant, ask).flatMap((event) => dueAfter(event, conference.state, WAITS))

test('[RG3] the timeout of a call runs from the moment of the call', () => {
  const due = dueOf(meeting(), 5, { type: 'invite', by: APP, invitees: [bob] })
  assert.deepEqual(due, [{ kind: 'time-out-ring', subject: keyOf('bob'), since: 5, dueAt: 65 }])
  const by = { kind: 'system', reason: 'timeout' }
  assert.deepEqual(dueIntent(due[0] as Due), { type: 'time-out-ring', by, member: keyOf('bob'), since: 5 })
})

test('[DU1] [DU2] the end of an empty conference is due from the creation, and from each last leave', () => {
  const conference = meeting()
  assert.deepEqual(dueAfter(conference.log[0]!, conference.state, WAITS), [
    { kind: 'end-if-empty', subject: '', since: 0, dueAt: 1_800 },
  ])
  conference.join(10, guest, 'g1').join(11, bob, 'b1').leave(20, 'g1')
  assert.deepEqual(dueOf(conference, 30, { type: 'leave', participantId: 'b1' as never }), [
    { kind: 'end-if-empty', subject: '', since: 30, dueAt: 330 },
  ])
})

test('[HR2] the succession is due one leave window after the host left with their last device', () => {
  const conference = meeting().join(1, bob, 'b1').join(2, ann, 'a1').join(3, ann, 'a2')
  assert.deepEqual(dueOf(conference, 4, { type: 'leave', participantId: 'a1' as never }), [])
  assert.deepEqual(
    dueOf(conference, 40, { type: 'lose-session', participantId: 'a2' as never, lastSeenAt: 25 as never }),
    [{ kind: 'succeed-host', subject: '', since: 25, dueAt: 40 }],
  )
})

test('[HR4] the succession is due again when somebody joins while the host is away', () => {
  const conference = meeting().join(1, ann, 'a1').leave(2, 'a1')
  const join = { type: 'join', ...bob, participantId: 'b1' as never, device: 'Win' } as const
  assert.deepEqual(dueOf(conference, 50, join), [{ kind: 'succeed-host', subject: '', since: 2, dueAt: 17 }])
})

test('[MS9] an ended conference has no jobs', () => {
  const conference = meeting({ invitees: [bob] }).join(1, ann, 'a1')
  assert.deepEqual(dueOf(conference, 5, { type: 'close', by: APP }), [])
})

test('[SW1] by default a vanished session ends within 15 s', () => {
  assert.ok(DEFAULT_TIMEOUTS.leaveWindowMs < 15_000)
})
