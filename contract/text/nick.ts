const NICK_LENGTH = 64
/** Control characters, and characters that change the direction of the text around them. */
const NOT_SHOWABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * The name as it is shown, without blanks around it.
 *
 * @returns `undefined` if it does not have 1 to 64 characters, has nothing visible, or has a character that cannot be shown
 */
export function parseNick(text: string): string | undefined {
  const nick = text.trim()
  const length = [...nick].length
  if (length < 1 || length > NICK_LENGTH || !nick.isWellFormed() || NOT_SHOWABLE.test(nick)) return undefined
  return VISIBLE.test(nick) ? nick : undefined
}
