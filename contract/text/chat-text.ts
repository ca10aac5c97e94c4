import { isVisible, withoutBidiControls } from './shown.ts'

/** Control characters other than a line feed and a tab. */
const NOT_SHOWABLE = /[^\P{Cc}\n\t]/u
/** A line break as other systems write it. */
const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/g

/**
 * A chat message that was typed, as it is sent to others: without bidi controls and without blanks around it. Each line break
 * is a line feed.
 *
 * @returns `undefined` if nothing is visible, or if a character cannot be shown
 */
export function parseChatText(text: string): string | undefined {
  const plain = withoutBidiControls(text).replaceAll(LINE_BREAK, '\n').trim()
  return isVisible(plain) && plain.isWellFormed() && !NOT_SHOWABLE.test(plain) ? plain : undefined
}
