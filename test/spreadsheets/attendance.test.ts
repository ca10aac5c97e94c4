import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { meetingTable, peopleTable, sessionsTable } from '../../src/files/attendance-tables.ts'
import { HARD_NAMES, reportOf } from '../../src/files/report.fixture.ts'
import { toXlsx } from '../../src/files/to-xlsx.ts'

/** The packages stay in a temporary folder, so only the first run downloads them. */
const VENV = join(tmpdir(), 'rollcall-spreadsheets')

function run(program: string, args: readonly string[], input?: Buffer): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...(input && { input }), maxBuffer: 2 ** 28 })
  if (error) throw error
  assert.equal(status, 0, stderr.toString())
  return stdout.toString()
}

type Value = string | number | null | { date: string; format: string } | { formula: string }

/** What Python's openpyxl reads in a spreadsheet. */
function read(file: Buffer): Record<string, Value[][]> {
  const python = join(VENV, 'bin/python')
  return JSON.parse(run(python, [join(import.meta.dirname, 'read.py')], file)) as Record<string, Value[][]>
}

const hasPython = spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0

test(
  '[AR14] [AR15] openpyxl reads the sheets: names as texts, times as dates, lengths as numbers',
  { skip: !hasPython },
  async () => {
    run('python3', ['-m', 'venv', VENV])
    const install = [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      join(import.meta.dirname, 'requirements.txt'),
    ]
    run(join(VENV, 'bin/pip'), install)
    const report = reportOf(HARD_NAMES)
    const reader = { timeZone: 'Asia/Shanghai', language: 'en' } as const
    const tables = [meetingTable(report, reader), peopleTable(report, reader), sessionsTable(report, reader)]
    const { Meeting = [], People = [], Sessions = [], ...others } = read(await toXlsx(tables))
    assert.deepEqual(others, {})
    const isShown = (name: string) => name.replaceAll('\r', '\n') // XML has one kind of line break
    const names = People.slice(1).map(([name]) => name)
    assert.deepEqual(names, [...HARD_NAMES.map(isShown), 'Dora'])
    const column = (title: string) => People[0]?.indexOf(title) ?? -1
    const format = 'yyyy-mm-dd"T"hh:mm:ss"+08:00"'
    assert.deepEqual(People[1]?.[column('First in (Asia/Shanghai)')], { date: '2026-11-29T09:30:00', format })
    assert.deepEqual(
      [People[1]?.[column('Minutes inside')], People[1]?.[column('Share of the meeting (%)')]],
      [30, 0.5],
    )
    assert.deepEqual(Meeting[0], ['Title', '=1+1'])
    assert.equal(Sessions.length, HARD_NAMES.length + 1)
    for (const row of [...Meeting, ...People, ...Sessions]) {
      for (const value of row)
        assert.ok(typeof value !== 'object' || value === null || !('formula' in value), String(value))
    }
    const chinese = [peopleTable(report, { ...reader, language: 'zh-CN' })]
    assert.equal(read(await toXlsx(chinese))['人员']?.[0]?.[0], '姓名')
  },
)
