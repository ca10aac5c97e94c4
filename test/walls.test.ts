import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'

/** Who may import whom. A room always may import itself; what lies loose in `src` is wiring and may import all. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  contract: [],
  'src/conference': [],
  'src/service': ['src/conference'],
  'src/store': ['src/conference', 'src/service'],
  'src/bus': ['src/conference', 'src/service'],
  'src/media': ['src/conference', 'src/service'],
  'src/auth': ['src/conference', 'src/service'],
  'src/jobs': ['src/conference', 'src/service'],
  'src/api': ['contract', 'src/conference', 'src/service'],
  'src/signaling': ['contract', 'src/conference', 'src/service'],
  'src/terminal': ['contract'],
  web: ['contract'],
}

/** No node:, no process, no clock, no chance. */
const PURE = new Set(['contract', 'src/conference', 'src/service'])
/** Third parties a pure room may use. */
const PURE_PACKAGES: Record<string, readonly string[]> = {
  contract: ['typebox', 'typebox/compile'],
  'src/conference': [],
  'src/service': ['lru-cache'],
}

const roomOf = (file: string) => Object.keys(MAY_IMPORT).find((room) => file.startsWith(`${room}/`))

/** The programs themselves: a test may reach for whatever it tests with. */
const filesIn = (room: string) =>
  globSync(`${room}/**/*.{ts,tsx}`).filter(
    (file) => !/\.(test|contract)\.ts$/.test(file) && !file.endsWith('scenario.ts'),
  )

for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
  test(`[HO1] ${room} imports only ${[...allowed, 'itself'].join(', ')}`, () => {
    const files = filesIn(room)
    assert.notEqual(files.length, 0, `${room} is empty`)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
        if (target.startsWith('.')) {
          const to = roomOf(posix.join(posix.dirname(file), target))
          assert.ok(to === room || (to !== undefined && allowed.includes(to)), `${file} imports ${target}`)
        } else if (PURE.has(room)) {
          assert.ok(PURE_PACKAGES[room]?.includes(target), `${file} imports ${target}`)
        }
      }
      if (PURE.has(room))
        assert.doesNotMatch(text, /\bDate\.now\(|\bnew Date\(|\bperformance\.|\bprocess\.|\bMath\.random\(/, file)
    }
  })
}

test('[HO2] every folder of src has its rule', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  assert.deepEqual(
    folders.map((folder) => `src/${folder.name}`).filter((room) => !(room in MAY_IMPORT)),
    [],
  )
})

test('[HO3] no file is longer than 300 lines', () => {
  const long = globSync('{contract,src,web,test,bench,scripts}/**/*.{ts,tsx,css}').filter(
    (file) => readFileSync(file, 'utf8').split('\n').length > 301,
  )
  assert.deepEqual(long, [])
})

test('[HO4] no name says nothing', () => {
  const banned = /(^|[/.-])(utils?|helpers?|common|shared|manager|misc|base|core)([/.-]|$)/
  assert.deepEqual(
    globSync('{contract,src,web,test,bench,scripts}/**/*').filter((file) => banned.test(file)),
    [],
  )
})

/** What of a page cannot be had without a page. */
const DOM =
  /\b(?:document|window|navigator|location|localStorage|sessionStorage|HTML\w*Element|addEventListener)\b(?!['-])/

test('[HO6] what a page shows and may do is decided without a page', () => {
  const files = filesIn('web/state')
  assert.notEqual(files.length, 0)
  for (const file of files) assert.doesNotMatch(withoutComments(readFileSync(file, 'utf8')), DOM, file)
})

test('[HO7] views fetch nothing, open no sockets, and have no style in their script', () => {
  const views = globSync('web/**/*.tsx')
  assert.notEqual(views.length, 0)
  for (const file of views) {
    const text = withoutComments(readFileSync(file, 'utf8'))
    assert.doesNotMatch(text, /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|'socket\.io-client'/, file)
    assert.doesNotMatch(text, /from '[^']*\/(?:http|signaling\/[\w-]+)\.ts'/, file)
    assert.doesNotMatch(text, /<style\b|dangerouslySetInnerHTML/, file)
  }
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
