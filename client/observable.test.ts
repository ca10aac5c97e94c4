import assert from 'node:assert/strict'
import test from 'node:test'
import { observable, until } from './observable.ts'

test('[HO22] a listener is called after each change until it ends, and not for the same value', () => {
  const source = observable(1)
  const heard: number[] = []
  const end = source.subscribe(() => heard.push(source.get()))
  source.set(2)
  source.set(2)
  source.update((value) => value + 1)
  end()
  source.set(9)
  assert.deepEqual(heard, [2, 3])
})

test('[HO22] a listener can end itself or another one during a change', () => {
  const source = observable(0)
  const heard: string[] = []
  const ends: (() => void)[] = []
  ends.push(
    source.subscribe(() => {
      heard.push('first')
      for (const end of ends) end()
    }),
    source.subscribe(() => heard.push('second')),
  )
  source.set(1)
  source.set(2)
  assert.deepEqual(heard, ['first'])
})

test('[HO22] a listener that subscribes twice is called twice', () => {
  const source = observable(0)
  let calls = 0
  const listener = () => void (calls += 1)
  const end = source.subscribe(listener)
  source.subscribe(listener)
  source.set(1)
  end()
  source.set(2)
  assert.equal(calls, 3)
})

test('[HO22] a condition is met by the present value or by a later one', async () => {
  const source = observable(1)
  assert.equal(await until(source, (value) => value === 1), 1)
  const later = until(source, (value) => value > 2)
  source.set(2)
  source.set(3)
  source.set(4)
  assert.equal(await later, 3)
})
