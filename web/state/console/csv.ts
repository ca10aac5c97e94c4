import { guardFormulas, QUOTED_VALUE } from '../../../contract/text/csv-value.ts'

/** A CSV file for spreadsheet programs: with a byte order mark, and without texts that could be run as a formula. */
export function toCsvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`
}

function toCell(text: string): string {
  const safe = guardFormulas(text)
  return QUOTED_VALUE.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
