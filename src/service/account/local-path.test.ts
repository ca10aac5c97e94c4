import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localPath } from './local-path.ts'

for (const [text, path] of [
  ['/room/1?a=b#c', '/room/1?a=b#c'],
  ['/', '/'],
  ['/%2f/evil.example', '/%2f/evil.example'],
  [undefined, '/'],
  ['', '/'],
  ['room', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['//:0', '/'],
  ['javascript:alert(1)', '/'],
] as const) {
  test(`[WS22] after a sign-in with the target ${JSON.stringify(text)} the browser goes to ${path}`, () => {
    assert.equal(localPath(text), path)
  })
}
