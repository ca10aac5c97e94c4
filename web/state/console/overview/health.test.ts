import assert from 'node:assert/strict'
import test from 'node:test'
import { listHealth } from './health.ts'

const DATABASE = { kind: 'sqlite', up: true, answerMs: 1 } as const
const MEDIA = { engine: 'mesh', down: false } as const

const statesOf = (...[health, media]: Parameters<typeof listHealth>) =>
  listHealth(health, media).map(({ part, state }) => `${part} ${state}`)

test('[CO31] the overview says in which state each part is, and leaves out what the server does not use', () => {
  assert.deepEqual(statesOf({ database: DATABASE }, MEDIA), ['database works', 'media works'])
  const health = { database: { ...DATABASE, up: false }, redis: { connected: false } }
  assert.deepEqual(statesOf(health, { engine: 'livekit', down: true }), [
    'database trouble',
    'media trouble',
    'redis trouble',
  ])
  assert.deepEqual(statesOf({ database: DATABASE, redis: { connected: true } }, MEDIA).at(-1), 'redis works')
})

test('[CO31] a disk with less than a tenth left is low', () => {
  const stateOf = (freeBytes: number) =>
    statesOf({ database: DATABASE, disk: { freeBytes, totalBytes: 1_000 } }, MEDIA).at(-1)
  assert.deepEqual([stateOf(100), stateOf(99)], ['disk works', 'disk low'])
})
