import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberedGuest } from './remembered.ts'

function memory() {
  const texts = new Map<string, string>()
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
  return { texts, storage: rememberedGuest(() => storage) }
}

test('[RM87] a guest is remembered in each of the last twenty meetings, the latest pass of each', () => {
  const { storage } = memory()
  assert.equal(storage.read('1'), undefined)
  storage.write('1', 'old')
  storage.write('1', 'new')
  storage.write('2', 'other')
  assert.deepEqual([storage.read('1'), storage.read('2')], ['new', 'other'])
  for (let code = 3; code <= 21; code += 1) storage.write(String(code), 'x')
  assert.deepEqual([storage.read('1'), storage.read('2'), storage.read('21')], [undefined, 'other', 'x'])
})

test('[RM87] an invalid stored value counts as none, and a browser that stores nothing causes no error', () => {
  const { storage, texts } = memory()
  storage.write('1', 'p')
  const [name = ''] = texts.keys()
  for (const text of ['{', 'null', '{"1":"p"}', '[["1"],["1",2],"1"]']) {
    texts.set(name, text)
    assert.equal(storage.read('1'), undefined, text)
  }
  storage.write('1', 'p')
  assert.equal(storage.read('1'), 'p')
  const forbidden = rememberedGuest(() => {
    throw new DOMException('not here', 'SecurityError')
  })
  forbidden.write('1', 'p')
  assert.equal(forbidden.read('1'), undefined)
})
