import assert from 'node:assert/strict'
import test from 'node:test'
import { attendanceEn } from './attendance-en.ts'
import { attendanceZh } from './attendance-zh-CN.ts'
import { consoleEn } from './console-en.ts'
import { consoleZh } from './console-zh-CN.ts'
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

const languages = {
  en: flatten({ ...en, attendance: attendanceEn, console: consoleEn }),
  'zh-CN': flatten({ ...zhCN, attendance: attendanceZh, console: consoleZh }),
}
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

test('[PG16] both languages have the same placeholders', () => {
  for (const [key, text] of languages.en)
    assert.deepEqual(placeholders(languages['zh-CN'].get(key) ?? ''), placeholders(text), key)
})

test('[PG16] Chinese texts are not copies of the English ones', () => {
  const names = new Set(['app.name', 'settings.english', 'settings.chinese'])
  const copied = [...languages.en].filter(
    ([key, text]) => /[a-z]{3,} [a-z]/.test(text) && languages['zh-CN'].get(key) === text,
  )
  assert.deepEqual(
    copied.filter(([key]) => !names.has(key)),
    [],
  )
})

/** Words that keep their capitals within a sentence. */
const NAMES = new Set([
  'HTTPS',
  'CSV',
  'JSON',
  'POST',
  'SSO',
  'SCIM',
  'URL',
  'Microsoft',
  'Entra',
  'UTF',
  'MB',
  'ID',
  'API',
  'IP',
  'Excel',
  'DingTalk',
  'Standard',
  'Webhooks',
  'ROLLCALL',
  'QR',
  'I',
  'Esc',
  'Space',
])

/** The texts that are wrong, each with its key. Every placeholder is replaced with 0. */
const textsThat = (language: keyof typeof languages, isWrong: (text: string) => boolean) =>
  Array.from(languages[language], ([key, text]) => `${key}: ${text.replaceAll(/\{\{.*?\}\}/g, '0')}`).filter((line) =>
    isWrong(line.slice(line.indexOf(': ') + 2)),
  )

test('[PG28] English texts are in sentence case', () => {
  const isTitled = (text: string) => {
    if (/^\p{Ll}/u.test(text) && !text.startsWith('iPhone')) return true
    const within = text.matchAll(/(?<=[^\s.?!:…] )\(?(\p{Lu}\p{L}*)/gu)
    return Array.from(within, ([, word = '']) => word).some((word) => !NAMES.has(word))
  }
  assert.deepEqual(textsThat('en', isTitled), [])
})

for (const [what, banned] of [
  ['are in American spelling', /(organ|recogn|real|custom)is|(behavi|col|fav|neighb)our|cancell|signall|centre/i],
  ['call a person “they”', /\b(he|him|his|himself|she|her|herself|whoever|whom)\b/i],
  ['have curly apostrophes', /'/],
] as const) {
  test(`[PG28] English texts ${what}`, () => {
    assert.deepEqual(
      textsThat('en', (text) => banned.test(text)),
      [],
    )
  })
}

for (const [what, banned] of [
  ['say 你 to the reader', /您/],
  ['have a space between Chinese and Latin text', /\p{Script=Han}[a-z0-9]|[a-z0-9]\p{Script=Han}/iu],
  ['have full-width punctuation', /\p{Script=Han}.*[,:;?!()'"]|[,:;?!()'"].*\p{Script=Han}|\p{Script=Han}\./u],
] as const) {
  test(`[PG29] Chinese texts ${what}`, () => {
    assert.deepEqual(
      textsThat('zh-CN', (text) => banned.test(text)),
      [],
    )
  })
}

test('[PG32] the name that is read aloud for a button contains the text that is shown on it', () => {
  for (const [shown, named] of [
    ['home.rejoin', 'home.rejoinNamed'],
    ['home.booking.start', 'home.booking.startNamed'],
    ['home.booking.join', 'home.booking.joinNamed'],
    ['home.booking.calendar', 'home.booking.calendarNamed'],
    ['home.booking.calendarRemove', 'home.booking.calendarRemoveNamed'],
    ['settings.signOutThere', 'settings.signOutNamed'],
    ['room.invite.ring', 'room.invite.ringName'],
    ['room.wait.letIn', 'room.wait.letInName'],
    ['room.wait.refuse', 'room.wait.refuseName'],
  ] as const) {
    for (const words of Object.values(languages)) {
      const text = words.get(shown)?.replace('…', '')
      assert.ok(text && words.get(named)?.startsWith(text), `${named}: ${words.get(named)}`)
    }
  }
})

for (const [wish, ofBrowser, language] of [
  ['browser', ['zh-TW', 'en'], 'zh-CN'],
  ['browser', ['de', 'fr', 'en-GB', 'zh'], 'en'],
  ['browser', ['de'], 'en'],
  ['browser', [], 'en'],
  ['zh-CN', ['en'], 'zh-CN'],
  ['en', ['zh-CN'], 'en'],
] as const) {
  test(`[PG16] with the preference ${wish} a browser in ${ofBrowser.join(', ') || 'no language'} gets ${language}`, () => {
    assert.equal(chooseLanguage(wish, ofBrowser), language)
  })
}
