import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PATTERNS } from '../../contract/patterns.ts'
import { parseNick } from '../../contract/text/nick.ts'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { readPeopleFile, toPeopleFile } from './people-file.ts'

/** What is read, with the faults in words. */
function readBytes(file: Buffer) {
  const { rows, faults } = readPeopleFile(file)
  return { rows, faults: faults.map(({ code: _code, values: _values, ...fault }) => fault) }
}
const read = (text: string) => readBytes(Buffer.from(text))
const ada = { line: 2, userId: 'ada', name: 'Ada, Countess' }

test('[DI22] commas, semicolons, tabs, quotation marks, line ends and a byte order mark are understood', () => {
  for (const text of [
    'userId,name\nada,"Ada, Countess"\n',
    '\uFEFFuserId,name\r\nada,"Ada, Countess"\r\n\r\n',
    'userId;name\nada;Ada, Countess',
    'USERID\tName\n ada \t Ada,  Countess ',
  ])
    assert.deepEqual(read(text), { rows: [ada], faults: [] }, text)
})

test('[DI22] a file in another encoding is refused, with the line where it shows', () => {
  const gbk = Buffer.concat([Buffer.from('userId,name\nada,Ada\nwei,'), Buffer.from([0xcd, 0xf5, 0xce, 0xb0, 0x0a])])
  assert.deepEqual(readBytes(gbk), {
    rows: [],
    faults: [{ line: 3, problem: 'is not in UTF-8; save the file as "CSV UTF-8"' }],
  })
  const utf16 = Buffer.from('\uFEFFuserId,name\n', 'utf16le')
  assert.equal(readBytes(utf16).faults[0]?.line, 1)
})

test('[DI20] each column says something, nothing, or that a text is removed', () => {
  const text =
    'name,admin,userId,unionId,jobNumber,department,email\nWei,是,wei,u1,7,研发部,wei@acme.example\nBo,,bo,,,,\n'
  assert.deepEqual(read(text).rows, [
    {
      line: 2,
      userId: 'wei',
      name: 'Wei',
      unionId: 'u1',
      jobNumber: '7',
      department: '研发部',
      email: 'wei@acme.example',
      admin: true,
    },
    { line: 3, userId: 'bo', name: 'Bo', jobNumber: null, department: null, email: null },
  ])
})

test('[DI21] faults of a line name its line, its column and the problem', () => {
  const text = [
    'userId,name,admin,email,department',
    'a b,Ada,true,ada@acme.example,',
    '"ok","Two',
    'lines",no,nobody,D',
    ',\u2063,perhaps,,',
    'x,X,true',
    `y,Y,,,${'d'.repeat(65)}`,
  ].join('\n')
  assert.deepEqual(read(text).faults, [
    { line: 2, column: 'userId', problem: 'must be 1 to 64 letters, digits, _ or -' },
    { line: 3, column: 'name', problem: 'must have 1 to 64 characters, and something visible' },
    { line: 3, column: 'email', problem: 'must be an email address' },
    { line: 5, column: 'userId', problem: 'is empty' },
    { line: 5, column: 'name', problem: 'must have 1 to 64 characters, and something visible' },
    { line: 5, column: 'admin', problem: 'must be true or false' },
    { line: 6, problem: 'has 3 values; the first line has 5 columns' },
    { line: 7, column: 'department', problem: 'must have at most 64 characters' },
  ])
})

test('[DI21] faults of the whole file say what is wrong', () => {
  const known = 'userId, name, unionId, jobNumber, department, email, admin'
  for (const [text, faults] of [
    ['', [{ line: 1, problem: 'the file is empty' }]],
    [
      'userId,nick\n',
      [
        { line: 1, column: 'nick', problem: `is no column; the columns are ${known}` },
        { line: 1, column: 'name', problem: 'is missing' },
      ],
    ],
    ['userId,name,Name\n', [{ line: 1, column: 'Name', problem: 'is there twice' }]],
    ['userId,name\nada,Ada\nbo,"Bo\n', [{ line: 3, problem: 'a quotation mark is open or out of place' }]],
  ] as const)
    assert.deepEqual(read(text), { rows: [], faults }, text)
  const many = `userId,name\n${Array.from({ length: 20_001 }, (_, index) => `u${index},U`).join('\n')}`
  assert.match(read(many).faults[0]?.problem ?? '', /^the file has 20001 people; at most 20000/)
})

test('[DI21] programs get the code of each problem, and what belongs to it', () => {
  const { faults } = readPeopleFile(Buffer.from(`userId,name,department\n,Ada,\nbo,Bo,${'d'.repeat(65)}`))
  assert.deepEqual(
    faults.map(({ code, values }) => [code, values]),
    [
      ['empty', undefined],
      ['too-long', { most: 64 }],
    ],
  )
})

test('[DI23] what is read from an export is what was written, whatever the texts begin, end or continue with', () => {
  const signs = fc.constantFrom(...`'"=+-@;,ab \u3000\u00a0＝＋－＠周`, '👍🏽')
  const texts = fc
    .oneof(
      fc.string({ unit: signs, minLength: 1, maxLength: 12 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    )
    .filter((text) => text.isWellFormed() && new RegExp(PATTERNS.name, 'u').test(text))
  const names = texts.map(parseNick).filter((name) => name !== undefined)
  const maybe = fc.option(texts, { nil: undefined })
  fc.assert(
    fc.property(names, maybe, maybe, fc.boolean(), (name, jobNumber, department, admin) => {
      const ids = { organizationId: 'acme' as OrganizationId, userId: 'ada', unionId: 'u' as UnionId }
      const given = { ...(jobNumber !== undefined && { jobNumber }), ...(department !== undefined && { department }) }
      const { rows, faults } = readPeopleFile(Buffer.from(toPeopleFile([{ ...ids, name, ...given, admin }])))
      assert.deepEqual(faults, [])
      const { userId, unionId } = ids
      const none = { jobNumber: null, department: null, email: null }
      assert.deepEqual(rows, [{ line: 2, userId, name, unionId, ...none, ...given, admin }])
    }),
    { numRuns: 1_000 },
  )
})
