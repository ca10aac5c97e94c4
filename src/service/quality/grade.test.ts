import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeOf } from './grade.ts'

test('[SG37] more than 8 % lost, 500 ms or 100 ms of jitter is poor, more than 2 %, 250 ms or 30 ms fair, all else good', () => {
  for (const [measured, grade] of [
    [{ lostRate: 0, roundTripTime: 20 }, 3],
    [{ lostRate: 2, roundTripTime: 250 }, 3],
    [{ lostRate: 2.1, roundTripTime: 20 }, 2],
    [{ roundTripTime: 251 }, 2],
    [{ lostRate: 8, roundTripTime: 500 }, 2],
    [{ lostRate: 8.1 }, 1],
    [{ lostRate: 0, roundTripTime: 501 }, 1],
    [{ lostRate: 0, roundTripTime: 20, audioJitterAvg: 30 }, 3],
    [{ audioJitterAvg: 31 }, 2],
    [{ audioJitterAvg: 100 }, 2],
    [{ lostRate: 0, audioJitterAvg: 101 }, 1],
    [{}, undefined],
  ] as const) {
    assert.equal(gradeOf(measured), grade, JSON.stringify(measured))
  }
})
