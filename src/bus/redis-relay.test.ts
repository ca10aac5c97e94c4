import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedis, type TestRedis } from '../../test/worlds/redis.ts'
import { RedisLink } from './redis-link.ts'
import { RedisRelay } from './redis-relay.ts'

type Fact = { name: string }

let redis: TestRedis
before(async () => void (redis = await startRedis()))
after(() => redis[Symbol.asyncDispose]())

/** A server that holds facts and tells them to the others. */
async function openServer(name: string, errors: unknown[] = []) {
  await using opened = new AsyncDisposableStack()
  const onError = (error: unknown) => errors.push(error)
  const link = opened.use(await RedisLink.open({ url: redis.url, onError: () => {}, onMessageError: onError }))
  const relay = new RedisRelay(link, { prefix: 'test', onError })
  const facts = new Set<string>()
  const received: string[] = []
  const tell = relay.open('facts', {
    receive: (fact: Fact) => {
      if (fact.name === 'broken') throw new Error('broken receiver')
      received.push(fact.name)
      facts.add(fact.name)
    },
    held: () => Array.from(facts, (fact) => ({ name: fact })),
  })
  await link.connect()
  const all = opened.move()
  return {
    name,
    link,
    relay,
    facts,
    received,
    tell: (fact: string) => {
      facts.add(fact)
      tell({ name: fact })
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !isTrue(); await sleep(5)) {
    if (Date.now() > deadline) assert.fail('it did not happen in time')
  }
}

test('[RL1] a message reaches every other server, those of one server in order', async () => {
  await using one = await openServer('one')
  await using two = await openServer('two')
  await using three = await openServer('three')
  const sent = Array.from({ length: 50 }, (_, index) => `fact ${index}`)
  for (const fact of sent) one.tell(fact)
  await until(() => two.facts.size === 50 && three.facts.size === 50)
  assert.deepEqual([one.received, [...two.facts], [...three.facts]], [[], sent, sent])
})

test('[RL2] a server that connects later gets what the others hold', async () => {
  await using one = await openServer('one')
  const facts = Array.from({ length: 250 }, (_, index) => `fact ${index}`)
  for (const fact of facts) one.tell(fact)
  await using two = await openServer('two')
  await until(() => two.facts.size === 250)
  assert.deepEqual([...two.facts], facts)
})

test('[RL2] servers that were cut off tell each other what they hold', async () => {
  await using one = await openServer('one')
  await using two = await openServer('two')
  await redis.kill()
  await until(() => !one.link.isConnected && !two.link.isConnected)
  one.tell('of one')
  two.tell('of two')
  await redis.start()
  await until(() => one.facts.size === 2 && two.facts.size === 2)
  for (const { facts } of [one, two]) assert.deepEqual([...facts].toSorted(), ['of one', 'of two'])
})

test('[RL3] a receiver that throws is reported, and the next message arrives', async () => {
  const errors: unknown[] = []
  await using one = await openServer('one')
  await using two = await openServer('two', errors)
  one.tell('broken')
  one.tell('whole')
  await until(() => two.facts.size === 1)
  assert.deepEqual([[...two.facts], String(errors[0])], [['whole'], 'Error: broken receiver'])
})

test('[RL4] each server that connects has a number of its own', async () => {
  await using opened = new AsyncDisposableStack()
  const servers: Awaited<ReturnType<typeof openServer>>[] = []
  for (let index = 0; index < 80; index += 1) servers.push(opened.use(await openServer(`server ${index}`)))
  const distinct = () => new Set(servers.map(({ relay }) => relay.serverNumber)).size
  await until(() => distinct() === servers.length)
})

test('[RL5] a message that cannot be read is reported, and interrupts nothing', async () => {
  const errors: unknown[] = []
  await using one = await openServer('one')
  await using two = await openServer('two', errors)
  const { interruptions } = two.link
  const malformed = ['{', 'null', '1', '["x","facts",5]', '["x","facts",[null]]']
  for (const message of malformed) await one.link.publish('test:relay', message)
  one.tell('whole')
  await until(() => two.facts.size === 1)
  assert.deepEqual(
    [two.link.isConnected, two.link.interruptions, errors.length],
    [true, interruptions, malformed.length],
  )
})
