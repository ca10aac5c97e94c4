import assert from 'node:assert/strict'
import test from 'node:test'
import { observable } from './observable.ts'

test('[PG17] whoever listens is told of each change, until he ends it, and not of what is the same', () => {
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

test('[PG17] a listener that ends another, or itself, while all are told is heeded at once', () => {
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

test('[PG17] one listener that listens twice is told twice', () => {
  const source = observable(0)
  let told = 0
  const listener = () => void (told += 1)
  const end = source.subscribe(listener)
  source.subscribe(listener)
  source.set(1)
  end()
  source.set(2)
  assert.equal(told, 3)
})
