import { stringify } from 'csv-stringify/sync'
import { guardFormulas, QUOTED_VALUE } from '../../contract/text/csv-value.ts'
import { toMinutes, toPercent, type Cell, type Table } from './table.ts'
import { toZonedTime } from './zoned-time.ts'

/**
 * The table as a CSV file (RFC 4180) for spreadsheet programs. It begins with a byte order mark, without which Excel
 * misreads letters beyond ASCII. An apostrophe keeps spreadsheet programs from running a text as a formula.
 */
export function toCsv({ columns, rows, timeZone }: Table): string {
  const toText = (cell: Cell | undefined) => {
    if (cell === undefined || typeof cell === 'number') return cell
    if (typeof cell === 'string') return guardFormulas(cell)
    if ('at' in cell) return toZonedTime(cell.at, timeZone).text
    return 'minutes' in cell ? toMinutes(cell.minutes) : toPercent(cell.share)
  }
  const lines = [columns, ...rows.map((row) => row.map(toText))]
  return stringify(lines as unknown[][], { bom: true, quoted_match: QUOTED_VALUE, record_delimiter: 'windows' })
}
