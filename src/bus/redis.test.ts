import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedis, type TestRedis } from '../../test/worlds/redis.ts'
import type { ConferenceId } from '../conference/identity.ts'
import { describeBus, type OpenedBuses } from './bus.contract.ts'
import { RedisLink } from './redis-link.ts'
import { RedisBus } from './redis.ts'

const C1 = 'c1' as ConferenceId
const unexpected = (error: unknown) => assert.fail(String(error))
const ignored = () => {}

let redis: TestRedis
before(async () => void (redis = await startRedis()))
after(() => redis[Symbol.asyncDispose]())

let channels = 0

/** Buses of as many processes on one channel. */
async function openBuses(count: number, onError: (error: unknown) => void = unexpected) {
  const opened = new AsyncDisposableStack()
  const channel = `test-${(channels += 1)}`
  const buses: RedisBus[] = []
  for (let index = 0; index < count; index += 1) {
    const link = opened.use(await RedisLink.open({ url: redis.url, onError: ignored, onMessageError: onError }))
    buses.push(opened.use(new RedisBus(link, { channel, onError })))
    await link.connect()
    assert.ok(link.isConnected)
  }
  return { buses, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function until(isTrue: () => boolean, timeoutMs = 10_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !isTrue(); await sleep(5)) {
    if (Date.now() > deadline) assert.fail('it did not happen in time')
  }
}

for (const count of [1, 2]) {
  describeBus(count === 1 ? 'Redis, one process:' : 'Redis, two processes:', async (onError): Promise<OpenedBuses> => {
    const { buses, ...rest } = await openBuses(count, onError)
    return { ...rest, here: buses[0] as RedisBus, there: buses.at(-1) as RedisBus }
  })
}

test('[BU6] a wake-up reaches every process once, and those of other stores not at all', async () => {
  await using opened = await openBuses(3)
  await using others = await openBuses(1)
  const received = [...opened.buses, ...others.buses].map((bus) => {
    const versions: number[] = []
    bus.subscribe(({ version }) => versions.push(version))
    return versions
  })
  opened.buses[0]?.publish({ conferenceId: C1, version: 1 })
  opened.buses[1]?.publish({ conferenceId: C1, version: 2 })
  await until(() => received.slice(0, 3).every(({ length }) => length === 2))
  await sleep(20)
  assert.deepEqual(
    received.map((versions) => versions.toSorted()),
    [[1, 2], [1, 2], [1, 2], []],
  )
})

test('[BU7] a bus says that it is interrupted, connects again by itself, and then announces what it could not', async () => {
  await using opened = await openBuses(2)
  const [here, there] = opened.buses as [RedisBus, RedisBus]
  const versions: number[] = []
  there.subscribe(({ version }) => versions.push(version))
  const earlier = here.interruptions
  await redis.cutOldest()
  await until(() => !here.isConnected)
  for (const version of [1, 2, 3]) here.publish({ conferenceId: C1, version })
  await until(() => here.isConnected && versions.length > 0)
  assert.deepEqual([versions, here.interruptions], [[3], earlier + 1])
})

test('[BU7] buses work again after Redis was killed and started again', async () => {
  await using opened = await openBuses(2)
  const [here, there] = opened.buses as [RedisBus, RedisBus]
  const versions: number[] = []
  there.subscribe(({ version }) => versions.push(version))
  const earlier = there.interruptions
  await redis.kill()
  await until(() => !here.isConnected && !there.isConnected)
  await redis.start()
  await until(() => here.isConnected && there.isConnected)
  here.publish({ conferenceId: C1, version: 4 })
  await until(() => versions.length > 0)
  assert.deepEqual([versions, there.interruptions], [[4], earlier + 1])
})

test('[BU8] a Redis that hangs counts as interrupted within 5 seconds', async () => {
  await using opened = await openBuses(1)
  const [bus] = opened.buses as [RedisBus]
  redis.freeze(true)
  await until(() => !bus.isConnected, 5_000)
  redis.freeze(false)
  await until(() => bus.isConnected)
})

test('[BU9] a bus opens without Redis, and connects when Redis is there', async () => {
  await redis.kill()
  const errors: unknown[] = []
  await using link = await RedisLink.open({
    url: redis.url,
    onError: (error) => errors.push(error),
    onMessageError: ignored,
  })
  await using bus = new RedisBus(link, { channel: 'late', onError: unexpected })
  await link.connect()
  assert.deepEqual([bus.isConnected, errors.length], [false, 1])
  await redis.start()
  await until(() => bus.isConnected)
  assert.equal(bus.interruptions, 1)
})
