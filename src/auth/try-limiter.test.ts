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

test('[WS26] above the highest number of keys, the oldest of those with the fewest tries is forgotten', async () => {
  const { limiter } = limiterAt({ failures: 2, maxKeys: 3 })
  for (const key of ['tired', 'tired', 'a', 'b', 'c']) assert.equal(await limiter.take(key), true)
  assert.equal(await limiter.take('tired'), false, 'it is the oldest, but has the most tries')
  assert.equal(await limiter.take('b'), true)
  assert.equal(await limiter.take('b'), false)
  for (const expected of [true, true, false]) assert.equal(await limiter.take('a'), expected, 'forgotten for c')
})

test('[WS26] tries from very many addresses neither erase another count nor take more memory', async () => {
  const maxKeys = 1_000
  const { limiter, wait } = limiterAt({ failures: 3, maxKeys })
  for (const _ of [1, 2, 3]) await limiter.take('the account')
  for (let address = 0; address < 50 * maxKeys; address += 1) await limiter.take(`address ${address}`)
  assert.equal(await limiter.take('the account'), false)
  assert.equal(limiter.size, maxKeys)
  wait(1_000)
  assert.equal(await limiter.take('the account'), true, 'the window is over')
  assert.equal(limiter.size, 1, 'and so are all others')
})

test('[WS26] without a limit, any number of tries is allowed', async () => {
  const { limiter } = limiterAt({ failures: Infinity })
  for (let tries = 0; tries < 2_000; tries += 1) assert.equal(await limiter.take('a'), true)
})
