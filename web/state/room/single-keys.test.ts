import assert from 'node:assert/strict'
import test from 'node:test'
import { storedText } from '../stored-text.ts'
import { openSingleKeys } from './single-keys.ts'

test('[RM85] single keys are on until they are switched off, which the browser remembers', () => {
  const storage = new Map<string, string>()
  const texts = () => ({
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => void storage.set(key, text),
    removeItem: (key: string) => void storage.delete(key),
  })
  const open = () => openSingleKeys(storedText(texts, 'keys'))
  const keys = open()
  const reported: boolean[] = []
  keys.on.subscribe(() => reported.push(keys.on.get()))
  assert.equal(keys.on.get(), true)
  keys.set(false)
  assert.deepEqual([reported, open().on.get()], [[false], false])
  keys.set(true)
  assert.deepEqual([reported, open().on.get()], [[false, true], true])
})

test('[RM85] a browser that stores nothing switches them off too', () => {
  const forbidden = storedText(() => {
    throw new Error('storage is forbidden')
  }, 'keys')
  const keys = openSingleKeys(forbidden)
  assert.equal(keys.on.get(), true)
  keys.set(false)
  assert.equal(keys.on.get(), false)
})
