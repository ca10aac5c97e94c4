import { isVisible, withoutBidiControls } from './shown.ts'

/** Control characters other than a line feed. */
const NOT_SHOWABLE = /[^\P{Cc}\n]/u

/**
 * A chat message that was typed, as it is sent to others: without bidi controls and without blanks around it.
 *
 * @returns `undefined` if nothing is visible, or if a character cannot be shown
 */
export function parseChatText(text: string): string | undefined {
  const plain = withoutBidiControls(text).trim()
  return isVisible(plain) && plain.isWellFormed() && !NOT_SHOWABLE.test(plain) ? plain : undefined
}
