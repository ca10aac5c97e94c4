import writeXlsxFile, { type Row } from 'write-excel-file/node'
import { toMinutes, type Cell, type Table } from './table.ts'
import { toZonedTime } from './zoned-time.ts'

const COLUMN_CHARACTERS = { least: 8, most: 40 } as const
/** How many rows decide how wide a column is. */
const MEASURED_ROWS = 200
const TIME_CHARACTERS = 26

/**
 * The tables as the sheets of a spreadsheet (Office Open XML). A text is always a text there, never a formula. A time is a
 * date of the spreadsheet that is shown as ISO 8601 with the offset of the time zone.
 */
export async function toXlsx(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(({ name, columns, rows, timeZone }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map((title, index) => ({
      width: widthOf([title, ...rows.slice(0, MEASURED_ROWS).map((row) => row[index])]),
    })),
    data: [
      columns.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row): Row => row.map((cell) => toCell(cell, timeZone))),
    ],
  }))
  return writeXlsxFile(sheets).toBuffer()
}

function toCell(cell: Cell | undefined, timeZone: string): Row[number] {
  if (cell === undefined) return null
  if (typeof cell === 'string') return { type: String, value: toXmlText(cell) }
  if (typeof cell === 'number') return { type: Number, value: cell }
  if ('minutes' in cell) return { type: Number, value: toMinutes(cell.minutes), format: '0.00' }
  if ('share' in cell) return { type: Number, value: cell.share, format: '0.00%' }
  const { wallMs, offset } = toZonedTime(cell.at, timeZone)
  return { type: Date, value: new Date(wallMs), format: `yyyy-mm-dd"T"hh:mm:ss"${offset}"` }
}

const NOT_IN_XML = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu

/** Without the characters that XML cannot have. */
function toXmlText(text: string): string {
  return text.toWellFormed().replace(NOT_IN_XML, '')
}

/** Chinese characters are as wide as two others. */
function widthOf(cells: readonly (Cell | undefined)[]): number {
  const lengths = cells.map((cell) => {
    if (typeof cell === 'object' && 'at' in cell) return TIME_CHARACTERS
    return String(typeof cell === 'string' ? cell : '').replace(/[\u2e80-\uffff]/g, '  ').length + 2
  })
  return Math.min(COLUMN_CHARACTERS.most, Math.max(COLUMN_CHARACTERS.least, ...lengths))
}
