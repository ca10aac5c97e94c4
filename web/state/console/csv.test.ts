import assert from 'node:assert/strict'
import test from 'node:test'
import { toCsvText } from './csv.ts'

test('[CO9] the file of new passwords can be opened in a spreadsheet program', () => {
  assert.equal(
    toCsvText([
      ['userId', 'name'],
      ['ada', '李, "Ada"'],
      ['eve', '=1+1'],
      ['eva', 'a;=1+1'],
    ]),
    '\ufeffuserId,name\r\nada,"李, ""Ada"""\r\neve,\'=1+1\r\neva,"a;\'=1+1"\r\n',
  )
})
