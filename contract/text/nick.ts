import { isShowable, isVisible, withoutIdleSigns } from './shown.ts'

const NICK_LENGTH = 64
const inScripts = (...names: string[]) => names.map((name) => String.raw`\p{Script=${name}}`).join('')
/** Scripts whose letters neither a joiner nor a selector changes. */
const PLAIN = inScripts('Latin', 'Greek', 'Cyrillic', 'Hangul', 'Hiragana', 'Katakana')
const IDLE_SELECTORS = new RegExp(
  String.raw`(?<=^|[\s${PLAIN}])[\p{Join_Control}\p{Variation_Selector}\u{e0020}-\u{e007f}]+`,
  'gu',
)
/** A joiner changes no Han sign either, but a selector does. */
const UNJOINED = String.raw`\s\d\p{P}${PLAIN}${inScripts('Han')}`
const IDLE_JOINERS = new RegExp(String.raw`(?<=^|[${UNJOINED}])\p{Join_Control}+|\p{Join_Control}+(?=\s|$)`, 'gu')

/**
 * A name that was typed, as it is shown and stored: in Unicode NFC, with one blank between words, no blanks at its beginning
 * or end, and no signs that nobody sees and that have no effect.
 *
 * @returns `undefined` if it does not have 1 to 64 characters, has nothing visible, or has a character that cannot be shown
 */
export function parseNick(text: string): string | undefined {
  const plain = withoutIdleSigns(text).trim().replaceAll(IDLE_SELECTORS, '').replaceAll(IDLE_JOINERS, '')
  if (!isShowable(plain)) return undefined
  const nick = plain.replaceAll(/\s+/g, ' ').trim()
  const length = [...nick].length
  return length >= 1 && length <= NICK_LENGTH && isVisible(nick) ? nick : undefined
}
