import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseObject } from './body-parser.ts'
import { startTester } from '../../../test/worlds/tester.ts'

test('[GW18] text that no store can hold is replaced', () => {
  assert.deepEqual(parseObject('{"title":"a\\u0000b","list":["\\ud800"],"deep":{"fine":"😀"}}'), {
    title: 'a\uFFFDb',
    list: ['\uFFFD'],
    deep: { fine: '😀' },
  })
})

test('[GW19] a key that means the prototype is left out at any depth', () => {
  const body = parseObject('{"__proto__":{"admin":true},"list":[{"\\u005f_proto__":1,"a":null,"b":"c"}]}')
  assert.deepEqual(Object.entries(body ?? {}), [['list', [{ b: 'c' }]]])
  assert.equal(({ ...body } as { admin?: boolean }).admin, undefined)
})

test('[GW18] a text with a NUL character in the query finds nobody', async () => {
  await using tester = await startTester()
  const { status, body } = await tester.call('GET', '/v1.0/conference/users/lists?unionId=%00')
  assert.deepEqual([status, body['code']], [400, 'param.error'])
})
