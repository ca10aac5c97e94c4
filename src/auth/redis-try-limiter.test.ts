import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedis, type TestRedis } from '../../test/worlds/redis.ts'
import { RedisLink } from '../bus/redis-link.ts'
import { redisTryLimiter } from './redis-try-limiter.ts'
import { memoryTryLimiter } from './try-limiter.ts'

let redis: TestRedis
before(async () => void (redis = await startRedis()))
after(() => redis[Symbol.asyncDispose]())

/** The limiter of one of several servers: two tries in a second. */
async function openServer(prefix: string) {
  const link = await RedisLink.open({ url: redis.url, onError: () => {}, onMessageError: () => {} })
  await link.connect()
  const limits = { failures: 2, windowMs: 1_000 }
  const limiter = redisTryLimiter({
    evaluate: (...script) => link.evaluate(...script),
    prefix,
    insurance: memoryTryLimiter(limits),
    ...limits,
  })
  return { link, limiter, [Symbol.asyncDispose]: () => link[Symbol.asyncDispose]() }
}

test('[TO10] several servers count tries together, until the window ends', async () => {
  await using here = await openServer('tries')
  await using there = await openServer('tries')
  await using other = await openServer('other')
  assert.deepEqual([await here.limiter.take('a'), await there.limiter.take('a')], [true, true])
  assert.deepEqual([await here.limiter.take('a'), await there.limiter.take('a')], [false, false])
  assert.deepEqual([await here.limiter.take('b'), await other.limiter.take('a')], [true, true])
  await sleep(1_100)
  assert.equal(await there.limiter.take('a'), true)
})

test('[TO10] a try that is given back on another server does not count', async () => {
  await using here = await openServer('refunds')
  await using there = await openServer('refunds')
  for (let round = 0; round < 3; round += 1) {
    assert.equal(await here.limiter.take('a'), true)
    await there.limiter.refund('a')
  }
  assert.deepEqual([await here.limiter.take('a'), await here.limiter.take('a')], [true, true])
  assert.equal(await there.limiter.take('a'), false)
})

test('[TO10] while Redis is away, each server counts alone', async () => {
  await using here = await openServer('alone')
  await using there = await openServer('alone')
  await redis.kill()
  for (const { limiter } of [here, there]) {
    assert.deepEqual([await limiter.take('a'), await limiter.take('a'), await limiter.take('a')], [true, true, false])
    await limiter.refund('a')
    assert.equal(await limiter.take('a'), true)
  }
  await redis.start()
})
