import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, posix } from 'node:path'
import { test } from 'node:test'
import { MAY_IMPORT, SERVICE_PARTS } from './modules.ts'

// The documents about the code name its files and functions. After a rename or a move they must name the new ones.

const ARCHITECTURE = 'docs/architecture.md'
const GUIDES = [ARCHITECTURE, 'docs/adding-an-operation.md']

type Link = Readonly<{ text: string; target: string }>

const linksIn = (text: string): readonly Link[] =>
  Array.from(text.matchAll(/\[([^\]]+)\]\(([^)#]+)\)/g), ([, name = '', to = '']) => ({
    text: name.replaceAll('`', ''),
    target: posix.join('docs', to),
  }))
const codeIn = (text: string): readonly string[] => Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code)
/** Numbered steps, each with the lines that continue it. */
const stepsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^\d+\. .*(?:\n {3}.*)*/gm), ([step]) => step)
const isSource = (name: string) => /\.(?:ts|tsx|md|json)$/.test(name)

for (const guide of GUIDES) {
  const text = readFileSync(guide, 'utf8')

  test(`[HO19] ${guide} names files that exist, by their names`, () => {
    const links = linksIn(text)
    assert.ok(links.length > 20)
    for (const { text: name, target } of links) {
      assert.ok(existsSync(target), target)
      if (isSource(name)) assert.ok(`/${target}`.endsWith(`/${name}`), `${name} leads to ${target}`)
    }
    // `<page>` and `*` stand for any name.
    for (const name of codeIn(text).filter((code) => isSource(code) && code.includes('/'))) {
      assert.notEqual(globSync(name.replaceAll(/<\w+>/g, '*')).length, 0, name)
    }
  })

  test(`[HO19] ${guide} names what the files of the same step contain`, () => {
    const named = stepsIn(text).flatMap((step) => {
      const files = linksIn(step).filter(({ text: name }) => isSource(name))
      const code = files.map(({ target }) => readFileSync(target, 'utf8')).join('\n')
      const identifiers = codeIn(step).filter((span) => /^[A-Za-z]+(?:\.[A-Za-z]+)?$/.test(span))
      return files.length === 0 ? [] : identifiers.map((identifier) => ({ identifier, code, step }))
    })
    assert.ok(named.length > 10)
    const absent = named.filter(({ identifier, code }) =>
      identifier.split('.').some((word) => !new RegExp(`\\b${word}\\b`).test(code)),
    )
    assert.deepEqual(
      absent.map(({ identifier, step }) => `${identifier}: ${step}`),
      [],
    )
  })
}

type Arrow = readonly [from: string, to: string]

/** The arrows of the diagrams. What follows three blanks is a remark. */
function arrowsIn(text: string): readonly Arrow[] {
  const diagrams = Array.from(text.matchAll(/^```text\n([^]*?)^```/gm), ([, diagram = '']) => diagram)
  return diagrams.flatMap((diagram) =>
    diagram.split('\n').flatMap((line) => {
      const groups = (line.split('   ')[0] ?? '').split('→').map((group) => group.trim().split(' '))
      return groups
        .slice(1)
        .flatMap((to, index) => (groups[index] ?? []).flatMap((from) => to.map((one): Arrow => [from, one])))
    }),
  )
}

/** Everything that can be reached from each name along the arrows. */
function reachOf(arrows: readonly Arrow[], from: string): ReadonlySet<string> {
  const reached = new Set([from])
  for (const name of reached) for (const [start, end] of arrows) if (start === name) reached.add(end)
  return reached
}

/** A module or part by the name that it has in the diagrams. The loose files of `src` are there as `config` and `main`. */
const shortName = (module: string) => (module === 'src' ? 'config' : module.replace(/^src\//, ''))

test('[HO20] the diagrams of docs/architecture.md have the arrows of the tables that the code must keep', () => {
  const arrows = arrowsIn(readFileSync(ARCHITECTURE, 'utf8'))
  assert.ok(arrows.length > 30)
  const tables = Object.entries({ ...MAY_IMPORT, ...SERVICE_PARTS }).map(
    ([module, allowed]) => [shortName(module), allowed.map(shortName)] as const,
  )
  // A module and a part may have the same name: the adapter of the part.
  const isAllowed = ([from, to]: Arrow) => tables.some(([name, allowed]) => name === from && allowed.includes(to))
  for (const arrow of arrows) {
    if (arrow[0] !== 'main') assert.ok(isAllowed(arrow), `${arrow.join(' → ')} is in no table`)
  }
  for (const [from, all] of tables) {
    const reached = reachOf(arrows, from)
    for (const to of all) assert.ok(reached.has(to), `no arrows lead from ${from} to ${to}`)
  }
})

test('[HO20] docs/architecture.md has a row for every module and every part', () => {
  const rows = Array.from(
    readFileSync(ARCHITECTURE, 'utf8').matchAll(/^\| \[`([^`]+)`\]\(([^)]+)\)/gm),
    ([, name = '', target = '']) => [name, posix.join('docs', target)] as const,
  )
  const expected = [...Object.keys(MAY_IMPORT), ...Object.keys(SERVICE_PARTS).map((part) => `src/service/${part}`)]
  assert.deepEqual(rows.map(([, folder]) => folder.replace(/\/$/, '')).toSorted(), expected.toSorted())
  for (const [name, folder] of rows) assert.equal(basename(name), basename(folder))
})

test('[HO21] docs/signaling.md names every event, control, refusal code and reason of the contract', () => {
  const page = readFileSync('docs/signaling.md', 'utf8')
  const diagrams = Array.from(page.matchAll(/^```[^]*?^```/gm), ([diagram]) => diagram)
  const words = new Set([...codeIn(page), ...diagrams].flatMap((code) => code.match(/[\w-]+/g) ?? []))
  const types = readFileSync('contract/signaling/types.ts', 'utf8')
  const typesNamed = ['RefusalCode', 'ClosedReason', 'RingEnded'].map(
    (name) => new RegExp(`^export type ${name} =[^]*?(?=^export )`, 'm').exec(types)?.[0] ?? '',
  )
  const controls = readFileSync('contract/signaling/control.ts', 'utf8').matchAll(/type: '([a-z-]+)'/g)
  const names = [
    ...controls,
    ...typesNamed.flatMap((text) => [...text.matchAll(/'([a-z-]+)'/g)]),
    ...readFileSync('contract/signaling/events.ts', 'utf8').matchAll(/^ {2}(\w+): \(.*\) => void$/gm),
  ].map(([, name = '']) => name)
  assert.ok(names.length > 60)
  assert.deepEqual(
    names.filter((name) => !words.has(name)),
    [],
  )
})
