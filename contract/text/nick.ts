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
  if (!isShowable(withoutIdle(text))) return undefined
  const nick = toShownName(text)
  const length = [...nick].length
  return length >= 1 && length <= NICK_LENGTH && isVisible(nick) ? nick : undefined
}

/** A name that can be shown, as it is stored: as by `parseNick`, but of any length. */
export function toShownName(name: string): string {
  return withoutIdle(name).replaceAll(/\s+/g, ' ').trim()
}

function withoutIdle(text: string): string {
  return withoutIdleSigns(text).trim().replaceAll(IDLE_SELECTORS, '').replaceAll(IDLE_JOINERS, '')
}
