import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePhoneNumber } from './phone-number.ts'

const DESK = '+8613800000000'

for (const [text, country, number] of [
  ['13800000000', '86', DESK],
  ['+86 13800000000', undefined, DESK],
  ['+8613800000000', '86', DESK],
  ['0086 138 0000 0000', '', DESK],
  ['138-0000-0000', '+86', DESK],
  [' (138) 0000.0000 ', '0086', DESK],
  ['+86/138\u20130000\u20130000', '1', DESK],
  ['8613800000000', '86', DESK],
  ['86 138 0000 0000', '+86', DESK],
  ['447911123456', '44', '+447911123456'],
  ['4412345678', '44', '+444412345678'],
  ['8610086', '86', '+868610086'],
  ['13800000000', undefined, '13800000000'],
  ['110', undefined, '110'],
  ['000', undefined, '000'],
  ['123456789012345', ' ', '123456789012345'],
  ['12', undefined, undefined],
  ['1234567890123456', undefined, undefined],
  ['12345678901234', '86', undefined],
  ['+0138', undefined, undefined],
  ['abc', undefined, undefined],
  ['138 0000 000x', undefined, undefined],
  ['++8613800000000', undefined, undefined],
  ['13800000000', 'cn', undefined],
  ['+8613800000000', '12345', undefined],
  ['', undefined, undefined],
] as const) {
  test(`[HC24] ${JSON.stringify(text)}${country === undefined ? '' : ` with ${JSON.stringify(country)}`} is ${number ?? 'no number'}`, () => {
    assert.equal(parsePhoneNumber(text, country), number)
  })
}
