import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toInitials } from './initials.ts'

const NAMES: readonly (readonly [name: string, initials: string])[] = [
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Anna Maria van Dijk', 'AD'],
  ['Gil (PM)', 'G'],
  ['(PM) Gil Ray', 'GR'],
  ['Gil Ray [guest]', 'GR'],
  ['#gil _ray', 'GR'],
  ['(Gil)', 'G'],
  ['周杰伦', '杰伦'],
  ['周杰伦（产品）', '杰伦'],
  ['周杰伦 (PM)', '杰伦'],
  ['张 三', '张三'],
  ['欧阳 小明', '欧阳'],
  ['周', '周'],
  ['é\u0301tienne', 'É\u0301'],
  ['👩‍💻', '👩‍💻'],
  ['🎉 Ada', 'A'],
  ['7 of 9', '79'],
  ['', ''],
]

for (const [name, initials] of NAMES) {
  test(`[PG59] the initials of “${name}” are “${initials}”`, () => assert.equal(toInitials(name), initials))
}
