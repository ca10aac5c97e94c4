import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeOf } from './grading.ts'

test('[SG37] more than 8 % lost or 500 ms is poor, more than 2 % or 250 ms fair, all else good', () => {
  for (const [measured, grade] of [
    [{ lostRate: 0, roundTripTime: 20 }, 3],
    [{ lostRate: 2, roundTripTime: 250 }, 3],
    [{ lostRate: 2.1, roundTripTime: 20 }, 2],
    [{ roundTripTime: 251 }, 2],
    [{ lostRate: 8, roundTripTime: 500 }, 2],
    [{ lostRate: 8.1 }, 1],
    [{ lostRate: 0, roundTripTime: 501 }, 1],
    [{}, undefined],
  ] as const) {
    assert.equal(gradeOf(measured), grade, JSON.stringify(measured))
  }
})
