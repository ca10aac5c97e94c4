import assert from 'node:assert/strict'
import test from 'node:test'
import type { RingAnswer } from '../../../contract/signaling/types.ts'
import { openRinging, type Lobby } from './ringing.ts'
import { settle, TestClock } from '../room/room.fixture.ts'
import { pending } from '../stub.fixture.ts'

const plan = { conferenceId: 'c1', title: 'Plan', inviter: 'Ada' }
const review = { conferenceId: 'c2', title: 'Review' }
type Answered = Awaited<ReturnType<Lobby['answer']>>

function open(answer: (given: RingAnswer) => Promise<Answered> = async () => ({ ok: true, ticket: 't1' })) {
  const entered: unknown[] = []
  const requests: RingAnswer[] = []
  const reported: string[] = []
  const clock = new TestClock()
  const ringing = openRinging({
    device: 'Mac',
    clock,
    enter: (arrival) => void entered.push(arrival),
    signedOut: () => void reported.push('signed-out'),
    lobby: {
      answer: (given) => {
        requests.push(given)
        return answer(given)
      },
    },
  })
  return { ringing, entered, requests, reported, clock }
}

test('[PG14] an incoming call is shown; a second one waits behind it', () => {
  const { ringing } = open()
  ringing.rang(plan)
  ringing.rang(review)
  ringing.rang(plan)
  assert.deepEqual(ringing.view.get(), { ring: plan, waiting: 1, isAnswering: false, error: undefined })
  ringing.ended({ conferenceId: 'c1', reason: 'timed-out' })
  assert.deepEqual(ringing.view.get().ring, review)
})

for (const reason of [
  'joined',
  'accepted',
  'removed',
  'declined',
  'timed-out',
  'cancelled',
  'conference-ended',
] as const) {
  test(`[PG14] a call that ended elsewhere (${reason}) is no longer shown`, () => {
    const { ringing } = open()
    ringing.rang(plan)
    ringing.ended({ conferenceId: 'c1', reason })
    assert.equal(ringing.view.get().ring, undefined)
  })
}

test('[PG15] accepting opens the meeting with the ticket', async () => {
  const { ringing, entered, requests } = open()
  ringing.rang(plan)
  await ringing.accept({ video: true })
  assert.deepEqual(requests, [{ conferenceId: 'c1', answer: 'accept', device: 'Mac' }])
  assert.deepEqual(entered, [{ kind: 'ticket', ticket: 't1', conferenceId: 'c1', title: 'Plan', video: true }])
  assert.equal(ringing.view.get().ring, undefined)
})

test('[PG15] the end of the ring, which arrives before the answer, does not lose the ticket', async () => {
  const question = pending<Answered>()
  const { ringing, entered } = open(question.ask)
  ringing.rang(plan)
  const accepting = ringing.accept({ video: true })
  ringing.ended({ conferenceId: 'c1', reason: 'accepted' })
  question.answer({ ok: true, ticket: 't1' })
  await accepting
  assert.equal(entered.length, 1)
})

test('[PG15] declining opens nothing, and pressing twice answers once', async () => {
  const question = pending<Answered>()
  const { ringing, entered, requests } = open(question.ask)
  ringing.rang(plan)
  const both = [ringing.decline(), ringing.accept({ video: true })]
  assert.equal(ringing.view.get().isAnswering, true)
  question.answer({ ok: true })
  await Promise.all(both)
  assert.deepEqual([requests.length, entered, ringing.view.get().ring], [1, [], undefined])
})

test('[PG55] the meeting learns whether the person answered with video, also after waiting for the host', async () => {
  let answered: Answered = { ok: false, code: 'host-absent' }
  const { ringing, entered, clock } = open(async () => answered)
  ringing.rang(plan)
  await ringing.accept({ video: false })
  answered = { ok: true, ticket: 't1' }
  clock.pass(3_000)
  await settle()
  assert.deepEqual(entered, [{ kind: 'ticket', ticket: 't1', conferenceId: 'c1', title: 'Plan', video: false }])
})

test('[PG15] a call that has already ended just disappears', async () => {
  const { ringing, entered } = open(async () => ({ ok: false, code: 'ring-over' }))
  ringing.rang(plan)
  await ringing.accept({ video: true })
  assert.deepEqual([ringing.view.get().ring, entered], [undefined, []])
})

test('[PG15] an answer that did not reach the server keeps the call, says so, and can be repeated', async () => {
  let isUp = false
  const { ringing, entered } = open(async () => {
    if (!isUp) throw new Error('operation has timed out')
    return { ok: true, ticket: 't1' }
  })
  ringing.rang(plan)
  await ringing.accept({ video: true })
  assert.deepEqual(ringing.view.get(), { ring: plan, waiting: 0, isAnswering: false, error: 'fault' })
  isUp = true
  await ringing.accept({ video: true })
  assert.equal(entered.length, 1)
})

test('[PG20] a call accepted before the host joins is accepted again every three seconds, and can be declined', async () => {
  let answered: Answered = { ok: false, code: 'host-absent' }
  const { ringing, entered, requests, clock } = open(async () => answered)
  ringing.rang(plan)
  await ringing.accept({ video: true })
  assert.deepEqual(ringing.view.get(), { ring: plan, waiting: 0, isAnswering: false, error: 'host-absent' })
  clock.pass(3_000)
  await settle()
  assert.equal(requests.length, 2)
  answered = { ok: true, ticket: 't1' }
  clock.pass(3_000)
  await settle()
  assert.deepEqual([entered.length, ringing.view.get().ring], [1, undefined])
  answered = { ok: false, code: 'host-absent' }
  ringing.rang(review)
  await ringing.accept({ video: true })
  answered = { ok: true }
  await ringing.decline()
  clock.pass(9_000)
  await settle()
  assert.deepEqual(
    requests.map(({ answer }) => answer),
    ['accept', 'accept', 'accept', 'accept', 'decline'],
  )
})

test('[PG15] the reason why one call could not be accepted is not shown for the next', async () => {
  const { ringing } = open(async () => ({ ok: false, code: 'conference-locked' }))
  ringing.rang(plan)
  await ringing.accept({ video: true })
  assert.equal(ringing.view.get().error, 'conference-locked')
  ringing.rang(review)
  ringing.ended({ conferenceId: 'c1', reason: 'timed-out' })
  assert.deepEqual(ringing.view.get(), { ring: review, waiting: 0, isAnswering: false, error: undefined })
})

test('[PG14] a new lobby connection starts without calls, and the server sends those that still ring', () => {
  const { ringing } = open()
  ringing.rang(plan)
  ringing.reset()
  assert.equal(ringing.view.get().ring, undefined)
  ringing.rang(plan)
  assert.deepEqual(ringing.view.get().ring, plan)
})

test('[PG14] an answer that is refused because the person is no longer signed in removes every call', async () => {
  const { ringing, entered, reported } = open(async () => ({ ok: false, code: 'signed-out' }))
  ringing.rang(plan)
  ringing.rang(review)
  await ringing.accept({ video: true })
  assert.deepEqual([ringing.view.get().ring, ringing.view.get().waiting, entered], [undefined, 0, []])
  assert.deepEqual(reported, ['signed-out'])
})
