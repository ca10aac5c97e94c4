import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GroupedLookup } from './grouped-lookup.ts'

/** A database whose values change, and whose statements end when the test says so. */
function slowDatabase() {
  const values = new Map<string, number>()
  const statements: { keys: readonly string[]; end: () => void; fail: (error: Error) => void }[] = []
  const lookup = new GroupedLookup<string, number>((keys) => {
    const seen = new Map(values)
    return new Promise((resolve, reject) => {
      statements.push({ keys, end: () => resolve(seen), fail: reject })
    })
  })
  return { values, statements, lookup }
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('[RS53] look-ups that wait at the same moment share one statement', async () => {
  const { values, statements, lookup } = slowDatabase()
  values.set('a', 1).set('b', 2)
  const found = Promise.all(['a', 'b', 'none', 'a'].map((key) => lookup.find(key)))
  await turn()
  assert.deepEqual(
    statements.map(({ keys }) => keys),
    [['a', 'b', 'none']],
  )
  statements[0]?.end()
  assert.deepEqual(await found, [1, 2, undefined, 1])
})

test('[RS53] a look-up never gives a value from before it was asked for', async () => {
  const { values, statements, lookup } = slowDatabase()
  values.set('a', 1)
  const early = lookup.find('a')
  await turn()
  values.set('a', 2)
  const late = lookup.find('a')
  await turn()
  assert.equal(statements.length, 1, 'the second one waits for a statement of its own')
  statements[0]?.end()
  await turn()
  statements[1]?.end()
  assert.deepEqual(await Promise.all([early, late]), [1, 2])
})

test('[RS53] a statement that fails fails only the look-ups that share it', async () => {
  const { values, statements, lookup } = slowDatabase()
  values.set('a', 1)
  const first = assert.rejects(lookup.find('a'), /disk/)
  await turn()
  const second = lookup.find('a')
  statements[0]?.fail(new Error('disk'))
  await first
  await turn()
  statements[1]?.end()
  assert.equal(await second, 1)
})

test('[RS53] a statement that hangs does not stop the next ones', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { values, statements, lookup } = slowDatabase()
  values.set('a', 1)
  const hanging = lookup.find('a')
  await turn()
  const next = lookup.find('a')
  await turn()
  assert.equal(statements.length, 1)
  t.mock.timers.tick(1_000)
  await turn()
  statements[1]?.end()
  assert.equal(await next, 1)
  statements[0]?.end()
  assert.equal(await hanging, 1)
})
