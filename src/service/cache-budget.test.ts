import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CacheBudget } from './cache-budget.ts'

type Sized = { bytes: number }

const openCaches = (maxBytes: number) => {
  const budget = new CacheBudget(maxBytes)
  const open = (name: Parameters<CacheBudget['open']>[0], onDropped?: (value: Sized, key: string) => void) =>
    budget.open<Sized>(name, { sizeOf: ({ bytes }) => bytes, ...(onDropped && { onDropped }) })
  return { budget, open }
}

const fill = (cache: ReturnType<ReturnType<typeof openCaches>['open']>, count: number, bytes = 10_000) => {
  for (let index = 0; index < count; index += 1) cache.set(`key ${index}`, { bytes })
}

test('[OP20] all caches together stay below the limit, and what was used longest ago leaves first', () => {
  const { budget, open } = openCaches(1_000_000)
  const dropped: string[] = []
  const pages = open('pages', (_, key) => dropped.push(key))
  const states = open('states')
  fill(pages, 90)
  pages.get('key 0')
  fill(states, 20)
  assert.ok(budget.bytes() <= 1_000_000, `${budget.bytes()} bytes`)
  assert.ok(budget.bytes() > 980_000, `${budget.bytes()} bytes`)
  assert.equal(dropped[0], 'key 1')
  assert.ok(pages.has('key 0') && !pages.has('key 1'))
})

test('[OP20] a cache may use what others leave, and each keeps its share', () => {
  const { budget, open } = openCaches(1_000_000)
  const pages = open('pages')
  const states = open('states')
  fill(states, 500)
  assert.ok(budget.bytes('states') > 980_000)
  fill(pages, 30)
  assert.equal(pages.size, 30)
  fill(states, 500)
  assert.equal(pages.size, 30)
})

test('[OP20] the cache that is furthest above its share drops entries, even if another one is larger', () => {
  const { open } = openCaches(1_000_000)
  const pages = open('pages')
  const tokens = open('tokens')
  fill(pages, 72)
  fill(tokens, 30)
  assert.equal(pages.size, 72)
  assert.ok(tokens.size > 20 && tokens.size < 30, `${tokens.size} tokens`)
})

test('[OP20] the latest entry of each cache stays, if it fits into half of the limit', () => {
  const { budget, open } = openCaches(1_000_000)
  const states = open('states')
  const pages = open('pages')
  states.set('large', { bytes: 450_000 })
  fill(pages, 300)
  assert.ok(states.has('large'))
  assert.ok(budget.bytes() <= 1_000_000)
  states.set('larger', { bytes: 510_000 })
  assert.ok(!states.has('larger') && states.has('large'))
})

test('[OP20] what leaves by itself is no longer counted', () => {
  const { budget, open } = openCaches(1_000_000)
  const heads = open('heads')
  fill(heads, 10)
  for (let index = 0; index < 10; index += 1) heads.delete(`key ${index}`)
  assert.equal(budget.bytes(), 0)
})
