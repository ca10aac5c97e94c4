import assert from 'node:assert/strict'
import test from 'node:test'
import type { AttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import { ApiError } from '../api.ts'
import { openAttendance } from './attendance.ts'

const answer: AttendanceAnswer = {
  conferenceId: 'c',
  title: 'Plan',
  timeZone: 'UTC',
  startTime: 0,
  endTime: 1_000,
  countedTo: 1_000,
  whole: true,
  people: [],
  totals: { came: 0, absent: 0, sessions: 0, durationMs: 0 },
  inside: [],
}

/** The page of a person. `answers`: what the server says to the next requests; a text is the code of a refusal. */
function open(...answers: (AttendanceAnswer | string)[]) {
  const requests: boolean[] = []
  let signedOut = 0
  const model = openAttendance(
    {
      attendance: async (_id, { own }) => {
        requests.push(own)
        const next = answers.shift()
        if (typeof next === 'object') return next
        throw new ApiError(next ?? 'offline')
      },
    },
    { conferenceId: 'c', signedOut: () => void (signedOut += 1) },
  )
  return { model, requests, signedOut: () => signedOut }
}

test('[AR19] the page shows the report of everybody, or else the person’s own part, or says why not', async () => {
  const whole = open(answer)
  await whole.model.refresh()
  assert.deepEqual(whole.model.view.get(), { phase: 'shown', answer, isStale: false })
  const own = open('not-permitted', { ...answer, whole: false })
  await own.model.refresh()
  const shown = own.model.view.get()
  assert.deepEqual([shown.phase === 'shown' && shown.answer.whole, own.requests], [false, [false, true]])
  for (const [codes, code] of [
    [['not-permitted', 'conference-not-found'], 'not-permitted'],
    [['conference-not-found'], 'conference-not-found'],
    [['offline'], 'offline'],
  ] as const) {
    const { model } = open(...codes)
    await model.refresh()
    assert.deepEqual(model.view.get(), { phase: 'refused', code })
  }
  const gone = open('signed-out')
  await gone.model.refresh()
  assert.equal(gone.signedOut(), 1)
})

test('[AR19] the report of a running meeting is loaded again, that of an ended one is not', async () => {
  const { endTime: _, ...running } = answer
  const { model, requests } = open(running, 'offline', answer)
  await model.refresh()
  await model.refresh()
  const stale = model.view.get()
  assert.deepEqual([stale.phase, stale.phase === 'shown' && stale.isStale], ['shown', true])
  await model.refresh()
  await model.refresh()
  assert.equal(requests.length, 3)
})
