import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientSecrets } from './client-secrets.ts'
import { memoryTryLimiter } from './try-limiter.ts'
import { CacheBudget } from '../service/cache-budget.ts'

/** Two wrong tries per client and address, six per address. `hashed` are the secrets that were hashed. */
function opened() {
  const hashed: string[] = []
  const secrets = {
    hash: async (secret: string) => `hash of ${secret}`,
    verify: async (secret: string, hash: string) => (hashed.push(secret), hash === `hash of ${secret}`),
  }
  const limiterOf = (failures: number) => memoryTryLimiter({ failures, windowMs: 60_000 })
  const caches = new CacheBudget(2 ** 26)
  const clientSecrets = new ClientSecrets({ secrets, limiter: limiterOf(2), wideLimiter: limiterOf(6), caches })
  const send = (secret: string, { clientId = 'app', from = '10.0.0.1', hash = 'hash of right' } = {}) =>
    clientSecrets.check(hash || undefined, { clientId, secret, from })
  return { hashed, send }
}

test('[AT14] wrong secrets are counted per client and address', async () => {
  const { send } = opened()
  for (const _ of [1, 2]) assert.equal(await send('x'), 'wrong')
  assert.equal(await send('right'), 'too-many-tries')
  assert.equal(await send('right', { from: '10.0.0.2' }), 'right')
  assert.equal(await send('right', { clientId: 'other' }), 'right')
})

test('[AT14] wrong secrets for any clients are counted per address, also for clients that do not exist', async () => {
  const { send } = opened()
  for (const clientId of 'abcdef') assert.equal(await send('x', { clientId, hash: '' }), 'wrong')
  assert.equal(await send('right'), 'too-many-tries')
  assert.equal(await send('right', { from: '10.0.0.2' }), 'right')
})

test('[AT15] a secret that was right is not hashed again, and no count stops it', async () => {
  const { hashed, send } = opened()
  assert.equal(await send('right'), 'right')
  for (const clientId of 'abcdef') await send('x', { clientId })
  hashed.length = 0
  assert.equal(await send('right'), 'right')
  assert.deepEqual(hashed, [])
  assert.equal(await send('right', { hash: 'hash of new' }), 'too-many-tries')
  assert.equal(await send('x'), 'too-many-tries')
})

test('[AT16] a client that does not exist costs a hash, as a wrong secret does', async () => {
  const { hashed, send } = opened()
  assert.equal(await send('x', { hash: '' }), 'wrong')
  assert.deepEqual(hashed, ['x'])
})
