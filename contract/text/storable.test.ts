import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toStorable } from './storable.ts'

for (const [text, stored] of [
  ['A\0B', 'A\ufffdB'],
  ['\ud800 and \udc00', '\ufffd and \ufffd'],
  ['\0\ud83d', '\ufffd\ufffd'],
  ['😀 人', '😀 人'],
  ['', ''],
] as const) {
  test(`[GW18] ${JSON.stringify(text)} is stored as ${JSON.stringify(stored)}`, () => {
    assert.equal(toStorable(text), stored)
  })
}
