import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryTryLimiter } from './try-limiter.ts'

function limiterAt(settings: { failures: number; maxKeys?: number }) {
  let now = 0
  const limiter = memoryTryLimiter({ windowMs: 1_000, now: () => now, ...settings })
  return { limiter, wait: (ms: number) => (now += ms) }
}

test('[WS9] a window begins with the first try and ends for good', async () => {
  const { limiter, wait } = limiterAt({ failures: 2 })
  assert.equal(await limiter.take('a'), true)
  wait(900)
  assert.equal(await limiter.take('a'), true)
  assert.equal(await limiter.take('a'), false)
  assert.equal(await limiter.take('b'), true)
  wait(100)
  for (const expected of [true, true, false]) assert.equal(await limiter.take('a'), expected)
})

test('[WS9] a try that is given back does not count, and leaves no key', async () => {
  const { limiter } = limiterAt({ failures: 1, maxKeys: 1 })
  for (const _ of [1, 2, 3]) {
    assert.equal(await limiter.take('a'), true)
    await limiter.refund('a')
  }
  assert.equal(await limiter.take('a'), true)
  await limiter.refund('b')
  assert.equal(await limiter.take('a'), false)
})

test('[WS26] above the highest number of keys, the oldest window is forgotten', async () => {
  const { limiter } = limiterAt({ failures: 1, maxKeys: 2 })
  for (const key of ['a', 'b']) assert.equal(await limiter.take(key), true)
  for (const key of ['a', 'b']) assert.equal(await limiter.take(key), false)
  assert.equal(await limiter.take('c'), true)
  assert.equal(await limiter.take('b'), false)
  assert.equal(await limiter.take('a'), true)
})
