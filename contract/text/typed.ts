/** Signs that nobody sees: zero-width and bidi signs, joiners, soft hyphens, fillers, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** What people write between the digits of a code. */
const BETWEEN = /(?<=\d)[\s\p{Pd}\u2212\u30fc.\u00b7\u30fb_]+(?=\d)/gu

/** The text without signs that nobody sees. A text that was copied from a page or a chat often has some. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, '')
}

/**
 * A code, a number or an address as it was meant: without signs that nobody sees and without blanks around it. Full-width
 * signs, and the digits of every script, become those of ASCII.
 */
export function toPlain(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .replaceAll(/\p{Nd}/gu, toAsciiDigit)
    .trim()
}

/** `toPlain` of the text, also without separators between digits. */
export function toPlainCode(text: string): string {
  return toPlain(text).replaceAll(BETWEEN, '')
}

/** The ten digits of a script follow each other, from zero on. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}
