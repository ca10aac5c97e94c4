import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, settle } from './room.fixture.ts'
import type { MemberView } from '../../../contract/signaling/types.ts'

const absent = (part: Partial<MemberView>) => person('bob', { sessions: [], ...part })

/** A meeting in which the person calls Bob. `bob`: the row of Bob before the call. */
function calling(bob?: MemberView) {
  const met = room()
  met.conference.welcome([person('me'), ...(bob ? [bob] : [])])
  const row = () =>
    [...met.model.people.get().notJoined, ...met.model.people.get().left].find(({ key }) => key === 'bob')
  const toasts = () =>
    met.model.notices.get().toasts.flatMap((toast) => (toast.kind === 'call-over' ? [[toast.nick, toast.outcome]] : []))
  return { ...met, row, toasts, call: () => row()?.ringAgain?.() }
}

test('[RM131] the caller is told how a call ended that was not answered', () => {
  for (const [callFailure, outcome] of [
    ['declined', 'declined'],
    ['timed-out', 'no-answer'],
    ['line-failed', 'call-failed'],
  ] as const) {
    const met = calling(absent({ status: 4, callFailure: 'timed-out' }))
    met.call()
    met.conference.change([person('eve')])
    assert.deepEqual(met.toasts(), [], 'the outcome of the call before')
    for (const status of [1, 2] as const) {
      met.conference.change([absent({ status })])
      assert.deepEqual([met.row()?.state, met.toasts()], [status === 1 ? 'called' : 'ringing', []])
    }
    met.conference.change([absent({ status: 4, callFailure })])
    assert.deepEqual([met.row()?.state, met.toasts()], [outcome, [['bob', outcome]]])
    met.conference.change([person('eve', { nick: 'Eve' })])
    assert.equal(met.toasts().length, 1, 'said once')
  }
})

test('[RM162] how an earlier call ended is not announced for a newer one, and the newer one is not forgotten', () => {
  for (const before of [{ status: 4, callFailure: 'declined' }, { status: 6 }] as const) {
    const met = calling(absent(before))
    met.call()
    met.conference.change([absent({ ...before, nick: 'bob' })])
    assert.deepEqual(met.toasts(), [], 'the row changed before the server knew of the call')
    met.conference.change([absent({ status: 2 })])
    met.conference.change([absent({ status: 4, callFailure: 'declined' })])
    assert.deepEqual(met.toasts(), [['bob', 'declined']])
  }
})

test('[RM131] a person who had been in and is called again is shown as called, not as left', () => {
  const met = calling(absent({ status: 6, joinTime: 1, leaveTime: 2 }))
  assert.equal(met.row()?.state, 'left')
  met.call()
  met.conference.change([absent({ status: 1, joinTime: 1, leaveTime: 2 })])
  assert.equal(met.row()?.state, 'called')
  met.conference.change([absent({ status: 2, joinTime: 1, leaveTime: 2 })])
  assert.equal(met.row()?.state, 'ringing')
  met.conference.change([absent({ status: 4, callFailure: 'declined', joinTime: 1, leaveTime: 2 })])
  assert.deepEqual([met.row()?.state, met.toasts()], ['declined', [['bob', 'declined']]])
  assert.ok(met.row()?.ringAgain)
})

test('[RM131] nobody else is told, and an answered, canceled or refused call is not reported', async () => {
  const before = absent({ status: 4, callFailure: 'timed-out' })
  const declined = absent({ status: 4, callFailure: 'declined' })
  const others = calling(before)
  others.conference.change([absent({ status: 2 })])
  others.conference.change([declined])
  const answered = calling(before)
  answered.call()
  answered.conference.change([person('bob')])
  answered.conference.change([declined])
  const canceled = calling(before)
  canceled.call()
  canceled.conference.change([absent({ status: 4, callFailure: 'cancelled' })])
  const refused = calling(before)
  refused.conference.answer = { ok: false, code: 'conference-locked' }
  refused.call()
  await settle()
  refused.conference.change([declined])
  for (const met of [others, answered, canceled, refused]) assert.deepEqual(met.toasts(), [])
})

test('[RM131] the list of colleagues shows the state of a call, and offers to call again', async () => {
  const met = room()
  met.people.push({ unionId: 'u-bob', name: 'Bob' })
  met.conference.welcome([person('me')])
  met.model.invite.get().colleagues?.actions.open()
  await settle()
  const bob = () => met.model.invite.get().found[0]
  const states = [bob()?.state]
  bob()?.ring?.()
  for (const part of [{ status: 1 }, { status: 2 }, { status: 4, callFailure: 'timed-out' }] as const) {
    met.conference.change([absent(part)])
    states.push(bob()?.state)
  }
  assert.deepEqual(states, ['free', 'called', 'ringing', 'no-answer'])
  assert.ok(bob()?.ring)
})
