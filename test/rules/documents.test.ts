import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../../src/config.ts'

const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm
const HEADING = /^(#{1,6}) (.+)$/gm
const LINK = /\[(?:[^\]\n]|\n(?!\n))*\]\(([^)\s]+)\)/g
const INLINE_CODE = /`([^`\n]+)`/g

const documents = new Map(
  globSync('**/*.md', { exclude: (path) => /(^|\/)(node_modules|dist|\.git|data[\w-]*)$/.test(path) }).map((path) => [
    path,
    readFileSync(path, 'utf8'),
  ]),
)

function load(path: string): string {
  return documents.get(path) ?? assert.fail(`there is no ${path}`)
}

/** The anchors of a page's headings, as code hosts make them: of two equal ones the second ends in `-1`. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, , heading = ''] of text.replace(FENCE, '').matchAll(HEADING)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

/** What is wrong with the links of one page. Links to other hosts are not checked. */
function brokenLinksOf(path: string, text: string): string[] {
  const prose = text.replace(FENCE, '').replace(INLINE_CODE, '')
  return [...prose.matchAll(LINK)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return []
    const [file = '', anchor] = target.split('#')
    const linked = file === '' ? path : normalize(join(dirname(path), file))
    if (!existsSync(linked)) return [`${path}: ${target}: no such file`]
    if (anchor === undefined || anchorsOf(load(linked)).has(decodeURIComponent(anchor))) return []
    return [`${path}: ${target}: no such heading`]
  })
}

test('[HO12] every relative link in a document leads to a file, and every anchor to a heading', () => {
  assert.ok(documents.size > 10)
  assert.deepEqual(
    Array.from(documents).flatMap(([path, text]) => brokenLinksOf(path, text)),
    [],
  )
})

/** Depths of the headings from top to bottom. */
function outlineOf(text: string): number[] {
  return Array.from(text.replace(FENCE, '').matchAll(HEADING), ([, marks = '']) => marks.length)
}

/** In any order, and without comments, which are translated. */
function codeBlocksOf(text: string): string[] {
  return Array.from(text.matchAll(FENCE), ([block]) => block.replace(/ +(\/\/|#) .*$/gm, '')).sort()
}

/** Commands and settings that stand in a sentence or a table. */
function commandsOf(text: string): string[] {
  const prose = text.replace(FENCE, '')
  const spans = Array.from(prose.matchAll(INLINE_CODE), ([, span = '']) => span)
  return [...new Set(spans.filter((span) => /^(npm|rollcall|ROLLCALL_|--|\/|\.\/)/.test(span)))].sort()
}

test('[HO13] the Chinese README has the outline, code blocks, commands and settings of the English one', () => {
  const english = load('README.md')
  const chinese = load('README.zh-CN.md')
  for (const part of [outlineOf, codeBlocksOf, commandsOf]) {
    assert.ok(part(english).length > 5)
    assert.deepEqual(part(chinese), part(english))
  }
})

test('[HO17] the documents name every setting that the server reads, and no other', () => {
  const settingsIn = (text: string) => [...new Set(Array.from(text.matchAll(/ROLLCALL_[A-Z_]+(?<!_)/g), String))].sort()
  const files = ['src/config.ts', 'src/server/oidc-settings.ts']
  const read = settingsIn(files.map((file) => readFileSync(file, 'utf8')).join(''))
  assert.ok(read.length > 20)
  // `ROLLCALL_OIDC_…` stands for the settings that docs/web.md lists.
  const documented = (load('README.md') + load('docs/web.md')).replaceAll('ROLLCALL_OIDC_…', '')
  assert.deepEqual(settingsIn(documented), read)
})

/** Settings with their defaults, by the rows of the table. A default in other words than a value is left out. */
function defaultsIn(text: string): [name: string, value: string][] {
  const rows = text.matchAll(/^\| (`ROLLCALL_[^|]+`) \| (`[^|<]+`) \|/gm)
  return Array.from(rows, (row) => row.slice(1).map((cell) => cell.replaceAll('`', '').split(', '))).flatMap(
    ([names = [], values = []]) => names.map((name, index): [string, string] => [name, values[index] ?? '']),
  )
}

test('[HO18] a setting with its documented default is as good as no setting', () => {
  const defaults = defaultsIn(load('README.md'))
  assert.ok(defaults.length > 10)
  assert.deepEqual(defaultsIn(load('README.zh-CN.md')), defaults)
  /** Without where each setting comes from. */
  const read = (env: Record<string, string>) => {
    const config = readConfig(env)
    return { ...config, settings: config.settings.map((setting) => ({ ...setting, isGiven: false })) }
  }
  for (const [name, value] of defaults) assert.deepEqual(read({ [name]: value }), read({}), name)
})
