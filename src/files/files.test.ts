import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guardFormulas, unguardFormulas } from '../../contract/text/csv-value.ts'
import { meetingTable, peopleTable, sessionsTable } from './attendance-tables.ts'
import { HARD_NAMES, reportOf, START } from './report.fixture.ts'
import { toCsv } from './to-csv.ts'
import { toZonedTime } from './zoned-time.ts'

const reader = { timeZone: 'Asia/Shanghai', language: 'en' } as const

test('[AR15] in a CSV file no text is a formula, and names keep their letters', () => {
  const rows = toCsv(peopleTable(reportOf(HARD_NAMES), reader)).slice(1)
  const names = [...rows.matchAll(/(?<=\r\n)("(?:[^"]|"")*"|[^,]*),/g)].map(([, name = '']) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  )
  const disarmed = HARD_NAMES.slice(0, 7).map((name) => `'${name.replace(/^[\t\r]/, "$&'")}`)
  assert.deepEqual(names, [...disarmed, ...HARD_NAMES.slice(7), 'Dora'])
})

test('[AR15] a program that separates values by semicolons or tabs finds no formula inside a value', () => {
  for (const name of ['a;=1+1', 'a;"=1+1";b', 'a; +1', "a;'-1", 'a\t@SUM(A1)', 'a\n=1', 'a;＝1']) {
    const [, row = ''] = toCsv({ name: 't', timeZone: 'UTC', columns: ['n', 'x'], rows: [['Ann', name]] }).split(
      'n,x\r\n',
    )
    assert.match(row, /^Ann,"/, 'it is quoted')
    for (const value of row.split(/[;\t\r\n]/)) assert.doesNotMatch(value, /^["\s]*[=+\-@＝]/, row)
    assert.equal(unguardFormulas(guardFormulas(name)), name)
  }
})

test('[AR15] values with a character that separates values, or with blanks at their ends, are quoted', () => {
  const rows = [['a;b', 'a\tb', 'a"b', 'a,b', 'a\nb', ' a', 'a ', 'a b']]
  const text = toCsv({ name: 't', timeZone: 'UTC', columns: [], rows })
  assert.equal(text.trim(), '"a;b","a\tb","a""b","a,b","a\nb"," a","a ",a b')
})

test('[DI23] what a guard adds is taken off again, and nothing else', () => {
  const texts = fc.string({ unit: fc.constantFrom(...`='"; +-@＝a\t\n`), maxLength: 8 })
  fc.assert(fc.property(texts, (text) => unguardFormulas(guardFormulas(text)) === text))
  assert.equal(unguardFormulas("'quoted' O'Neil; 'x'"), "'quoted' O'Neil; 'x'")
})

test('[AR16] the times of a file have the offset of the time zone at that moment, to the second', () => {
  assert.deepEqual(
    ['UTC', 'Asia/Shanghai', 'Asia/Kathmandu', 'America/St_Johns'].map((zone) => toZonedTime(START, zone).text),
    [
      '2026-11-29T01:30:00+00:00',
      '2026-11-29T09:30:00+08:00',
      '2026-11-29T07:15:00+05:45',
      '2026-11-28T22:00:00-03:30',
    ],
  )
  const before = Date.UTC(2026, 2, 29, 0, 59, 59)
  assert.deepEqual(
    [before, before + 1_000].map((at) => toZonedTime(at, 'Europe/Berlin').text),
    ['2026-03-29T01:59:59+01:00', '2026-03-29T03:00:00+02:00'],
  )
})

test('[AR13] [AR16] the tables say the time zone, and are in the chosen language', () => {
  const report = reportOf(['Ann'])
  const chinese = { timeZone: 'UTC', language: 'zh-CN' } as const
  assert.deepEqual(peopleTable(report, chinese).columns.slice(5, 8), [
    '首次入会（UTC）',
    '最后离会（UTC）',
    '参会时长（分钟）',
  ])
  const [ann, dora] = peopleTable(report, reader).rows
  assert.deepEqual(ann?.slice(0, 10), [
    'Ann',
    undefined,
    'Account',
    undefined,
    'Link',
    { at: START },
    { at: START + 1_800_000 },
    { minutes: 1_800_000 },
    { share: 0.5 },
    undefined,
  ])
  assert.deepEqual(dora?.slice(4, 7), ['Did not come', undefined, undefined])
  const [session] = sessionsTable(report, reader).rows
  assert.deepEqual(session?.slice(2), ['Mac', { at: START }, { at: START + 1_800_000 }, { minutes: 1_800_000 }, 'Left'])
  assert.deepEqual(meetingTable(report, reader).rows[1], ['Time zone', 'Asia/Shanghai'])
})
