const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * One or two characters for a person: the last two of a Chinese name, otherwise the first of the first and of the last word.
 * Remarks in brackets and marks do not count. A character is what readers see as one (a grapheme).
 */
export function toInitials(name: string): string {
  const withoutRemarks = name.replace(/\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】/gu, ' ')
  const words = wordsOf(withoutRemarks).length > 0 ? wordsOf(withoutRemarks) : wordsOf(name)
  const [first = [], last = []] = [words[0], words.at(-1)]
  if (words.every(isChinese) && words.length > 0) {
    // A family name alone, as in “张 三”, needs the next word.
    return (first.length > 1 ? first : words.flat()).slice(-2).join('')
  }
  if (isChinese(first) && first.length > 1) return first.slice(-2).join('')
  if (first.length === 0) return signsOf(name.trim())[0] ?? ''
  return ((first[0] ?? '') + (words.length > 1 ? (last[0] ?? '') : '')).toLocaleUpperCase()
}

/** The words of a text, as signs. A word begins with a letter or a digit: what comes before is left out. */
function wordsOf(text: string): string[][] {
  return text
    .split(/\s+/u)
    .map((word) => signsOf(word.replace(/^[^\p{L}\p{N}]+/u, '')))
    .filter((signs) => signs.length > 0)
}

function isChinese(signs: readonly string[]): boolean {
  return signs.every((sign) => /^\p{Script=Han}/u.test(sign))
}

function signsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** One of 8 colors, always the same for the same person. */
export function toColor(member: string): number {
  let sum = 0
  for (const sign of member) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 8191
  return sum % 8
}
