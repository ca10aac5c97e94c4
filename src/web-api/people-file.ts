import { CsvError, parse } from 'csv-parse/sync'
import { parseNick } from '../../contract/text/nick.ts'
import { PATTERNS } from '../../contract/patterns.ts'
import { unguardFormulas } from '../../contract/text/csv-value.ts'
import type { UnionId } from '../conference/identity.ts'
import { toCsv } from '../files/to-csv.ts'
import type { User } from '../service/account/directory-entries.ts'
import { toImportFault, type ImportFault, type ImportFaultCode } from '../service/account/import-faults.ts'
import { IMPORT_COLUMNS, type ImportColumn, type ImportRow } from '../service/account/people-import-plan.ts'

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
  if (!header) return { rows: [], faults: [toImportFault({ line: 1 }, 'file-empty')] }
  const columns = header.cells.map(toColumn)
  const faults = listHeaderFaults(header.cells, columns)
  if (faults.length > 0) return { rows: [], faults }
  if (lines.length > MAX_ROWS)
    return {
      rows: [],
      faults: [toImportFault({ line: 1 }, 'too-many-people', { count: lines.length, most: MAX_ROWS })],
    }
  const read = lines.map((line) => toRow(line, columns as readonly ImportColumn[]))
  return { rows: read.flatMap(({ row }) => row ?? []), faults: read.flatMap((one) => one.faults) }
}

/** The people as a CSV file, in the columns of an import. `readPeopleFile` reads the same values from it. */
export function toPeopleFile(users: readonly User[]): string {
  const rows = users.map((user) =>
    IMPORT_COLUMNS.map((column) => (column === 'admin' ? String(user.admin) : user[column])),
  )
  return toCsv({ name: 'people', timeZone: 'UTC', columns: IMPORT_COLUMNS, rows })
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
    return toImportFault({ line: Math.max(line, 1) }, 'not-utf-8')
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
    return records.map(({ record, info }) => ({
      line: info.lines - breaksIn(record),
      cells: record.map(unguardFormulas),
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1)
    return toImportFault({ line }, 'quotation-mark')
  }
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}

function toColumn(title: string): ImportColumn | undefined {
  return IMPORT_COLUMNS.find((column) => column.toLowerCase() === title.toLowerCase())
}

function listHeaderFaults(titles: readonly string[], columns: readonly (ImportColumn | undefined)[]): ImportFault[] {
  const known = { columns: IMPORT_COLUMNS.join(', ') }
  const faults = titles.flatMap((title, index): ImportFault[] => {
    const column = columns[index]
    const place = { line: 1, column: title }
    if (column === undefined) return [toImportFault(place, 'column-unknown', known)]
    return columns.indexOf(column) < index ? [toImportFault(place, 'column-twice')] : []
  })
  const missing = (['userId', 'name'] as const).filter((column) => !columns.includes(column))
  return [...faults, ...missing.map((column) => toImportFault({ line: 1, column }, 'column-missing'))]
}

function toRow({ line, cells }: Line, columns: readonly ImportColumn[]): { row?: ImportRow; faults: ImportFault[] } {
  if (cells.length !== columns.length) {
    const values = { count: cells.length, columns: columns.length }
    return { faults: [toImportFault({ line }, 'values-missing', values)] }
  }
  const given = new Map(columns.map((column, index) => [column, cells[index] ?? '']))
  const faults: ImportFault[] = []
  const check = (column: ImportColumn, code: ImportFaultCode | undefined, most?: number) => {
    if (code !== undefined)
      faults.push(toImportFault({ line, column }, code, most === undefined ? undefined : { most }))
  }
  const userId = given.get('userId') ?? ''
  check('userId', userId === '' ? 'empty' : idProblemOf(userId))
  const name = parseNick(given.get('name') ?? '')
  check('name', name === undefined ? 'name-malformed' : undefined)
  const unionId = given.get('unionId') || undefined
  if (unionId !== undefined) check('unionId', idProblemOf(unionId))
  const texts: { jobNumber?: string | null; department?: string | null; email?: string | null } = {}
  for (const [column, pattern, code, most] of [
    ['jobNumber', PATTERNS.name, 'text-malformed', 64],
    ['department', PATTERNS.name, 'text-malformed', 64],
    ['email', PATTERNS.email, 'email-malformed', 254],
  ] as const) {
    const text = given.get(column)
    if (text === undefined) continue
    if (text !== '' && !isLike(text, pattern)) check(column, code)
    else if ([...text].length > most) check(column, 'too-long', most)
    texts[column] = text === '' ? null : text
  }
  const adminText = given.get('admin')?.toLowerCase()
  const isAdmin = adminText !== undefined && YES.has(adminText)
  if (adminText !== undefined && !isAdmin && !NO.has(adminText)) check('admin', 'not-true-or-false')
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

function idProblemOf(text: string): ImportFaultCode | undefined {
  return isLike(text, PATTERNS.seedId) ? undefined : 'id-malformed'
}

function isLike(text: string, pattern: string): boolean {
  return new RegExp(pattern, 'u').test(text)
}
