import assert from 'node:assert/strict'
import test from 'node:test'
import { en } from './en.ts'
import { chooseLanguage } from './languages.ts'
import { zhCN } from './zh-CN.ts'

type Words = { readonly [key: string]: string | Words }

/** Every text by its whole key. */
function flatten(words: Words, path = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(path + key, value)
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const languages = { en: flatten(en), 'zh-CN': flatten(zhCN) }
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w-]+)[^}]*\}\}/g)].map(([, name]) => name).sort()

test('[PG16] both languages have the same keys', () => {
  assert.deepEqual([...languages['zh-CN'].keys()].sort(), [...languages.en.keys()].sort())
})

for (const [language, words] of Object.entries(languages)) {
  test(`[PG16] no text of ${language} is empty`, () => {
    assert.ok(words.size > 100, 'there are words to look at')
    assert.deepEqual(
      [...words].filter(([, text]) => text.trim() === ''),
      [],
    )
  })
}

test('[PG16] both languages fill the same gaps', () => {
  for (const [key, text] of languages.en)
    assert.deepEqual(placeholders(languages['zh-CN'].get(key) ?? ''), placeholders(text), key)
})

test('[PG16] Chinese is Chinese: what has letters of its own is no copy of the English', () => {
  const names = new Set(['app.name', 'settings.english', 'settings.chinese'])
  const copied = [...languages.en].filter(
    ([key, text]) => /[a-z]{3,} [a-z]/.test(text) && languages['zh-CN'].get(key) === text,
  )
  assert.deepEqual(
    copied.filter(([key]) => !names.has(key)),
    [],
  )
})

for (const [wish, ofBrowser, language] of [
  ['browser', ['zh-TW', 'en'], 'zh-CN'],
  ['browser', ['de', 'fr', 'en-GB', 'zh'], 'en'],
  ['browser', ['de'], 'en'],
  ['browser', [], 'en'],
  ['zh-CN', ['en'], 'zh-CN'],
  ['en', ['zh-CN'], 'en'],
] as const) {
  test(`[PG16] with the wish ${wish} a browser of ${ofBrowser.join(', ') || 'no language'} gets ${language}`, () => {
    assert.equal(chooseLanguage(wish, ofBrowser), language)
  })
}
