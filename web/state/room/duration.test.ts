import assert from 'node:assert/strict'
import test from 'node:test'
import { toDurationText } from './duration.ts'

for (const [ms, text] of [
  [-5, { key: 'time.seconds', count: 0 }],
  [59_999, { key: 'time.seconds', count: 59 }],
  [60_000, { key: 'time.minutes', count: 1 }],
  [3_599_999, { key: 'time.minutes', count: 59 }],
  [3_600_000, { key: 'time.hours', hours: 1, minutes: 0 }],
  [93_780_000, { key: 'time.hours', hours: 26, minutes: 3 }],
] as const) {
  test(`[PG12] ${ms} ms of attendance are shown as ${JSON.stringify(text)}`, () => {
    assert.deepEqual(toDurationText(ms), text)
  })
}
