import { CsvError, parse } from 'csv-parse/sync'
import { parseNick } from '../../contract/text/nick.ts'
import { PATTERNS, wordsOfPattern } from '../../contract/patterns.ts'
import type { UnionId } from '../conference/identity.ts'
import {
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportFault,
  type ImportRow,
} from '../service/account/people-import-plan.ts'

/** More lines would keep other people waiting while they are written. */
const MAX_ROWS = 20_000
const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', '是'])
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', '否', ''])

type Read = Readonly<{ rows: readonly ImportRow[]; faults: readonly ImportFault[] }>

/**
 * The people of a CSV file in UTF-8. The first line names the columns, in any order; values are separated by commas,
 * semicolons or tabs. If there is a fault, `rows` lacks what is wrong.
 */
export function readPeopleFile(file: Buffer): Read {
  const text = decode(file)
  if (typeof text !== 'string') return { rows: [], faults: [text] }
  const records = parseRecords(text)
  if (!Array.isArray(records)) return { rows: [], faults: [records] }
  const [header, ...lines] = records
  if (!header) return { rows: [], faults: [{ line: 1, problem: 'the file is empty' }] }
  const columns = header.cells.map(toColumn)
  const faults = listHeaderFaults(header.cells, columns)
  if (faults.length > 0) return { rows: [], faults }
  if (lines.length > MAX_ROWS)
    return {
      rows: [],
      faults: [{ line: 1, problem: `the file has ${lines.length} people; at most ${MAX_ROWS} are imported at once` }],
    }
  const read = lines.map((line) => toRow(line, columns as readonly ImportColumn[]))
  return { rows: read.flatMap(({ row }) => row ?? []), faults: read.flatMap((one) => one.faults) }
}

/** Spreadsheet programs in China often save GBK, which must not be guessed: a wrong guess makes wrong names. */
function decode(file: Buffer): string | ImportFault {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    return utf8.decode(file)
  } catch {
    let line = 0
    for (let start = 0; start >= 0 && start < file.length;) {
      line += 1
      const end = file.indexOf(0x0a, start)
      if (!isUtf8(file.subarray(start, end < 0 ? file.length : end))) break
      start = end < 0 ? -1 : end + 1
    }
    return { line: Math.max(line, 1), problem: 'is not in UTF-8; save the file as "CSV UTF-8"' }
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

type Line = Readonly<{ line: number; cells: readonly string[] }>

function parseRecords(text: string): Line[] | ImportFault {
  const [head = ''] = text.split(/\r?\n/, 1)
  const delimiter =
    [',', ';', '\t'].toSorted((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','
  try {
    const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record.map(withoutGuard) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1)
    return { line, problem: 'a quotation mark is open or out of place' }
  }
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}

/** An export guards texts that a spreadsheet program would run as a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function toColumn(title: string): ImportColumn | undefined {
  return IMPORT_COLUMNS.find((column) => column.toLowerCase() === title.toLowerCase())
}

function listHeaderFaults(titles: readonly string[], columns: readonly (ImportColumn | undefined)[]): ImportFault[] {
  const known = IMPORT_COLUMNS.join(', ')
  const faults = titles.flatMap((title, index): ImportFault[] => {
    const column = columns[index]
    if (column === undefined) return [{ line: 1, column: title, problem: `is no column; the columns are ${known}` }]
    return columns.indexOf(column) < index ? [{ line: 1, column: title, problem: 'is there twice' }] : []
  })
  const missing = (['userId', 'name'] as const).filter((column) => !columns.includes(column))
  return [...faults, ...missing.map((column) => ({ line: 1, column, problem: 'is missing' }))]
}

function toRow({ line, cells }: Line, columns: readonly ImportColumn[]): { row?: ImportRow; faults: ImportFault[] } {
  if (cells.length !== columns.length) {
    const problem = `has ${cells.length} values; the first line has ${columns.length} columns`
    return { faults: [{ line, problem }] }
  }
  const given = new Map(columns.map((column, index) => [column, cells[index] ?? '']))
  const faults: ImportFault[] = []
  const check = (column: ImportColumn, problem: string | undefined) => {
    if (problem !== undefined) faults.push({ line, column, problem })
  }
  const userId = given.get('userId') ?? ''
  check('userId', problemOf(userId, PATTERNS.seedId))
  const name = parseNick(given.get('name') ?? '')
  check('name', name === undefined ? 'must have 1 to 64 characters, and something visible' : undefined)
  const unionId = given.get('unionId') || undefined
  if (unionId !== undefined) check('unionId', problemOf(unionId, PATTERNS.seedId))
  const texts: { jobNumber?: string | null; department?: string | null; email?: string | null } = {}
  for (const [column, pattern, maxLength] of [
    ['jobNumber', PATTERNS.name, 64],
    ['department', PATTERNS.name, 64],
    ['email', PATTERNS.email, 254],
  ] as const) {
    const text = given.get(column)
    if (text === undefined) continue
    if (text !== '') check(column, problemOf(text, pattern, maxLength))
    texts[column] = text === '' ? null : text
  }
  const adminText = given.get('admin')?.toLowerCase()
  const isAdmin = adminText !== undefined && YES.has(adminText)
  if (adminText !== undefined && !isAdmin && !NO.has(adminText)) check('admin', 'must be true or false')
  if (faults.length > 0 || name === undefined) return { faults }
  const admin = adminText === undefined || adminText === '' ? undefined : isAdmin
  return {
    row: {
      line,
      userId,
      name,
      ...(unionId !== undefined && { unionId: unionId as UnionId }),
      ...texts,
      ...(admin !== undefined && { admin }),
    },
    faults,
  }
}

function problemOf(text: string, pattern: string, maxLength = 64): string | undefined {
  if (text === '') return 'is empty'
  if (!new RegExp(pattern, 'u').test(text)) return wordsOfPattern(pattern)
  return [...text].length > maxLength ? `must have at most ${maxLength} characters` : undefined
}
