import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortcutOf } from './shortcut-of.ts'

for (const [layout, key, code, shiftKey, shortcut] of [
  ['US', 'm', 'KeyM', false, 'm'],
  ['US with Caps Lock', 'M', 'KeyM', false, 'm'],
  ['US', '?', 'Slash', true, '?'],
  ['French', 'm', 'Semicolon', false, 'm'],
  ['French', ',', 'KeyM', false, ','],
  ['German', '?', 'Minus', true, '?'],
  ['Dvorak', 'm', 'KeyM', false, 'm'],
  ['Dvorak', 'j', 'KeyC', false, 'j'],
  ['Russian', 'ь', 'KeyM', false, 'm'],
  ['Russian', 'Р', 'KeyH', true, 'h'],
  ['Greek', 'ψ', 'KeyC', false, 'c'],
  ['Pinyin', '？', 'Slash', true, '?'],
  ['Pinyin', 'Process', 'KeyV', false, 'v'],
  ['any', 'Escape', 'Escape', false, 'escape'],
  ['Russian', 'ё', 'Backquote', false, ''],
] as const) {
  test(`[RM132] ${key} on a keyboard that is ${layout} is the shortcut ${shortcut || 'of nothing'}`, () => {
    assert.equal(shortcutOf({ key, code, shiftKey }), shortcut)
  })
}
