import { stringify } from 'csv-stringify/sync'
import { toMinutes, toPercent, type Cell, type Table } from './table.ts'
import { toZonedTime } from './zoned-time.ts'

/**
 * The table as a CSV file (RFC 4180) for spreadsheet programs. It begins with a byte order mark, without which Excel
 * misreads letters beyond ASCII. A text that a spreadsheet program would run as a formula begins with an apostrophe.
 */
export function toCsv({ columns, rows, timeZone }: Table): string {
  const toText = (cell: Cell | undefined) => {
    if (cell === undefined || typeof cell === 'string' || typeof cell === 'number') return cell
    if ('at' in cell) return toZonedTime(cell.at, timeZone).text
    return 'minutes' in cell ? toMinutes(cell.minutes) : toPercent(cell.share)
  }
  const lines = [columns, ...rows.map((row) => row.map(toText))]
  return stringify(lines as unknown[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}
