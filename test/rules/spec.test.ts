import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'

const RULE = /^- \*\*([A-Z]{2})(\d+)\*\* /gm
const TEST_NAME = /\btest\(\s*(?:`|'|")((?:[^`'"\\]|\\.)*)/g
const QUOTED = /\[([A-Z]{2}\d+)\]/g
const INDEX = 'spec/README.md'
const INDEX_ROW = /^\| ([A-Z]{2}) \| [^|]+ \| \[[^\]]+\]\(([^)]+)\) \|$/gm

const areas = globSync('spec/**/*.md').filter((file) => file !== INDEX)
/** All rules, in the order in which they stand in their files. */
const rules = areas.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(RULE)].map(([, prefix = '', number]) => ({
    file,
    prefix,
    number: Number(number),
  })),
)
const stated = rules.map(({ prefix, number }) => `${prefix}${number}`)
const prefixes = [...new Set(rules.map(({ prefix }) => prefix))]
const filesOf = (prefix: string) => [...new Set(rules.filter((rule) => rule.prefix === prefix).map(({ file }) => file))]

/** Names of all tests, by file. */
const names = globSync('{contract,client,src,web,test,bench}/**/*.{test,contract}.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(TEST_NAME)].map(([, name = '']) => ({ file, name })),
)
const quoted = new Set(names.flatMap(({ name }) => [...name.matchAll(QUOTED)].map(([, rule]) => rule as string)))

test('[HO5] every rule is stated once and quoted by a test', () => {
  assert.equal(new Set(stated).size, stated.length, 'a number is used twice')
  assert.deepEqual(
    stated.filter((rule) => !quoted.has(rule)),
    [],
  )
})

test('[HO5] every test begins with a rule that is stated', () => {
  assert.deepEqual(
    names.filter(({ name }) => !/^\[[A-Z]{2}\d+\]/.test(name)),
    [],
  )
  assert.deepEqual(
    [...quoted].filter((rule) => !stated.includes(rule)),
    [],
  )
})

test('[HO9] the rules of a prefix stand in numeric order', () => {
  for (const prefix of prefixes) {
    const numbers = rules.filter((rule) => rule.prefix === prefix).map(({ number }) => number)
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
      prefix,
    )
  }
})

test('[HO10] the rules of a prefix stand in one file', () => {
  for (const prefix of prefixes) assert.equal(filesOf(prefix).length, 1, `${prefix} is in ${filesOf(prefix)}`)
})

test('[HO11] the index lists every prefix with its file, and every file', () => {
  const listed = [...readFileSync(INDEX, 'utf8').matchAll(INDEX_ROW)].map(
    ([, prefix = '', link = '']) => [prefix, posix.join('spec', link)] as const,
  )
  assert.deepEqual(listed.map(([prefix]) => prefix).toSorted(), prefixes.toSorted())
  for (const [prefix, file] of listed) assert.deepEqual(filesOf(prefix), [file], prefix)
  assert.deepEqual([...new Set(listed.map(([, file]) => file))].toSorted(), areas.toSorted())
})
