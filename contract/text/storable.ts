// oxlint-disable-next-line no-control-regex -- the NUL character is intended
const NOT_STORABLE = /[\0\ud800-\udfff]/u

/**
 * The text with U+FFFD instead of each NUL character and each half of a surrogate pair. Not every database can store
 * them, and one of them would fail the whole transaction that it is written in.
 */
export function toStorable(text: string): string {
  return NOT_STORABLE.test(text) ? text.toWellFormed().replaceAll('\0', '\ufffd') : text
}
