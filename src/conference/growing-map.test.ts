import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GrowingMap } from './growing-map.ts'

const KEYS = fc.nat({ max: 200 })

test('[WR4] a growing map never changes, no matter which maps grow from it', () => {
  const step = fc.record({ from: fc.nat(), key: KEYS, value: fc.nat(), all: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const maps = [GrowingMap.empty<number, number>()]
      const expected = [new Map<number, number>()]
      for (const { from, key, value, all } of steps) {
        // Mostly the newest map grows, sometimes an older one.
        const at = from % 4 === 0 ? from % maps.length : maps.length - 1
        const map = maps[at] ?? assert.fail()
        const model = expected[at] ?? assert.fail()
        maps.push(all ? map.mapValues((one) => one + value) : map.with(key, value))
        expected.push(all ? new Map([...model].map(([k, v]) => [k, v + value])) : new Map(model).set(key, value))
      }
      for (const [at, map] of maps.entries()) {
        const model = expected[at] ?? assert.fail()
        assert.deepEqual(
          [[...map], map.size, [...map.keys()], [...map.values()]],
          [[...model], model.size, [...model.keys()], [...model.values()]],
        )
        for (let key = 0; key <= 200; key += 1) {
          assert.deepEqual([map.get(key), map.has(key)], [model.get(key), model.has(key)])
          assert.equal(map.at(key), [...model.values()][key])
          const from = Math.floor(key / 64) * 64
          assert.deepEqual([...map.runsFrom(key)].flat(), [...model.values()].slice(from))
        }
      }
    }),
    { numRuns: 100 },
  )
})
