import assert from 'node:assert/strict'
import test from 'node:test'
import { groupByDay } from './days.ts'

test('[PG38] meetings are grouped by the day on which they began', () => {
  const at = (day: number, hour: number) => ({ startTime: new Date(2031, 4, day, hour).getTime() })
  const [late, early, before] = [at(7, 23), at(7, 0), at(6, 23)]
  assert.deepEqual(groupByDay([late, early, before]), [
    { day: new Date(2031, 4, 7).getTime(), meetings: [late, early] },
    { day: new Date(2031, 4, 6).getTime(), meetings: [before] },
  ])
  assert.deepEqual(groupByDay([]), [])
})
