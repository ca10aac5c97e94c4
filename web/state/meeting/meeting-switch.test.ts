import assert from 'node:assert/strict'
import test from 'node:test'
import type { PreviousMeeting } from './arrival.ts'
import { openMeetingSwitch } from './meeting-switch.ts'

const call = { kind: 'ticket', ticket: 't', conferenceId: 'c2', title: 'Review', video: true } as const
const plan: PreviousMeeting = { roomCode: '47', title: 'Plan' }

function open() {
  const entered: unknown[] = []
  return { entered, ...openMeetingSwitch((arrival) => void entered.push(arrival)) }
}

test('[PG25] the current meeting is left before the new one opens, which knows the way back', async () => {
  const { entered, register, enter } = open()
  const left = Promise.withResolvers<PreviousMeeting>()
  register(() => left.promise)
  const entering = enter(call)
  assert.deepEqual(entered, [])
  left.resolve(plan)
  await entering
  assert.deepEqual(entered, [{ ...call, previous: plan }])
})

test('[PG25] a person in no meeting joins at once, without a way back', async () => {
  const { entered, register, enter } = open()
  const hide = register(async () => plan)
  register(async () => undefined)
  hide() // of a page that another has replaced
  await enter(call)
  assert.deepEqual(entered, [call])
})

test('[PG25] a meeting page that is no longer shown is not left', async () => {
  const { entered, register, enter } = open()
  register(async () => plan)()
  await enter(call)
  assert.deepEqual(entered, [call])
})

test('[PG40] home waits until the meeting whose page was left has been left', async () => {
  const { leftPage, settled } = open()
  await settled()
  const leaving = Promise.withResolvers<void>()
  leftPage(leaving.promise)
  let isSettled = false
  void settled().then(() => (isSettled = true))
  await Promise.resolve()
  assert.equal(isSettled, false)
  leaving.resolve()
  await settled()
  assert.equal(isSettled, true)
})
