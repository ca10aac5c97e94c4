import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { takingTurns } from './turns.ts'

/** Works that run until they are ended. `running` are their names, in the order in which they began. */
function works(atOnce: number) {
  const turns = takingTurns(atOnce)
  const running: string[] = []
  const ends = new Map<string, PromiseWithResolvers<void>>()
  const end = async (name: string, act: 'resolve' | 'reject' = 'resolve') => {
    running.splice(running.indexOf(name), 1)
    ends.get(name)?.[act]()
    await setImmediate()
  }
  const begin = (name: string) => {
    const ended = Promise.withResolvers<void>()
    ends.set(name, ended)
    return turns(name.slice(0, 1), () => (running.push(name), ended.promise)).catch(() => {})
  }
  return { running, begin, end }
}

test('[AT13] no more tasks run at once than allowed, also after one that fails', async () => {
  const { running, begin, end } = works(2)
  for (const name of ['a1', 'a2', 'a3', 'a4']) void begin(name)
  await setImmediate()
  assert.deepEqual(running, ['a1', 'a2'])
  await end('a1', 'reject')
  assert.deepEqual(running, ['a2', 'a3'])
  for (const name of ['a2', 'a3', 'a4']) await end(name)
  for (const name of ['b1', 'b2', 'b3']) void begin(name)
  await setImmediate()
  assert.deepEqual(running, ['b1', 'b2'])
})

test('[AT13] lanes take turns, no matter how many tasks wait in one of them', async () => {
  const { running, begin, end } = works(1)
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) void begin(name)
  const order: string[] = []
  for (let done = 0; done < 7; done += 1) {
    await setImmediate()
    const [name = ''] = running
    order.push(name)
    await end(name)
  }
  assert.deepEqual(order, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})
