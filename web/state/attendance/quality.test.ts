import assert from 'node:assert/strict'
import test from 'node:test'
import type { AttendanceQualityAnswer } from '../../../contract/web/attendance-types.ts'
import { ApiError } from '../api.ts'
import { openConnections, sumTroubles } from './quality.ts'

const spans = [
  { from: 0, to: 60, grade: 3 },
  { from: 60, to: 120, grade: 1 },
  { from: 120, to: 240, grade: 2 },
  { from: 300, to: 360, grade: 1 },
] as const

test('[AR26] the connections are loaded again until the meeting is over, and stay if the server does not answer', async () => {
  const answers: (AttendanceQualityAnswer | 'offline')[] = [
    'offline',
    { stepMs: 60, people: [] },
    'offline',
    { stepMs: 60, people: [{ unionId: 'ada', spans: [...spans] }] },
  ]
  const model = openConnections(async () => {
    const next = answers.shift()
    if (typeof next === 'object') return next
    throw new ApiError('offline')
  })
  const known = () => model.connections.get()?.size
  for (const [last, size] of [
    [false, undefined],
    [false, 0],
    [true, 0],
    [true, 1],
  ] as const) {
    await model.refresh({ last })
    assert.equal(known(), size)
  }
  answers.push({ stepMs: 60, people: [] })
  await model.refresh({ last: true })
  assert.equal(answers.length, 1)
})

test('[AR26] the times of fair and of poor connections are added up', () => {
  assert.deepEqual(sumTroubles(spans), { fairMs: 120, poorMs: 120 })
})
