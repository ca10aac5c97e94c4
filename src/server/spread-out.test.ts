import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { spreadOut } from './spread-out.ts'

test('[OP14] requests that are too late together are refused a few at a time, in order', async () => {
  const spread = spreadOut(2)
  const done: number[] = []
  for (const work of [1, 2, 3, 4, 5]) spread(() => void done.push(work))
  assert.equal(done.length, 0)
  for (const expected of [
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
  ]) {
    await setImmediate()
    assert.deepEqual(done, expected)
  }
  spread(() => void done.push(6))
  await setImmediate()
  assert.equal(done.at(-1), 6)
})
