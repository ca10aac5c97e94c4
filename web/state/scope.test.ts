import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observable } from '../../client/observable.ts'
import { Scope } from './scope.ts'

test('[HO22] a derived value notifies only when it shows something else', () => {
  using scope = new Scope()
  const source = observable(1)
  const isEven = scope.derive(source, (value) => value % 2 === 0)
  const seen: boolean[] = []
  isEven.subscribe(() => seen.push(isEven.get()))
  for (const value of [3, 5, 6, 8, 9]) source.set(value)
  assert.deepEqual(seen, [true, false])
})

test('[HO22] a scope that is disposed of ends what it owns, the last first, and what is added later at once', () => {
  const scope = new Scope()
  const source = observable(1)
  const ended: string[] = []
  const double = scope.derive(source, (value) => value * 2)
  scope.add(() => ended.push('first'))
  scope.add(() => ended.push('second'))
  scope[Symbol.dispose]()
  scope.add(() => ended.push('late'))
  source.set(5)
  assert.equal(double.get(), 2)
  assert.deepEqual(ended, ['second', 'first', 'late'])
})
