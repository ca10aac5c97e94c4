/**
 * Where a spreadsheet program could find the beginning of a formula: at the beginning of the text, and after a character at
 * which a program that separates values differently begins a new one. Quotation marks do not help there: they count only at
 * the beginning of a value. Full-width signs count for some programs.
 */
const FORMULA_AHEAD = String.raw`(?<=^|[;\t\r\n])(?=["'\s]*[=+\-@＝＋－＠\t\r])`
const UNGUARDED = new RegExp(FORMULA_AHEAD, 'g')
const GUARDED = new RegExp(FORMULA_AHEAD + String.raw`'(?=["'\s]*[=+\-@＝＋－＠\t\r])`, 'g')

/** The text with an apostrophe wherever a spreadsheet program would run the rest as a formula. */
export function guardFormulas(text: string): string {
  return text.replaceAll(UNGUARDED, "'")
}

/** The text without the apostrophes that `guardFormulas` has added, and with all others. */
export function unguardFormulas(text: string): string {
  return text.replaceAll(GUARDED, '')
}

/**
 * Matches a value of a CSV file that must be quoted: it has a character at which some program separates values, or a blank
 * at an end, which some program takes off.
 */
export const QUOTED_VALUE = /[;\t",\r\n]|^\s|\s$/
