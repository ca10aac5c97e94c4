import { isVisible, withoutBidiControls, withoutIdleSigns } from './shown.ts'

/** The most characters that a title has. A character is a code point, unlike in the `maxLength` of browsers. */
export const TITLE_LENGTH = 50

/** The first characters of the title, up to the limit. */
export function cutTitle(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('')
}

/**
 * A title that was typed, as it is shown and stored: in Unicode NFC and cut at 50 characters, with blanks instead of line
 * breaks and tabs, and without blanks around it, other control characters, bidi controls and signs that have no effect.
 */
export function toTitle(text: string): string {
  const plain = withoutBidiControls(withoutIdleSigns(text.toWellFormed()))
  return cutTitle(
    plain
      .replaceAll(/\r\n|[\t-\r\u0085]/g, ' ')
      .replaceAll(/\p{Cc}/gu, '')
      .trim(),
  )
}

/** The title as `toTitle`, or `otherwise` if nothing of it is visible. */
export function titleOr({ title, otherwise }: Readonly<{ title: string; otherwise: string }>): string {
  const typed = toTitle(title)
  return isVisible(typed) ? typed : toTitle(otherwise)
}
