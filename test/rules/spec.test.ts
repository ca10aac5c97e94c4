import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const RULE = /^- \*\*([A-Z]{2}\d+)\*\* /gm
const TEST_NAME = /\btest\(\s*(?:`|'|")((?:[^`'"\\]|\\.)*)/g
const QUOTED = /\[([A-Z]{2}\d+)\]/g

const stated = [...readFileSync('SPEC.md', 'utf8').matchAll(RULE)].map(([, rule]) => rule as string)

/** Names of all tests, by file. */
const names = globSync('{contract,src,web,test,bench}/**/*.{test,contract}.ts').flatMap((file) =>
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
