// What a text that people see may contain: one list for names, titles, chat messages and calendar entries.

/** The Unicode bidi controls that embed, override or isolate. They change the direction of the text around them too. */
const BIDI_CONTROLS = String.raw`\u202a-\u202e\u2066-\u2069`
/** Control characters and these bidi controls, as the content of a character class. */
const NOT_SHOWABLE = String.raw`\p{Cc}${BIDI_CONTROLS}`
/** Characters that Unicode counts as symbols or letters, but that show nothing: the blanks of Braille, music and hieroglyphs, and U+FFFC. */
const BLANKS = String.raw`\u2800\ufffc\u{1d159}\u{13441}\u{13442}`
/** Invisible signs without an effect. Joiners, and the selectors and tags of emoji, have an effect. */
const WITHOUT_EFFECT = new RegExp(
  String.raw`(?!\p{Join_Control}|\p{Variation_Selector}|[${BIDI_CONTROLS}]|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}`,
  'gu',
)

/** The pattern of a text in which something is visible. Fillers are letters that are ignored, as in U+3164. */
export const VISIBLE_PATTERN = String.raw`(?![${BLANKS}]|\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]`
/** The pattern of a name that can be shown: something of it is visible, and it has no control character and no bidi control. */
export const NAME_PATTERN = `^(?=[^${NOT_SHOWABLE}]*?${VISIBLE_PATTERN})[^${NOT_SHOWABLE}]+$`
const VISIBLE = new RegExp(VISIBLE_PATTERN, 'u')
const UNSHOWABLE = new RegExp(`[${NOT_SHOWABLE}]`, 'u')
const ALL_UNSHOWABLE = new RegExp(`[${NOT_SHOWABLE}]`, 'gu')
const ALL_BIDI_CONTROLS = new RegExp(`[${BIDI_CONTROLS}]`, 'gu')

/** Whether anything in the text is visible. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text)
}

/** Whether the text has no control character and no bidi control, and is well-formed. */
export function isShowable(text: string): boolean {
  return text.isWellFormed() && !UNSHOWABLE.test(text)
}

/** The text with U+FFFD instead of each control character and each bidi control. */
export function markUnshowable(text: string): string {
  return text.replaceAll(ALL_UNSHOWABLE, '\u{fffd}')
}

/** The text without bidi controls. */
export function withoutBidiControls(text: string): string {
  return text.replaceAll(ALL_BIDI_CONTROLS, '')
}

/** The text in Unicode NFC, without invisible signs that have no effect. */
export function withoutIdleSigns(text: string): string {
  return text.normalize('NFC').replaceAll(WITHOUT_EFFECT, '')
}
