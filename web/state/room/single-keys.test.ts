import assert from 'node:assert/strict'
import test from 'node:test'
import { keptText } from '../kept-text.ts'
import { openSingleKeys } from './single-keys.ts'

test('[RM85] single keys are on until they are switched off, which the browser remembers', () => {
  const storage = new Map<string, string>()
  const texts = () => ({
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => void storage.set(key, text),
    removeItem: (key: string) => void storage.delete(key),
  })
  const open = () => openSingleKeys(keptText(texts, 'keys'))
  const keys = open()
  const told: boolean[] = []
  keys.on.subscribe(() => told.push(keys.on.get()))
  assert.equal(keys.on.get(), true)
  keys.set(false)
  assert.deepEqual([told, open().on.get()], [[false], false])
  keys.set(true)
  assert.deepEqual([told, open().on.get()], [[false, true], true])
})

test('[RM85] a browser that stores nothing switches them off too', () => {
  const forbidden = keptText(() => {
    throw new Error('storage is forbidden')
  }, 'keys')
  const keys = openSingleKeys(forbidden)
  assert.equal(keys.on.get(), true)
  keys.set(false)
  assert.equal(keys.on.get(), false)
})
