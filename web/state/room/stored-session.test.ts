import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storedSession } from './stored-session.ts'

test('[RM1] a browser without storage only loses the way back to its session', () => {
  const kept = storedSession(() => {
    throw new Error('forbidden')
  }, '123')
  kept.write('token')
  assert.equal(kept.read(), undefined)
})

test('[RM1] a tab stores one session for each room', () => {
  const texts = new Map<string, string>()
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
  storedSession(() => storage, '123').write('token')
  assert.equal(storedSession(() => storage, '123').read(), 'token')
  assert.equal(storedSession(() => storage, '456').read(), undefined)
})
